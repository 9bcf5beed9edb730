import { existsSync } from 'node:fs';
import { readFormat, workspaceFormat, writeFormat } from '../workspace/format.ts';
import { whileLocked } from '../workspace/lock.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { backupsFolder } from './backup.ts';
import { listWorkspaceFiles } from './workspace-files.ts';
import { writeBackup } from './write-backup.ts';

/** What the change of format touches, or could. */
const isTouched = (path: string): boolean => path === 'heji.yaml' || path.startsWith('ledger/') || path.startsWith('lake/_manifests/');

/**
 * Brings a workspace of an earlier format to the present one, which only this and later versions may write to: a verified backup first, then
 * `format.json`. Killed in between, it is done again. Returns the backup's folder; null when another process did it meanwhile.
 * @throws BusyFailure while another process writes; Failure when the ledger is damaged, or the disk is full: then nothing has changed.
 */
export function upgradeWorkspace(workspace: Workspace, now: string): Promise<string | null> {
  return whileLocked(workspace.folder, '升级工作区', async () => {
    const from = readFormat(workspace.folder);
    if (from === workspaceFormat) return null;
    const folder = workspace.path(backupsFolder, `升级前-格式${from}-${now.replace(' ', '-').replaceAll(':', '')}`);
    const files = listWorkspaceFiles(workspace.folder).files.filter(isTouched);
    if (!existsSync(folder))
      await writeBackup(workspace, folder, { kind: 'upgrade', files, folders: [], madeAt: now, onProgress: () => {} });
    writeFormat(workspace.folder);
    return folder;
  });
}
