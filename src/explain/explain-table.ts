import { join } from 'node:path';
import { datasetOf } from '../datasets/dictionary.ts';
import { readHead } from '../intake/canonical/head.ts';
import { columnLetter } from '../intake/column-letter.ts';
import type { Recognition } from '../intake/recognition/header.ts';
import type { TitleKnowledge } from '../intake/recognition/title-index.ts';
import type { ReceivedSource } from '../lake/manifest.ts';
import { MOST_LINES_ABOVE, questionsOf, type ReadTable, saysNothing } from '../titles/question.ts';
import { titleKey } from '../workspace/learned-titles.ts';
import type { ExplainContext } from './explain-context.ts';
import type { ExplainedColumn, ExplainedTable, RowCounts } from './explanation.ts';
import { recognitionReason } from './recognition-reason.ts';
import { statedFacts } from './stated-facts.ts';
import { understoodRows } from './understood-rows.ts';

type Recognised = Extract<Recognition, { kind: 'recognised' }>;

const SHOWN_ROWS = 5;

/** What a table was taken for and why, and what would be loaded of it. */
export async function explainTable(table: ReadTable, context: ExplainContext): Promise<ExplainedTable> {
  const { recognition } = table;
  return recognition.kind === 'recognised' ? explainRecognised(table, recognition, context) : explainOther(table, context);
}

async function explainRecognised(table: ReadTable, recognition: Recognised, context: ExplainContext): Promise<ExplainedTable> {
  const { receipt, manifest, engine, lakeFolder, options, knowledge } = context;
  const dataset = datasetOf(recognition.dataset);
  const received = receipt.sheets.find(({ source }) => source.path === table.canonical.path);
  const source = manifest.sources.find((one) => one.source === received?.source.source);
  const files = (manifest.files[dataset.id] ?? []).map((file) => join(lakeFolder, file));
  const columns = new Set(recognition.columns.map(({ name }) => name));
  const { days } = recognition;
  return {
    ...commonOf(table),
    outcome: source ? 'recognised' : 'refused',
    dataset: dataset.id,
    dataset_title: dataset.title,
    why: [
      ...recognitionReason(recognition, { file: table.file, sheet: table.canonical.sheet }, knowledge),
      ...(source ? [] : [refusalOf(table, context)]),
    ],
    missing: recognition.missingRequired.map((name) => dataset.columns.find((column) => column.name === name)?.titles[0] ?? name),
    header_rows: [recognition.headerFirstRow, recognition.headerLastRow],
    columns: columnsOf(table, recognition, context),
    days:
      days === null || days.length === 0
        ? null
        : { first: days[0]!.date, last: days.at(-1)!.date, count: new Set(days.map(({ date }) => date)).size },
    facts: statedFacts(recognition.stated, columns, {
      file: table.file,
      option: options.dataDate,
      today: options.today,
      hasSchool: dataset.columns.some(({ name }) => name === 'school_code'),
    }),
    rows: source ? countsOf(source) : null,
    first_rows: source ? await understoodRows(engine, dataset, files, source.source, SHOWN_ROWS) : [],
  };
}

function explainOther(table: ReadTable, context: ExplainContext): ExplainedTable {
  const isIgnored = context.receipt.refused.some(
    ({ file, sheet, kind }) => file === table.file && sheet === table.canonical.sheet && kind === 'ignored',
  );
  return {
    ...commonOf(table),
    outcome: isIgnored ? 'ignored' : 'unrecognised',
    dataset: null,
    dataset_title: null,
    why: [refusalOf(table, context)],
    missing: [],
    header_rows: null,
    columns: [],
    days: null,
    facts: [],
    rows: null,
    first_rows: [],
  };
}

const commonOf = ({ canonical }: ReadTable): Pick<ExplainedTable, 'sheet' | 'hidden' | 'notes'> => ({
  sheet: canonical.sheet,
  hidden: canonical.hidden,
  notes: canonical.notes,
});

/** The sentence with which an import refuses the table. */
function refusalOf({ file, canonical, recognition }: ReadTable, { receipt }: ExplainContext): string {
  if (recognition.kind !== 'recognised') {
    const ignored = receipt.refused.find((one) => one.file === file && one.sheet === canonical.sheet && one.kind === 'ignored');
    return ignored?.reason ?? recognition.reason;
  }
  return receipt.refused.find((one) => one.file === file && one.sheet === canonical.sheet)?.reason ?? '没有装载';
}

function columnsOf(table: ReadTable, recognition: Recognised, { learning, knowledge }: ExplainContext): ExplainedColumn[] {
  const dataset = datasetOf(recognition.dataset);
  const titleOf = (name: string): string => dataset.columns.find((column) => column.name === name)?.titles[0] ?? name;
  const letterOf = (index: number): string => {
    const source = table.origin === null ? index : (table.origin[index - 1] ?? 0);
    return source > 0 ? columnLetter(source) : '';
  };
  const questions = questionsOf([table], learning).titles;
  const isLearned = (title: string): boolean =>
    learning.titles.some((known) => known.dataset === dataset.id && titleKey(known.title) === titleKey(title));
  const guessAt = (title: string): string | null =>
    questions.find((question) => titleKey(question.title) === titleKey(title))?.likeliest || null;
  const columns = [
    ...recognition.columns.map(({ index, name, title }) => ({
      index,
      title,
      column: name,
      meaning: `${titleOf(name)}${isLearned(title) ? '（列名对照里选过）' : ''}`,
      likeliest: null,
    })),
    ...recognition.unknown.map(({ index, title }) => ({
      index,
      title,
      column: null,
      meaning: saysNothing(title) ? '没有内容要导入' : '不认识',
      likeliest: guessAt(title),
    })),
    ...recognition.duplicated.map(({ index, name, title }) => ({
      index,
      title,
      column: null,
      meaning: `重复：“${titleOf(name)}”取自前面的列`,
      likeliest: null,
    })),
    ...ignoredColumns(table, recognition, knowledge),
  ];
  return columns
    .sort((a, b) => a.index - b.index)
    .map(({ index, ...column }) => ({ letter: letterOf(index), ...column, title: column.title.replace(/\s+/g, ' ').trim() }));
}

/** Titles that the user said mean nothing to us: a recognition no longer mentions them. */
function ignoredColumns({ canonical }: ReadTable, { dataset, headerLastRow }: Recognised, knowledge: TitleKnowledge) {
  const header = readHead(canonical, Math.min(headerLastRow, MOST_LINES_ABOVE) + 1).find(({ row }) => row === headerLastRow);
  return (header?.cells ?? []).flatMap((title, at) =>
    title !== null && knowledge.indexOf(dataset).isIgnored(title)
      ? [{ index: at + 1, title, column: null, meaning: '不是我们要的列（列名对照里选过）', likeliest: null }]
      : [],
  );
}

const countsOf = ({ read, loaded, skipped, rejected, issues }: ReceivedSource): RowCounts => ({
  read,
  loaded,
  skipped,
  rejected,
  issues: issues.map(({ kind, column, reason, rows, row_numbers }) => ({ kind, column, reason, rows, row_numbers })),
});
