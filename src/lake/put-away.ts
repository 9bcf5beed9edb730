import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { importedFolder } from './inbox.ts';
import { type OriginalFile, placeOf } from './original-file.ts';

/** Bytes that a file system allows for one name. */
const longestName = 255;

/** A loaded file that is still in the inbox. */
export interface LeftFile {
  readonly file: string;
  /** Chinese: why, and what happens to it. */
  readonly reason: string;
}

/**
 * Moves loaded files of the inbox to 已导入/<date>/, keeping their folders; a name that is taken gets a number. What cannot be moved stays
 * and is returned: the next import knows it again and does not load it twice.
 */
export function putAway(inbox: string, originals: readonly OriginalFile[], date: string): LeftFile[] {
  const left: LeftFile[] = [];
  for (const { path, file, place } of originals) {
    if (placeOf(path) !== place) {
      left.push({ file, reason: '导入以后又被改动，改动后的内容留待下一次导入' });
      continue;
    }
    try {
      const target = freeName(join(inbox, importedFolder, date, file));
      mkdirSync(dirname(target), { recursive: true });
      renameSync(path, target);
    } catch (error) {
      left.push({ file, reason: `已经导入，但移不进“${importedFolder}”（${causeOf(error)}），还留在收件文件夹；下一次导入不会重复计算它` });
    }
  }
  return left;
}

function causeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EBUSY' || code === 'EPERM') return '可能正被WPS或Excel打开';
  if (code === 'EACCES' || code === 'EROFS') return '文件夹是只读的，或没有写入权限';
  if (code === 'ENOSPC') return '磁盘空间不足';
  return code ?? String(error);
}

function freeName(path: string): string {
  if (!existsSync(path)) return path;
  const extension = extname(path);
  const stem = path.slice(dirname(path).length + 1, path.length - extension.length);
  for (let number = 2; ; number++) {
    const suffix = `(${number})${extension}`;
    const candidate = join(dirname(path), `${shortened(stem, longestName - Buffer.byteLength(suffix))}${suffix}`);
    if (!existsSync(candidate)) return candidate;
  }
}

/** As much of a text as fits into so many bytes of UTF-8, whole characters only. */
function shortened(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const characters = [...text];
  while (Buffer.byteLength(characters.join('')) > bytes) characters.pop();
  return characters.join('');
}
