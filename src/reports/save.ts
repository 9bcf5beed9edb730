import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Failure } from '../failure.ts';

/** What renaming over a file says when WPS or Excel has it open. */
const lockedCodes: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES']);

const highestSecondName = 9;

/**
 * Writes a file so that it is either there whole or as it was before, and returns where it is:
 * a file that is open in WPS or Excel stays, and the new one is named `…(2).xlsx`.
 *
 * @throws Failure when all the names up to `…(9)` are open.
 */
export async function saveFile(bytes: Uint8Array | AsyncIterable<Uint8Array>, file: string): Promise<string> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(file)}.${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, bytes, { flush: true });
    for (let attempt = 1; attempt <= highestSecondName; attempt += 1) {
      const target = attempt === 1 ? file : secondName(file, attempt);
      if (await renamed(temporary, target)) return target;
    }
  } finally {
    await rm(temporary, { force: true });
  }
  throw new Failure(
    `${file} 写不进去：它和另外的 ${highestSecondName - 1} 个备用文件名都被占用。请关闭正在打开它们的 WPS 或 Excel，再运行一次。`,
  );
}

async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && lockedCodes.has(String(error.code))) return false;
    throw error;
  }
}

function secondName(file: string, number: number): string {
  const extension = extname(file);
  return join(dirname(file), `${basename(file, extension)}(${number})${extension}`);
}
