import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readAsset } from '../assets.ts';
import type { Dataset } from '../datasets/dataset.ts';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { parquetOptions } from '../engine/parquet.ts';
import { listLiteral, literal, valueLiteral } from '../engine/sql-text.ts';
import { Failure } from '../failure.ts';
import { cellsSql } from './cells.ts';
import { parseClassName } from './class-name.ts';
import { createCodeTables } from './code-tables.ts';
import { reasonOf } from './disposition.ts';
import { specialSql } from './empty.ts';
import { parseGrade } from './grade.ts';
import { createRequiredItems } from './required-items.ts';
import { groupSources, type Source, type SourceGroup } from './source.ts';
import { findIssues, type SourceIssue } from './source-issues.ts';
import { loadedCellsSql, passedOverSql, tallySql, tornLinesSql } from './tally.ts';
import { typedSql } from './typed.ts';

/** Part of what a snapshot is made with: rows staged by another version may differ. */
export const stagingVersion = 2;

/** Since which version the rows of a dataset have all the columns that marts read. Datasets that are not named have always had them. */
export const readableSince: Readonly<Record<string, number>> = { students: 2, police_results: 2 };

/** What became of the rows of one source. read = loaded + skipped + rejected. */
export interface SourceCount {
  readonly source: number;
  readonly read: number;
  readonly loaded: number;
  /** Chinese reason → rows. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly rejected: Readonly<Record<string, number>>;
}

export interface Staged {
  readonly files: readonly string[];
  readonly counts: readonly SourceCount[];
  readonly issues: readonly SourceIssue[];
}

export async function prepareStaging(engine: Engine): Promise<void> {
  await engine.run(readAsset('sql', 'staging', 'macros.sql'));
  await createCodeTables(engine);
  await createRequiredItems(engine);
  await engine.run('create table known_schools (school_code varchar)');
  await engine.run('create table known_school_names (name_key varchar, school_code varchar)');
}

/** Tells staging which schools exist. A name that two schools share finds neither. */
export async function learnSchools(engine: Engine, schools: readonly { code: string; name: string | null }[]): Promise<void> {
  await engine.run('delete from known_schools');
  await engine.run('delete from known_school_names');
  if (schools.length === 0) return;
  const rows = schools.map((school) => `(${literal(school.code)}, ${valueLiteral(school.name)})`).join(', ');
  await engine.run(`insert into known_schools select distinct code from (values ${rows}) t(code, name)`);
  await engine.run(`insert into known_school_names
    select heji_half_width(name), min(code) from (values ${rows}) t(code, name)
    where name is not null group by heji_half_width(name) having count(distinct code) = 1`);
}

/** Writes the sources, all of one dataset, as typed Parquet into `folder` and accounts for every row. */
export async function stageDataset(
  engine: Engine,
  datasetId: string,
  sources: readonly Source[],
  batch: string,
  folder: string,
): Promise<Staged> {
  // Nobody knows how many rows a csv has, so the planner may hold the file in memory and stream the handful of codes past it.
  await engine.run("set disabled_optimizers = 'join_order,build_side_probe_side'");
  await describeSources(engine, sources);
  const staged: Staged[] = [];
  for (const [index, group] of groupSources(sources).entries()) {
    mkdirSync(folder, { recursive: true });
    staged.push(await stageGroup(engine, group, batch, join(folder, `part-${index + 1}.parquet`)));
  }
  await engine.run("set disabled_optimizers = ''");
  await engine.run('drop table if exists tally');
  return {
    files: staged.flatMap((part) => part.files),
    counts: staged.flatMap((part) => part.counts),
    issues: staged.flatMap((part) => part.issues),
  };

  async function stageGroup(engine: Engine, group: SourceGroup, batch: string, file: string): Promise<Staged> {
    const dataset = datasetOf(datasetId);
    await engine.run(`set variable mapped_columns = ${listLiteral(group.columns.map((column) => column.name))}`);
    const cells = await tallyRows(engine, dataset, group);
    await engine.run(tornLinesSql(group.headerCells));
    const [torn] = await engine.rows('select count(*) as n from torn_lines');
    const hasTornLines = Number(torn?.n) > 0;
    if (hasTornLines) await engine.run(tallySql(dataset, group, cells, true));
    await engine.run(passedOverSql);
    await readGradesAndClasses(engine, datasetId);
    const loaded = loadedCellsSql(dataset, group, cells, hasTornLines);
    const typed = typedSql(dataset, group, batch, specialSql(datasetId));
    await engine.run(`copy (with cells as (${loaded}) select * from (${typed})) to ${literal(file)} (${parquetOptions})`);
    const counts = await countRows(engine, group);
    await assertNothingLost(engine, group, counts, file);
    return { files: [file], counts, issues: await findIssues(engine, group, file) };
  }
}

/**
 * The reader's buffers are sixteen times the longest line that it has to expect, and there are several: what the odd file needs, a hundred
 * columns of essays, is too much for all others.
 */
const usualLine = 1 << 20;
const longestLine = 1 << 24;

/** Makes `tally` and returns the query of the cells. */
async function tallyRows(engine: Engine, dataset: Dataset, group: SourceGroup): Promise<string> {
  const usual = cellsSql(dataset, group, usualLine);
  try {
    await engine.run(tallySql(dataset, group, usual, false));
    return usual;
  } catch (error) {
    if (!(error instanceof Error && /maximum line size/i.test(error.message))) throw error;
    const long = cellsSql(dataset, group, longestLine);
    await engine.run(tallySql(dataset, group, long, false));
    return long;
  }
}

async function describeSources(engine: Engine, sources: readonly Source[]): Promise<void> {
  const rows = sources.map((source) =>
    [
      source.source,
      source.path,
      source.file,
      source.sheet,
      source.isDelimited,
      source.headerFirstRow,
      source.headerLastRow,
      source.date1904,
      source.schoolCode,
      source.grade,
      source.className,
      source.dataDate,
      source.cutoffOn,
    ]
      .map(valueLiteral)
      .join(', '),
  );
  await engine.run(`create or replace temp table batch_sources as
    select * replace (cast(data_date as date) as data_date, cast(cutoff_on as date) as cutoff_on, cast(school_code as varchar) as school_code,
      cast(grade as varchar) as grade, cast(class_name as varchar) as class_name)
    from (values ${rows.map((row) => `(${row})`).join(', ')})
    t(source, path, file, sheet, is_delimited, header_first_row, header_last_row, date1904, school_code, grade, class_name, data_date, cutoff_on)`);
}

/** Grades and class names are few and their grammar is not: they are parsed once each, outside SQL. */
async function readGradesAndClasses(engine: Engine, datasetId: string): Promise<void> {
  const has = (name: string): boolean => datasetOf(datasetId).columns.some((column) => column.name === name);
  const texts = async (name: string): Promise<string[]> =>
    has(name)
      ? (await engine.rows(`select distinct ${name} as text from tally where ${name} is not null`)).map((row) => String(row.text))
      : [];
  const grades = (await texts('grade')).map((text) => {
    const grade = parseGrade(text);
    return [text, grade?.kind ?? null, grade?.value ?? null];
  });
  const classes = (await texts('class_name')).map((text) => {
    const name = parseClassName(text);
    return [text, name.number, name.code, name.label, name.grade?.kind ?? null, name.grade?.value ?? null, name.isPlaceholder];
  });
  await replaceTable(engine, 'batch_grades', ['text varchar', 'kind varchar', 'value integer'], grades);
  await replaceTable(
    engine,
    'batch_class_names',
    [
      'text varchar',
      'number integer',
      'code integer',
      'label varchar',
      'grade_kind varchar',
      'grade_value integer',
      'is_placeholder boolean',
    ],
    classes,
  );
}

async function replaceTable(
  engine: Engine,
  name: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
): Promise<void> {
  await engine.run(`create or replace temp table ${name} (${columns.join(', ')})`);
  if (rows.length === 0) return;
  await engine.run(`insert into ${name} values ${rows.map((row) => `(${row.map(valueLiteral).join(', ')})`).join(', ')}`);
}

async function countRows(engine: Engine, group: SourceGroup): Promise<SourceCount[]> {
  const rows = await engine.rows('select source, disposition, sum("rows") as n from tally group by source, disposition');
  return group.sources.map(({ source }) => {
    const own = rows.filter((row) => row.source === source).map((row) => ({ disposition: String(row.disposition), n: Number(row.n) }));
    const reasons = (kind: string): Record<string, number> =>
      Object.fromEntries(own.filter((row) => row.disposition.startsWith(kind)).map((row) => [reasonOf(row.disposition), row.n]));
    return {
      source,
      read: own.reduce((sum, row) => sum + row.n, 0),
      loaded: own.find((row) => row.disposition === 'loaded')?.n ?? 0,
      skipped: reasons('skipped:'),
      rejected: reasons('rejected:'),
    };
  });
}

const total = (rows: Readonly<Record<string, number>>): number => Object.values(rows).reduce((sum, count) => sum + count, 0);

/** The promise that no row is lost, checked on what was really written. */
async function assertNothingLost(engine: Engine, group: SourceGroup, counts: readonly SourceCount[], file: string): Promise<void> {
  const written = await engine.rows(`select source, count(*) as n from read_parquet(${literal(file)}) group by source`);
  for (const count of counts) {
    const onDisk = Number(written.find((row) => row.source === count.source)?.n ?? 0);
    const source = group.sources.find((candidate) => candidate.source === count.source)!;
    const sum = count.loaded + total(count.skipped) + total(count.rejected);
    if (count.read === source.rows && sum === count.read && onDisk === count.loaded) continue;
    throw new Failure(
      `${source.file}${source.sheet && `［${source.sheet}］`}的行数对不上：文件有${source.rows}行，读到${count.read}行，装载${onDisk}行。这是程序的错误，本次导入没有生效；请先移走这个文件再导入，并把它交给维护人员。`,
    );
  }
}
