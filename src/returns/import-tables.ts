import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import type { Content, ImportManifest, ReceivedSource, Submission } from '../lake/manifest.ts';
import { contentOf, type Selection } from '../lake/selection.ts';
import { skipReasons } from '../staging/disposition.ts';
import { datasetTitle, type Fault, gravityOf, sourceFaults } from './fault.ts';
import { rowText } from './row-text.ts';

const total = (reasons: Readonly<Record<string, number>>): number => Object.values(reasons).reduce((sum, rows) => sum + rows, 0);

const outcomes = { refused: '已拒收', unrecognised: '未识别', ignored: '已忽略' } as const;

const importColumns = {
  batch: 'varchar',
  file: 'varchar',
  sheet: 'varchar',
  dataset_title: 'varchar',
  outcome: 'varchar',
  rows_read: 'integer',
  loaded: 'integer',
  skipped: 'integer',
  rejected: 'integer',
  reason: 'varchar',
  data_date: 'date',
  is_data_date_stated: 'boolean',
  format: 'varchar',
  header_rows: 'varchar',
  unknown_columns: 'integer',
  damaged_numbers: 'integer',
  notes: 'varchar',
};

const issueColumns = {
  file: 'varchar',
  sheet: 'varchar',
  dataset_title: 'varchar',
  school_code: 'varchar',
  row: 'integer',
  row_text: 'varchar',
  column_title: 'varchar',
  column_letter: 'varchar',
  kind: 'varchar',
  reason: 'varchar',
  rows: 'integer',
};

/** Columns that these relations had not yet when earlier runs were kept. */
export const laterColumns = {
  imports: ['is_data_date_stated', 'format', 'header_rows', 'unknown_columns', 'damaged_numbers', 'notes'],
  import_issues: ['dataset_title', 'school_code', 'row_text', 'column_letter'],
} as const satisfies Record<string, readonly (keyof typeof importColumns | keyof typeof issueColumns)[]>;

export const importTableTypes: Readonly<Record<keyof typeof laterColumns, Readonly<Record<string, string>>>> = {
  imports: importColumns,
  import_issues: issueColumns,
};

/**
 * Makes `imports`, a row for each file or sheet of the receipts, and `import_issues`, a row for each thing in them that was left out or is
 * not as it should be.
 */
export async function createImportTables(engine: Engine, selection: Selection, receipts: readonly ImportManifest[]): Promise<void> {
  const imports = receipts.flatMap((manifest, index) => [
    ...sheetRows(manifest, selection),
    ...refusalRows(manifest, receipts.slice(index + 1)),
  ]);
  const fresh = receipts.flatMap((manifest) => manifest.sources).filter((source) => source.same_as === null);
  const issues = [...fresh.flatMap(issueRows), ...repeated(receipts).flatMap(repeatedRows), ...routineRows(fresh)];
  await createTableFromRows(engine, 'imports', importColumns, imports);
  await createTableFromRows(engine, 'import_issues', issueColumns, issues);
}

function sheetRows(manifest: ImportManifest, selection: Selection): object[] {
  const submissionsOf = new Map<string, Submission[]>();
  for (const submission of manifest.submissions) {
    for (const content of submission.content) {
      submissionsOf.set(keyOf(content), [...(submissionsOf.get(keyOf(content)) ?? []), submission]);
    }
  }
  return manifest.sources.map((source) => {
    const submissions = submissionsOf.get(keyOf(contentOf(manifest.id, source))) ?? [];
    const isHeld = submissions.length > 0 && submissions.every((submission) => !selection.isEffective(submission));
    const [first, last] = source.header_rows;
    return {
      batch: manifest.id,
      file: source.file,
      sheet: source.sheet,
      dataset_title: datasetOf(source.dataset).title,
      outcome: isHeld ? '已扣住' : source.same_as ? '与上次相同' : '已导入',
      rows_read: source.read,
      loaded: source.loaded,
      skipped: total(source.skipped),
      rejected: total(source.rejected),
      reason: isHeld ? submissions.map((submission) => submission.held).join('；') : null,
      data_date: source.data_date,
      is_data_date_stated: source.is_data_date_stated,
      format: formatText(source),
      header_rows: last === 0 ? null : rowText(first === last ? [first] : [first, last], 0),
      unknown_columns: source.unknown_titles.length,
      damaged_numbers: source.issues.filter(({ kind }) => kind === '以数值存的号码').reduce((sum, { rows }) => sum + rows, 0),
      notes: source.notes.join('；'),
    };
  });
}

