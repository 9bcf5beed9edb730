import { join } from 'node:path';
import { Failure } from '../failure.ts';
import type { ListedFile } from './backup-list.ts';
import { fingerprint } from './copied-file.ts';

/** Reads every listed file again. Chinese sentences: which are not as listed. */
export function damagedFiles(folder: string, files: readonly ListedFile[]): string[] {
  return files.flatMap((file) => {
    const damage = damageOf(folder, file);
    return damage === null ? [] : [`${file.path}：${damage}`];
  });
}

/** @throws Failure that names each file; `whose`: what the folder is, `advice`: what to do. */
export function refuseDamage(folder: string, files: readonly ListedFile[], whose: string, advice: string): void {
  const damaged = damagedFiles(folder, files);
  if (damaged.length === 0) return;
  throw new Failure(
    `${whose} ${folder} 里有 ${damaged.length} 个文件和备份时不一样：\n${damaged.map((line) => `  · ${line}`).join('\n')}\n${advice}`,
  );
}

function damageOf(folder: string, { path, bytes, sha256 }: ListedFile): string | null {
  try {
    const found = fingerprint(join(folder, path));
    if (found.bytes !== bytes) return `大小应为 ${bytes} 字节，现在是 ${found.bytes} 字节`;
    return found.sha256 === sha256 ? null : '内容和备份时不同';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? '不见了' : `读不出来（${code ?? String(error)}）`;
  }
}
