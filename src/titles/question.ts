import { datasetOf } from '../datasets/dictionary.ts';
import { type HeadRow, readHead } from '../intake/canonical/head.ts';
import { columnLetter } from '../intake/column-letter.ts';
import { HEAD_ROWS } from '../intake/recognition/header.ts';
import { findHeader } from '../intake/recognition/header-layout.ts';
import { instructionsSheet } from '../intake/recognition/junk.ts';
import { likeliestColumn } from '../intake/recognition/meaning/likeliest-column.ts';
import { TitleKnowledge } from '../intake/recognition/title-index.ts';
import type { SheetReading } from '../intake/tables/sheet-reading.ts';
import { maskSample } from '../privacy/sample.ts';
import { type Learning, tableKey, titleKey } from '../workspace/learned-titles.ts';

/** A title that nobody knows, for the user to explain. Texts are as they are shown. */
export interface TitleQuestion {
  readonly dataset: string;
  readonly title: string;
  /** Files, sheets and columns in which it stands. */
  readonly places: readonly string[];
  readonly samples: string;
  readonly likeliest: string;
}

/** A table that was not recognised, known by its titles. */
export interface TableQuestion {
  readonly titles: readonly string[];
  readonly places: readonly string[];
  readonly likeliest: string;
}

export interface Questions {
  readonly titles: readonly TitleQuestion[];
  readonly tables: readonly TableQuestion[];
}

/** A table of a received file. */
export interface ReadTable extends SheetReading {
  readonly file: string;
  /** Of text files only. */
  readonly encoding: string | null;
}

const VALUES_LOOKED_AT = 200;
/** Rows are numbered as in the sheet: a table further down has fewer lines above its header than its number says. */
export const MOST_LINES_ABOVE = 1000;
const SAMPLES = 3;
const SAY_NOTHING = new Set(['', ...['序号', '编号', 'no', 'no.'].map(titleKey)]);
const ROWS_WITH_TITLES = 15;

/** Whether a column of this title carries no data of its own: nobody is asked about it. */
export const saysNothing = (title: string): boolean => SAY_NOTHING.has(titleKey(title));

/** What has to be asked about these tables. A table that the user said is of a dataset is asked about title by title. */
export function questionsOf(tables: readonly ReadTable[], learning: Learning): Questions {
  const titles: TitleQuestion[] = [];
  const unknownTables: TableQuestion[] = [];
  const knowledge = new TitleKnowledge(learning.titles);
  for (const table of tables) {
    const { recognition } = table;
    if (recognition.kind === 'recognised') {
      if (recognition.unknown.length === 0) continue;
      const taken = new Set(recognition.columns.map(({ name }) => name));
      const rows = readHead(table.canonical, Math.min(recognition.headerLastRow, MOST_LINES_ABOVE) + VALUES_LOOKED_AT);
      const below = rows.filter(({ row }) => row > recognition.headerLastRow);
      for (const { index, title } of recognition.unknown)
        titles.push(...ask(table, recognition.dataset, index, title, below, taken, knowledge));
    } else if (recognition.kind === 'unrecognised' && table.canonical.sheet !== instructionsSheet) {
      const header = recognition.isAskable ? likelyHeader(table, knowledge) : null;
      if (header === null) continue;
      const explained = learning.tables.find((known) => tableKey(known.titles) === tableKey(header.titles.filter((title) => title !== '')));
      if (explained === undefined) unknownTables.push(askTable(table, header, recognition.nearest));
      else if (explained.dataset !== null) titles.push(...askAsDataset(table, explained.dataset, header, knowledge));
    }
  }
  return { titles: mergeTitles(titles), tables: mergeTables(unknownTables) };
}

interface Header {
  /** '' where a column has none. */
  readonly titles: readonly string[];
  readonly below: readonly HeadRow[];
}