const keyOf = ({ batch, source }: Content): string => `${batch}/${source}`;

/** csv，GB18030; null in a manifest that did not say. */
const formatText = ({ format, encoding }: ReceivedSource): string | null =>
  format === 'unknown' ? null : encoding === null ? format : `${format}，${encoding.replace('-bom', '').toUpperCase()}`;

/** A refused file stays in the inbox and is tried again each time: only the last try counts. */
function refusalRows(manifest: ImportManifest, later: readonly ImportManifest[]): object[] {
  const triedAgain = new Set(later.flatMap(({ sources, refusals }) => [...sources, ...refusals].map(({ file }) => file)));
  return manifest.refusals
    .filter(({ file }) => !triedAgain.has(file))
    .map(({ file, sheet, kind, reason }) => ({ batch: manifest.id, file, sheet, outcome: outcomes[kind], reason }));
}

/** Every sheet has these: named for each they would bury what has to be looked at, so they are counted once for all. */
const routine: readonly string[] = [skipReasons.title, skipReasons.header];

const routineRows = (sources: readonly ReceivedSource[]): object[] =>
  routine
    .map((reason) => ({
      file: '（所有文件）',
      sheet: '',
      kind: '跳过的行',
      reason,
      rows: sources.reduce((sum, source) => sum + (source.skipped[reason] ?? 0), 0),
    }))
    .filter(({ rows }) => rows > 0);

/** Everything about a sheet that its sender should know: rows passed over and refused, columns not known, numbers damaged. */
function issueRows(source: ReceivedSource): object[] {
  const at = { file: source.file, sheet: source.sheet, dataset_title: datasetOf(source.dataset).title };
  return [
    ...Object.entries(source.skipped)
      .filter(([reason]) => !routine.includes(reason))
      .map(([reason, rows]) => ({ ...at, kind: '跳过的行', reason, rows })),
    // Rows that came twice are among those passed over.
    ...sourceFaults(source)
      .filter(({ kind }) => kind !== '重复的行')
      .map(faultRow),
    ...source.notes.map((note) => ({ ...at, kind: '提示', reason: note })),
  ];
}

/** Sheets that came again as they were, once each, unless what came first is among the receipts too. */
function repeated(receipts: readonly ImportManifest[]): ReceivedSource[] {
  const batches = new Set(receipts.map(({ id }) => id));
  const found = new Map<string, ReceivedSource>();
  for (const source of receipts.flatMap(({ sources }) => sources)) {
    if (source.same_as !== null && !batches.has(source.same_as.batch))
      found.set(`${source.same_as.batch}/${source.same_as.source}`, source);
  }
  return [...found.values()];
}

/** What had to be mended and was sent again as it was; what only informs was told the first time. */
const repeatedRows = (source: ReceivedSource): object[] =>
  sourceFaults(source)
    .filter(({ kind }) => gravityOf(kind) < gravityOf('重复的行'))
    .map(faultRow);

const faultRow = (fault: Fault): object => ({
  file: fault.file,
  sheet: fault.sheet,
  dataset_title: datasetTitle(fault),
  school_code: fault.schoolCode,
  row: fault.rowNumbers[0] ?? null,
  row_text: rowText(fault.rowNumbers, fault.rows ?? 0),
  column_title: fault.column,
  column_letter: fault.columnLetter,
  kind: fault.kind,
  reason: fault.reason,
  rows: fault.rows,
});
