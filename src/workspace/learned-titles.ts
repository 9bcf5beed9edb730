import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { titleKeys } from '../intake/recognition/title.ts';
import type { LearnedTitle } from '../intake/recognition/title-index.ts';
import { readJson } from './json-file.ts';
import type { Workspace } from './workspace.ts';

const learnedTitle = z.strictObject({
  dataset: z.string(),
  title: z.string().min(1),
  column: z.string().nullable(),
  /** 'YYYY-MM-DD' on which the user said so. */
  learned_on: z.string(),
});

const learnedTable = z.strictObject({ titles: z.array(z.string()).min(1), dataset: z.string().nullable(), learned_on: z.string() });

const learningSchema = z.strictObject({ version: z.literal(1), titles: z.array(learnedTitle), tables: z.array(learnedTable) });

/** Everything that the user explained: single titles, and what a table with certain titles is (`dataset` null: none of ours). */
export type Learning = z.infer<typeof learningSchema>;
export type LearnedTable = Learning['tables'][number];

/** Where it is kept, inside the workspace. */
export const learningFile = 'learned-titles.json';

const nothing: Learning = { version: 1, titles: [], tables: [] };

/** What the user has explained so far. @throws Failure when the file was damaged. */
export function readLearning(workspace: Workspace): Learning {
  const path = workspace.path(learningFile);
  if (!existsSync(path)) return nothing;
  const result = learningSchema.safeParse(readJson(path));
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join('.') || '整个文件';
  throw new Failure(`${path} 已损坏（${where}），读不出已认得的列名。请从备份恢复，或删除它后在列名对照.xlsx 里重新选择。`);
}

/** Titles whose meaning the user gave, as readers take them; one whose column no longer exists is unknown to them again. */
export const readLearnedTitles = (workspace: Workspace): LearnedTitle[] =>
  readLearning(workspace).titles.map(({ dataset, title, column }) => ({ dataset, title, column }));

/** Replaces what is kept, whole or not at all. The same answers give the same bytes. */
export function storeLearning(workspace: Workspace, learning: Learning): void {
  const path = workspace.path(learningFile);
  const sorted: Learning = {
    version: 1,
    titles: [...learning.titles].sort((a, b) => compare(a.dataset, b.dataset) || compare(a.title, b.title)),
    tables: [...learning.tables].sort((a, b) => compare(tableKey(a.titles), tableKey(b.titles))),
  };
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(sorted, null, 2)}\n`, { flush: true });
  renameSync(temporary, path);
}

/** By what a title is known again: blanks, marks and width do not count. */
export const titleKey = (title: string): string => titleKeys(title)[0];

/** By what a table is known again: its titles in their order. */
export const tableKey = (titles: readonly string[]): string => titles.map(titleKey).join('|');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
