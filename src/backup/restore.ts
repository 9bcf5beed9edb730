import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure, UsageFailure } from '../failure.ts';
import { readFormat } from '../workspace/format.ts';
import { type BackupList, type ListedFile, readList } from './backup-list.ts';
import { copyFile } from './copied-file.ts';
import { extentText, isSameExtent, ledgerExtent } from './ledger-extent.ts';
import { refuseDamage } from './verify.ts';

/**
 * Makes a workspace of a backup: every file is compared with the list before and after it is copied, and the ledger must hold as much as
 * it did. The folder appears only when all of it is right.
 * @throws UsageFailure when `into` holds anything; Failure that names the damaged files
 */
export async function restoreBackup(backup: string, into: string, onProgress: (text: string) => void): Promise<BackupList> {
  const source = resolve(backup);
  const target = resolve(into);
  const list = readList(source);
  refusePart(source, list);
  refuseNonEmpty(target);
  onProgress('核对备份');
  refuseDamage(source, list.files, '备份', '没有恢复。请换用另一份备份。');
  const half = join(dirname(target), `.${basename(target)}.heji-restore.tmp`);
  try {
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    for (const folder of list.folders) mkdirSync(join(half, folder), { recursive: true });
    copyAll(source, half, list.files, onProgress);
    onProgress('核对恢复的文件');
    refuseDamage(half, list.files, '刚恢复的', '磁盘可能有毛病，恢复的内容没有保留。请恢复到另一个磁盘。');
    await refuseOtherLedger(half, list);
    if (existsSync(target)) rmdirSync(target);
    renameSync(half, target);
    return list;
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw error;
  }
}

function copyAll(source: string, target: string, files: readonly ListedFile[], onProgress: (text: string) => void): void {
  for (const [index, { path }] of files.entries()) {
    onProgress(`恢复 ${index + 1}/${files.length} ${dirname(path)}`);
    if (copyFile(join(source, path), join(target, path)) === null) {
      throw new Failure(`${join(source, path)} 正在变动，没有恢复。请等别的程序放开备份以后再试。`);
    }
  }
}

function refusePart(source: string, { kind, made_at }: BackupList): void {
  if (kind === 'whole') return;
  throw new UsageFailure(
    `${source} 是 ${made_at} 升级前留下的，只有台账、数据清单和设置，恢复不成整个工作区。要退回旧版核籍，请用其中的 ledger、lake/_manifests、heji.yaml 换掉工作区里的，并删去 format.json。`,
  );
}

function refuseNonEmpty(target: string): void {
  if (!existsSync(target) || readdirSync(target).length === 0) return;
  throw new UsageFailure(`${target} 不是空文件夹，没有恢复。请写一个新的文件夹；恢复好以后再决定用哪一个工作区。`);
}

/** @throws Failure when the restored ledger holds another number of runs or findings than the one that was backed up. */
async function refuseOtherLedger(folder: string, { ledger, format }: BackupList): Promise<void> {
  readFormat(folder);
  const found = await ledgerExtent(join(folder, 'ledger'));
  if (isSameExtent(found, ledger)) return;
  throw new Failure(
    `恢复出来的台账和备份时不同（备份时：${extentText(ledger)}；现在：${extentText(found)}；工作区格式 ${format}），没有保留。请换用另一份备份，并保留这一份供查。`,
  );
}
