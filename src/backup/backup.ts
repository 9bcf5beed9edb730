import { appendFileSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { UsageFailure } from '../failure.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { whileLocked } from '../workspace/lock.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { listWorkspaceFiles } from './workspace-files.ts';
import { type WrittenBackup, writeBackup } from './write-backup.ts';

/** Where backups go when no folder is named, inside the workspace. */
export const backupsFolder = 'backups';

/**
 * Backs the whole workspace up into a new folder `<date>-<n>` under `into`. Nothing else writes to the workspace meanwhile: it is locked, and
 * whoever wants to write is told so.
 * @param into null: the workspace's own `backups`
 * @throws BusyFailure while another process writes; UsageFailure for a folder in the workspace, which would be backed up next time
 */
export async function backUp(
  workspace: Workspace,
  into: string | null,
  startedAt: string,
  onProgress: (text: string) => void,
): Promise<WrittenBackup> {
  const parent = into === null ? workspace.path(backupsFolder) : resolve(into);
  if (into !== null) refuseInside(workspace, parent);
  return whileLocked(workspace.folder, '备份', async () => {
    const contents = { kind: 'whole', ...listWorkspaceFiles(workspace.folder), madeAt: startedAt, onProgress } as const;
    mkdirSync(parent, { recursive: true });
    const backup = await writeBackup(workspace, freeFolder(parent, startedAt.slice(0, 10)), contents);
    appendAccess(workspace.folder, { action: '备份整个工作区', rows: backup.list.files.length, approval: null, reason: null }, startedAt);
    noteBackup(workspace, { at: startedAt, folder: backup.folder });
    return backup;
  });
}

/** 'YYYY-MM-DD HH:MM:SS' and place of the last backup that was made of the workspace; null: none so far. */
export function lastBackup(workspace: Workspace): { readonly at: string; readonly folder: string } | null {
  const path = workspace.path('logs', 'backups.jsonl');
  if (!existsSync(path)) return null;
  return (
    readFileSync(path, 'utf8')
      .split('\n')
      .map(parseNote)
      .findLast((note) => note !== null) ?? null
  );
}

function noteBackup(workspace: Workspace, note: { at: string; folder: string }): void {
  appendFileSync(workspace.path('logs', 'backups.jsonl'), `${JSON.stringify(note)}\n`);
}

function parseNote(line: string): { at: string; folder: string } | null {
  try {
    return JSON.parse(line) as { at: string; folder: string };
  } catch {
    return null;
  }
}

function refuseInside(workspace: Workspace, parent: string): void {
  const root = realpathSync(workspace.folder);
  const target = existingPart(parent);
  if (target === root || target.startsWith(root + sep)) {
    const own = join(workspace.folder, backupsFolder);
    if (parent === own) return;
    throw new UsageFailure(`${parent} 在工作区里面。请写另一个磁盘上的文件夹，或不写（放进 ${own}）；没有备份。`);
  }
}

/** The real path of the nearest folder that exists. */
function existingPart(path: string): string {
  return existsSync(path) ? realpathSync(path) : existingPart(dirname(path));
}

function freeFolder(parent: string, date: string): string {
  for (let number = 1; ; number++) {
    const folder = join(parent, `${date}-${number}`);
    if (!existsSync(folder)) return folder;
  }
}
