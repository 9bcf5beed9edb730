import { importDrop } from '../../src/lake/import.ts';
import { Workspace } from '../../src/workspace/workspace.ts';

// Imports the inbox of a workspace and kills its own process when the progress says what it was told to wait for.

const [folder, until] = process.argv.slice(2);

await importDrop(Workspace.open(folder!), {
  paths: [],
  dataDate: null,
  dayOfReceipt: '2026-11-16',
  receivedAt: '2026-11-16 08:00:00',
  dryRun: false,
  onProgress: (text) => {
    if (text.startsWith(until!)) process.kill(process.pid, 'SIGKILL');
  },
});
