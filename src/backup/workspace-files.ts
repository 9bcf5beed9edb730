import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a folder holds that belongs into a backup: paths relative to it with '/', in order. */
export interface WorkspaceFiles {
  readonly files: readonly string[];
  /** Empty folders: people put files there. */
  readonly folders: readonly string[];
}

/** Backups, and what only a process at work needs. Relative paths. */
const isLeftOut = (path: string): boolean =>
  path === 'backups' ||
  path === 'logs/running.json' ||
  path === 'logs/access.lock' ||
  path.startsWith('lake/.work-') ||
  /(^|\/)\.写入测试-\d+$/.test(path) ||
  path.endsWith('.tmp');

/** A folder that was moved to another disk and linked is followed: its files are the workspace's. */
export function listWorkspaceFiles(root: string): WorkspaceFiles {
  const files: string[] = [];
  const folders: string[] = [];
  const seen = new Set<string>();
  const walk = (folder: string): void => {
    const real = realpathSync(join(root, folder));
    if (seen.has(real)) return;
    seen.add(real);
    const names = readdirSync(join(root, folder)).sort();
    if (names.length === 0 && folder !== '') folders.push(folder);
    for (const name of names) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (isLeftOut(path)) continue;
      const status = statSync(join(root, path), { throwIfNoEntry: false });
      if (status?.isDirectory()) walk(path);
      else if (status === undefined ? isBrokenLink(join(root, path)) : status.isFile()) files.push(path);
    }
  };
  walk('');
  return { files, folders };
}

/** It is listed, so that copying it fails and says so, instead of being passed over. A file that has gone meanwhile is none. */
const isBrokenLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
