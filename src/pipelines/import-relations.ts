import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import type { ImportManifest, ReceivedSource } from '../lake/manifest.ts';
import type { LakeViews } from '../lake/views.ts';
import { skipReasons } from '../staging/disposition.ts';

const total = (reasons: Readonly<Record<string, number>>): number => Object.values(reasons).reduce((sum, rows) => sum + rows, 0);

const outcomes = { refused: '已拒收', unrecognised: '未识别', ignored: '已忽略' } as const;

/** Makes `imports` and `import_issues` of the receipts after `since` (an import's id; null: all). */
export async function createImportRelations(engine: Engine, views: LakeViews, since: string | null): Promise<void> {
  const receipts = views.selection.imports.filter((manifest) => since === null || manifest.id > since);
  const imports = receipts.flatMap((manifest, index) => [
    ...sheetRows(manifest, views),
    ...refusalRows(manifest, receipts.slice(index + 1)),
  ]);
  const fresh = receipts.flatMap((manifest) => manifest.sources).filter((source) => source.same_as === null);
  const issues = [...fresh.flatMap(issueRows), ...routineRows(fresh)];
  await createTableFromRows(
    engine,
    'imports',
    {
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
    },
    imports,
  );
  await createTableFromRows(
    engine,
    'import_issues',
    { file: 'varchar', sheet: 'varchar', row: 'integer', column_title: 'varchar', kind: 'varchar', reason: 'varchar', rows: 'integer' },
    issues,
  );
}

function sheetRows(manifest: ImportManifest, views: LakeViews): object[] {
  return manifest.sources.map((source) => {
    const submissions = manifest.submissions.filter((submission) => submission.content.some((content) => content.source === source.source));
    const isHeld = submissions.length > 0 && submissions.every((submission) => !views.selection.isEffective(submission));
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
    };
  });
}

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
  const at = { file: source.file, sheet: source.sheet };
  const named = source.issues.filter((issue) => issue.kind === '拒收的行').length;
  const unnamed = total(source.rejected) - named;
  return [
    ...Object.entries(source.skipped)
      .filter(([reason]) => !routine.includes(reason))
      .map(([reason, rows]) => ({ ...at, kind: '跳过的行', reason, rows })),
    ...source.issues.map((issue) => ({
      ...at,
      row: issue.row,
      column_title: issue.column,
      kind: issue.kind,
      reason: issue.reason,
      rows: issue.rows,
    })),
    ...(unnamed > 0 ? [{ ...at, kind: '拒收的行', reason: '其余拒收的行（只列出前200行）', rows: unnamed }] : []),
    ...source.unknown_titles.map((title) => ({ ...at, column_title: title, kind: '未识别的列', reason: '不认识这个列名，该列没有导入' })),
    ...source.notes.map((note) => ({ ...at, kind: '提示', reason: note })),
  ];
}
