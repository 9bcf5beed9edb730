import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { InboxFile } from '../lake/inbox.ts';
import { type OriginalFile, placeOf } from '../lake/original-file.ts';
import { newWorkFolder } from '../lake/work-folder.ts';
import { type Learning, readLearning, tableKey, titleKey } from '../workspace/learned-titles.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type Answers, readAnswers } from './answers.ts';
import { mergeTables, mergeTitles, type Questions, type TableQuestion, type TitleQuestion } from './question.ts';
import { questionnaireName } from './questionnaire.ts';
import { workbookRows } from './workbook-rows.ts';

/** What was learned from filled-in workbooks, before the files of a drop are read. */
export interface Lesson {
  /** Everything explained so far, these answers included. */
  readonly learning: Learning;
  /** What these answers added or changed. */
  readonly fresh: Pick<Learning, 'titles' | 'tables'>;
  /** Answers that could not be taken. */
  readonly problems: readonly string[];
  /** Questions that stay open. */
  readonly open: Questions;
  /** Files of the drop but for the workbooks, which are no data. */
  readonly data: readonly InboxFile[];
  /** Workbooks of the drop that were read and need not be seen again. */
  readonly workbooks: readonly OriginalFile[];
  /** Those saved in place in the outbox, by whether they could be read: what could not may hold answers, and is left alone. */
  readonly inPlace: { readonly read: readonly string[]; readonly unread: readonly string[] };
}

/** Copies that programs and people make too: 列名对照(1).xlsx, 列名对照 - 副本.xlsx. */
const NAME = new RegExp(`^${questionnaireName}[ \\-_(（\\d)）副本]*\\.(xlsx|xlsm|xls|et|ods)$`, 'i');

export const isQuestionnaire = (path: string): boolean => NAME.test(basename(path).normalize('NFC'));

/**
 * Takes the answers out of every 列名对照.xlsx of the outbox and of a drop; a later answer replaces an earlier one. Nothing is stored here.
 * @param today 'YYYY-MM-DD'
 */
export async function takeAnswers(workspace: Workspace, drop: readonly InboxFile[], today: string): Promise<Lesson> {
  const before = readLearning(workspace);
  const isOurs = ({ path, junk, refusal }: InboxFile): boolean => junk === null && refusal === null && isQuestionnaire(path);
  // Taken before they are read: one that is saved again meanwhile is another file, which stays for the next import.
  const dropped = drop.filter(isOurs).map((file) => ({ ...file, place: placeOf(file.path) ?? '' }));
  const inPlace = questionnairesIn(workspace.path('outbox')).map((path) => ({ path, name: `outbox/${basename(path)}` }));
  const workFolder = newWorkFolder(workspace.path('lake'));
  let learning = before;
  const problems: string[] = [];
  const open = { titles: [] as TitleQuestion[], tables: [] as TableQuestion[] };
  const unread = new Set<string>();
  try {
    for (const { path, name } of [...inPlace, ...dropped.map(({ path, file }) => ({ path, name: file }))]) {
      const rows = await workbookRows(path, workFolder);
      const answers = 'refusal' in rows ? `${name}：${rows.refusal}` : readAnswers(name, rows.sheets);
      if (typeof answers === 'string') {
        unread.add(path);
        problems.push(answers);
        continue;
      }
      learning = learn(learning, answers, today);
      problems.push(...answers.problems);
      open.titles.push(...answers.openTitles);
      open.tables.push(...answers.openTables);
    }
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
  const isRead = ({ path }: { readonly path: string }): boolean => !unread.has(path);
  return {
    learning,
    fresh: {
      titles: learning.titles.filter((one) => !before.titles.includes(one)),
      tables: learning.tables.filter((one) => !before.tables.includes(one)),
    },
    problems,
    open: stillOpen(open, learning),
    data: drop.filter((file) => !isOurs(file)),
    workbooks: dropped.filter(isRead),
    inPlace: {
      read: inPlace.filter(isRead).map(({ path }) => path),
      unread: inPlace.filter((one) => !isRead(one)).map(({ path }) => path),
    },
  };
}

function learn(learning: Learning, answers: Answers, today: string): Learning {
  const titles = new Map(learning.titles.map((one) => [`${one.dataset}|${titleKey(one.title)}`, one]));
  for (const { dataset, title, column } of answers.titles) {
    const key = `${dataset}|${titleKey(title)}`;
    if (titles.get(key)?.column !== column) titles.set(key, { dataset, title, column, learned_on: today });
  }
  const tables = new Map(learning.tables.map((one) => [tableKey(one.titles), one]));
  for (const { titles: header, dataset } of answers.tables) {
    const key = tableKey(header);
    if (tables.get(key)?.dataset !== dataset) tables.set(key, { titles: [...header], dataset, learned_on: today });
  }
  return { version: 1, titles: [...titles.values()], tables: [...tables.values()] };
}

/** What one copy of the workbook leaves open another one may have answered. */
function stillOpen({ titles, tables }: Questions, learning: Learning): Questions {
  const isLearned = (dataset: string, title: string): boolean =>
    learning.titles.some((known) => known.dataset === dataset && titleKey(known.title) === titleKey(title));
  const isExplained = (header: readonly string[]): boolean => learning.tables.some((known) => tableKey(known.titles) === tableKey(header));
  return {
    titles: mergeTitles(titles.filter(({ dataset, title }) => !isLearned(dataset, title))),
    tables: mergeTables(tables.filter((table) => !isExplained(table.titles))),
  };
}

const questionnairesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter(isQuestionnaire)
        .sort()
        .map((name) => join(folder, name))
    : [];
