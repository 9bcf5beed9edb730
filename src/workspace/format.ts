import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { createFile } from './atomic-file.ts';
import { readJson } from './json-file.ts';

/** How a workspace's files are laid out. 1: until version 0.1, without format.json. 2: ledger of format 2. */
export const workspaceFormat = 2;

export const formatFile = 'format.json';

const formatSchema = z.object({ format: z.int().min(1) });

/** The format in which a workspace is. @throws Failure for one that a later version made, or a damaged format.json. */
export function readFormat(folder: string): number {
  const path = join(folder, formatFile);
  if (!existsSync(path)) return 1;
  const result = formatSchema.safeParse(readJson(path));
  if (!result.success) throw new Failure(`${path} 已损坏，不知道工作区是哪一种格式。请从备份恢复这个文件；没有改动任何东西。`);
  const { format } = result.data;
  if (format > workspaceFormat) {
    throw new Failure(
      `工作区 ${folder} 是更新版本的核籍建立或升级的（格式 ${format}），这个版本只认得到格式 ${workspaceFormat}。请换用那个版本；没有改动任何东西。`,
    );
  }
  return format;
}

/** Says in which format the workspace is from now on. One that says so already is left alone. */
export function writeFormat(folder: string): void {
  createFile(join(folder, formatFile), `${JSON.stringify({ format: workspaceFormat })}\n`);
}
