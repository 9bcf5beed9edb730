import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { readJson } from '../workspace/json-file.ts';

/** The file in a backup that says what belongs to it. */
export const listFile = '校验.json';

const listVersion = 1;

/** A path that stays in the folder it is joined to, whoever wrote the list. */
const innerPath = z
  .string()
  .min(1)
  .refine((path) => !path.startsWith('/') && !path.includes('\\') && !/^[a-z]:/i.test(path) && !path.split('/').includes('..'));

const listSchema = z.object({
  version: z.literal(listVersion),
  /** whole: everything, `heji restore` makes a workspace of it. upgrade: the ledger and settings before their format changed. */
  kind: z.enum(['whole', 'upgrade']),
  county: z.string(),
  /** 'YYYY-MM-DD HH:MM:SS' */
  made_at: z.string(),
  /** The product's version, and the workspace's format. */
  program: z.string(),
  format: z.int(),
  /** What the ledger held, so that a restored one can be compared. */
  ledger: z.object({ sequence: z.int(), runs: z.int(), last_run: z.string().nullable(), findings: z.int() }),
  folders: z.array(innerPath),
  files: z.array(z.object({ path: innerPath, bytes: z.int(), sha256: z.string().length(64), modified: z.number() })),
});

export type BackupList = z.infer<typeof listSchema>;
export type ListedFile = BackupList['files'][number];
export type LedgerExtent = BackupList['ledger'];

export const listText = (list: Omit<BackupList, 'version'>): string => `${JSON.stringify({ version: listVersion, ...list }, null, 1)}\n`;

/** @throws Failure when the folder is no backup, or its list is damaged. */
export function readList(folder: string): BackupList {
  const path = join(folder, listFile);
  if (!existsSync(path)) throw new Failure(`${folder} 不是核籍的备份（没有 ${listFile}）。请写备份文件夹本身，如 backups/2026-11-16-1。`);
  const result = listSchema.safeParse(readJson(path));
  if (!result.success) throw new Failure(`备份 ${folder} 的 ${listFile} 已损坏，核对不了其中的文件，没有恢复。请换用另一份备份。`);
  return result.data;
}
