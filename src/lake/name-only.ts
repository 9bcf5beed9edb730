import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { readAsset } from '../assets.ts';
import type { Engine } from '../engine/engine.ts';
import { parquetOptions } from '../engine/parquet.ts';
import { listLiteral, literal } from '../engine/sql-text.ts';
import type { ImportManifest, Manifest, ReceivedSource } from './manifest.ts';
import { buildMarts, martsFor } from './marts.ts';
import { LakeViews } from './views.ts';

/** Tables whose rows speak of a pupil of a class, so that a name alone can mean somebody. */
export const classTables: readonly string[] = ['absences', 'roster', 'leaves', 'contacts'];

/** What a row that names its pupil by the name alone may come to. */
export const nameOnlyReasons = {
  shared: '班内有同名学生，只凭姓名分不清；请补上学籍号或身份证件号',
  missing: '姓名在该班名册里找不到，记录已装载；请核对姓名写法或补上学籍号、身份证件号，确无学籍的请报教育局',
  unplaced: '只有姓名，没有写年级或班级，对不上学生，记录已装载；请补上年级、班级，或学籍号、身份证件号',
} as const;

type Verdict = keyof typeof nameOnlyReasons;
type Issue = ReceivedSource['issues'][number];

/** All dates lie before it: an import is judged by all that has come. */
const endOfTime = '9999-12-31';

/** Rows named one by one for each reason; beyond that they are counted. */
const namedRows = 200;

/**
 * Of a drop's rows without either number, refuses those whose name two pupils of their class share: they are taken out of the draft's Parquet
 * files and counted as rejected. Names that are on no list of their class stay and are told, for it may be a child without registration. Where
 * no pupil of the class is known nothing is said. `draft` has its submissions, and those that are incomplete are held already.
 */
export async function rejectSharedNames(
  engine: Engine,
  lakeFolder: string,
  manifests: readonly Manifest[],
  draft: ImportManifest,
): Promise<ImportManifest> {
  const files = classTables.flatMap((dataset) => (draft.files[dataset] ?? []).map((file) => join(lakeFolder, file)));
  if (!(await createNameOnlyRows(engine, files))) return draft;
  await createClassLists(engine, lakeFolder, [...manifests, draft]);
  await engine.run(`create or replace temp table name_verdicts as ${readAsset('sql', 'lake', 'name_verdicts.sql')}`);
  const issues = await issuesBySource(engine);
  if (issues.size === 0) return draft;
  for (const file of files) await removeShared(engine, file);
  return { ...draft, sources: draft.sources.map((source) => withIssues(source, issues.get(source.source) ?? [])) };
}

/** The view `name_only_rows`; false when there are none, as with all who write numbers. */
async function createNameOnlyRows(engine: Engine, files: readonly string[]): Promise<boolean> {
  if (files.length === 0) return false;
  await engine.run(`create or replace temp view name_only_rows as
    select source, source_row, school_code, name_key, grade_kind, grade_value, class_label, data_date
    from read_parquet(${listLiteral(files)}, union_by_name = true)
    where registry_key is null and id_key is null and name_key is not null and school_code is not null`);
  const [row] = await engine.rows('select 1 as found from name_only_rows limit 1');
  return row !== undefined;
}

/** `current_students`, with grades as numbers for the rows in question too. */
async function createClassLists(engine: Engine, lakeFolder: string, manifests: readonly Manifest[]): Promise<void> {
  const views = new LakeViews(engine, lakeFolder, manifests, { asOf: endOfTime, knownAt: null });
  await views.create(['schools', 'students', 'classes']);
  // The mart learns from these how a school writes its grades. Only the writings in question are looked up here, not all attendance there is.
  const writings = 'select distinct school_code, grade_kind, grade_value, data_date from name_only_rows';
  for (const dataset of ['absences', 'leaves', 'contacts']) {
    await engine.run(`create or replace view ${dataset} as ${writings}${dataset === 'absences' ? '' : ' where false'}`);
  }
  await buildMarts(engine, martsFor(['select * from grade_numbers join current_students']), endOfTime);
}

const sameWriting = ['school_code', 'grade_kind', 'grade_value', 'class_label', 'name_key', 'data_date']
  .map((column) => `v.${column} is not distinct from r.${column}`)
  .join(' and ');

async function issuesBySource(engine: Engine): Promise<Map<number, Issue[]>> {
  const rows =
    await engine.rows(`select r.source, r.school_code, v.verdict, count(*) as n, list_sort(list(distinct r.source_row)) as row_numbers
    from name_only_rows r join name_verdicts v on ${sameWriting}
    group by r.source, r.school_code, v.verdict order by r.source, v.verdict desc, r.school_code`);
  const issues = new Map<number, Issue[]>();
  for (const row of rows) {
    const verdict = row.verdict as Verdict;
    const rowNumbers = row.row_numbers as number[];
    const issue: Issue = {
      kind: verdict === 'shared' ? '拒收的行' : '对不上的姓名',
      school_code: String(row.school_code),
      row: rowNumbers[0] ?? null,
      rows: Number(row.n),
      row_numbers: rowNumbers.slice(0, namedRows),
      column: null,
      reason: nameOnlyReasons[verdict],
    };
    issues.set(Number(row.source), [...(issues.get(Number(row.source)) ?? []), issue]);
  }
  return issues;
}

async function removeShared(engine: Engine, file: string): Promise<void> {
  const kept = `${file}.tmp`;
  const shared = `select r.source, r.source_row, r.name_key from name_only_rows r
    join name_verdicts v on v.verdict = 'shared' and ${sameWriting}`;
  const isShared = `registry_key is null and id_key is null and (source, source_row, name_key) in (${shared})`;
  const [found] = await engine.rows(`select count(*) as n from read_parquet(${literal(file)}) where ${isShared}`);
  if (Number(found?.n) === 0) return;
  await engine.run(`copy (select * from read_parquet(${literal(file)}) where not coalesce(${isShared}, false))
    to ${literal(kept)} (${parquetOptions})`);
  renameSync(kept, file);
}

function withIssues(source: ReceivedSource, issues: readonly Issue[]): ReceivedSource {
  if (issues.length === 0 || source.same_as !== null) return source;
  const refused = issues.filter(({ kind }) => kind === '拒收的行').reduce((sum, { rows }) => sum + rows, 0);
  return {
    ...source,
    loaded: source.loaded - refused,
    rejected: refused === 0 ? source.rejected : { ...source.rejected, [nameOnlyReasons.shared]: refused },
    issues: [...source.issues, ...issues],
  };
}