function ask(
  table: ReadTable,
  dataset: string,
  index: number,
  title: string,
  below: readonly HeadRow[],
  taken: ReadonlySet<string>,
  knowledge: TitleKnowledge,
): TitleQuestion[] {
  if (saysNothing(title) || knowledge.indexOf(dataset).isIgnored(title)) return [];
  const values = below.map(({ cells }) => cells[index - 1]?.trim() ?? '').filter((value) => value !== '');
  const guess = likeliestColumn(datasetOf(dataset), title, values, taken);
  // What a sensitive column holds is not shown, not even masked.
  const isSensitive = guess?.column.level === 'sensitive';
  const samples = [...new Set(values)].slice(0, SAMPLES).map(maskSample);
  return [
    {
      dataset,
      title: oneLine(title),
      places: [`${placeOf(table)} ${columnLetter(table.origin?.[index - 1] ?? index)}列`],
      samples: isSensitive ? '（可能是敏感内容，不显示）' : samples.join('、'),
      likeliest: guess === null ? '' : `${guess.column.titles[0] ?? guess.column.name}（${guess.why}）`,
    },
  ];
}

function askTable(table: ReadTable, header: Header, nearest: string | null): TableQuestion {
  return {
    titles: header.titles.filter((title) => title !== ''),
    places: [placeOf(table)],
    likeliest: nearest === null ? '' : datasetOf(nearest).title,
  };
}

function askAsDataset(table: ReadTable, dataset: string, { titles, below }: Header, knowledge: TitleKnowledge): TitleQuestion[] {
  const index = knowledge.indexOf(dataset);
  const taken = new Set(titles.flatMap((title) => index.find(title)?.name ?? []));
  return titles.flatMap((title, at) =>
    title === '' || index.find(title) !== null ? [] : ask(table, dataset, at + 1, title, below, taken, knowledge),
  );
}

/** The titles of a table that was not recognised: the row with most known ones, else the first row of different words. */
function likelyHeader({ canonical }: ReadTable, knowledge: TitleKnowledge): Header | null {
  const rows = readHead(canonical, HEAD_ROWS + VALUES_LOOKED_AT);
  const layout = findHeader(rows.slice(0, HEAD_ROWS), knowledge);
  const words = rows.slice(0, ROWS_WITH_TITLES).find(({ cells }) => {
    const texts = cells.filter((cell) => cell?.trim());
    return texts.length >= 2 && new Set(texts).size === texts.length && texts.every((text) => !/^[\d.\-/:\s]+$|\d{6}/.test(text ?? ''));
  });
  const titles = layout?.titles ?? words?.cells;
  const last = layout?.lastRow ?? words?.row;
  if (titles === undefined || last === undefined) return null;
  return { titles: titles.map((title) => oneLine(title ?? '')), below: rows.filter(({ row }) => row > last) };
}

/** Titles are known again without their blanks, so a line break inside one may go. */
const oneLine = (title: string): string => title.replace(/\s+/g, ' ').trim();

/** `file［sheet］`, which a column follows. */
const placeOf = ({ file, canonical }: ReadTable): string => (canonical.sheet === '' ? file : `${file}［${canonical.sheet}］`);

/** The same title of the same dataset is asked once, whatever number of files have it. */
export function mergeTitles(questions: readonly TitleQuestion[]): TitleQuestion[] {
  return merged(
    questions,
    ({ dataset, title }) => `${dataset}|${titleKey(title)}`,
    (first, next) => ({
      ...first,
      places: union(first.places, next.places),
      samples: first.samples || next.samples,
      likeliest: first.likeliest || next.likeliest,
    }),
  );
}

export const mergeTables = (questions: readonly TableQuestion[]): TableQuestion[] =>
  merged(
    questions,
    ({ titles }) => tableKey(titles),
    (first, next) => ({ ...first, places: union(first.places, next.places) }),
  );

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

function merged<T>(items: readonly T[], keyOf: (item: T) => string, merge: (first: T, next: T) => T): T[] {
  const byKey = new Map<string, T>();
  for (const item of items) {
    const known = byKey.get(keyOf(item));
    byKey.set(keyOf(item), known === undefined ? item : merge(known, item));
  }
  return [...byKey.values()];
}
