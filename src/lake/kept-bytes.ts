import fs from 'node:fs';
import { join } from 'node:path';
import type { Copy } from './original-file.ts';

/**
 * Moves copies of received files to where the lake keeps them, `received/<sha256>`. Returns the paths that were not there before, for the
 * case that the import fails after all.
 */
export function keepBytes(copies: readonly Copy[], folder: string): string[] {
  const added: string[] = [];
  try {
    for (const copy of copies) {
      const target = join(folder, copy.sha256);
      if (fs.statSync(target, { throwIfNoEntry: false })?.size === copy.bytes) continue;
      fs.mkdirSync(folder, { recursive: true });
      added.push(target);
      moveFile(copy.path, target);
    }
    return added;
  } catch (error) {
    forgetBytes(added);
    throw error;
  }
}

export function forgetBytes(paths: readonly string[]): void {
  for (const path of paths) fs.rmSync(path, { force: true });
}

function moveFile(source: string, target: string): void {
  try {
    fs.renameSync(source, target);
  } catch (error) {
    // `received` may be a folder of another disk.
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const half = `${target}.tmp`;
    try {
      fs.copyFileSync(source, half);
      fs.renameSync(half, target);
    } finally {
      fs.rmSync(half, { force: true });
    }
  }
}
