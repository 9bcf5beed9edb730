import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../failure.ts';
import { version } from '../version.ts';
import { readFormat } from '../workspace/format.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type BackupList, type ListedFile, listFile, listText } from './backup-list.ts';
import { copyFile } from './copied-file.ts';
import { ledgerExtent } from './ledger-extent.ts';
import { refuseDamage } from './verify.ts';

export interface WrittenBackup {
  readonly folder: string;
  readonly list: Omit<BackupList, 'version'>;
  /** Files of the inbox and the outbox that changed or went while they were copied: somebody works on them. They are not in the backup. */
  readonly restless: readonly string[];
}

export interface BackupContents {
  readonly kind: BackupList['kind'];
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** 'YYYY-MM-DD HH:MM:SS' */
  readonly madeAt: string;
  readonly onProgress: (text: string) => void;
}

/**
 * Copies files of a workspace into a new folder, reads each copy again and compares it. The folder has its name only when all of it is
 * there; whatever fails before leaves nothing. The caller holds the workspace's lock.
 */
export async function writeBackup(workspace: Workspace, target: string, contents: BackupContents): Promise<WrittenBackup> {
  const half = `${target}.tmp`;
  const ledger = await ledgerExtent(workspace.path('ledger'));
  try {
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    for (const folder of contents.folders) mkdirSync(join(half, folder), { recursive: true });
    const { files, restless } = copyAll(workspace.folder, half, contents);
    contents.onProgress('核对备份');
    refuseDamage(half, files, '刚写好的备份', '磁盘可能有毛病，这份备份没有保留。请换一个磁盘再备份。');
    const list = {
      kind: contents.kind,
      county: workspace.settings.county_name,
      made_at: contents.madeAt,
      program: version,
      format: readFormat(workspace.folder),
      ledger,
      folders: [...contents.folders],
      files,
    };
    writeFileSync(join(half, listFile), listText(list), { flag: 'wx', flush: true });
    renameSync(half, target);
    return { folder: target, list, restless };
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw error;
  }
}

function copyAll(root: string, target: string, { files, onProgress }: BackupContents): { files: ListedFile[]; restless: string[] } {
  const listed: ListedFile[] = [];
  const restless: string[] = [];
  for (const [index, path] of files.entries()) {
    onProgress(`备份 ${index + 1}/${files.length} ${dirname(path)}`);
    const copied = copyIfThere(join(root, path), join(target, path));
    if (copied !== null) listed.push({ path, ...copied });
    else if (isOfPeople(path)) restless.push(path);
    else throw new Failure(`${join(root, path)} 一直在变动，没有备份。请等正在写它的程序结束后再备份一次。`);
  }
  return { files: listed, restless };
}

/** People put files into these folders, and take them out, at any time. */
const isOfPeople = (path: string): boolean => /^(inbox|outbox|replies)\//.test(path);

function copyIfThere(source: string, target: string): ReturnType<typeof copyFile> {
  try {
    return copyFile(source, target);
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && path === source) return null;
    throw error;
  }
}
