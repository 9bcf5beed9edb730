import type { Dataset } from '../../src/datasets/dataset.ts';
import { datasetOf } from '../../src/datasets/dictionary.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { identifier, listLiteral, valueLiteral } from '../../src/engine/sql-text.ts';
import { parseClassName } from '../../src/staging/class-name.ts';
import { specialSql } from '../../src/staging/empty.ts';
import { parseGrade } from '../../src/staging/grade.ts';
import { numberFlag, remembersNumber } from '../../src/staging/number-cells.ts';
import { typedSql } from '../../src/staging/typed.ts';
import type { Columns } from './specification.ts';

/** A row as a file would hold it, with the day whose state the file shows and the day up to which a list is complete. */
export interface SheetRow {
  readonly cells: Columns;
  readonly dataDate: string;
  readonly cutoffOn: string | null;
}

/** A row and the file that it is said to come from. */
export interface FiledRow extends SheetRow {
  readonly file: string;
}

type Scalar = string | number | boolean | null;

/** Makes `table` from rows of a dataset the way staging does; `columns` are those that its files have. */
export async function stageTable(
  engine: Engine,
  table: string,
  datasetId: string,
  rows: readonly FiledRow[],
  columns: readonly string[],
): Promise<void> {
  const dataset = datasetOf(datasetId);
  const sheets = [...new Set(rows.map(sheetKey))];
  const described = sheets.map((key, index) => [index + 1, ...(JSON.parse(key) as Scalar[])]);
  await createTemp(engine, 'batch_sources', 'source integer, file varchar, data_date date, cutoff_on date, sheet varchar', described);
  await stageCells(engine, dataset, rows, sheets, columns);
  await createTemp(engine, 'batch_grades', 'text varchar, kind varchar, value integer', grades(rows));
  const className =
    'text varchar, number integer, code integer, label varchar, grade_kind varchar, grade_value integer, is_placeholder boolean';
  await createTemp(engine, 'batch_class_names', className, classNames(rows));
  await engine.run(`set variable mapped_columns = ${listLiteral(columns)}`);
  const mapped = columns.map((name, index) => ({ index: index + 1, name, title: name }));
  const group = { dataset: datasetId, columns: mapped, width: columns.length, headerCells: columns.length, sources: [] };
  const submission =
    dataset.refresh === 'school' ? submissionColumns("s.load_batch || '-' || s.source || '-' || s.source_row", "''", 's.data_date') : '';
  await engine.run(`create or replace table ${identifier(table)} as
    select s.*${submission} from (${typedSql(dataset, group, table, specialSql(datasetId))}) s`);
}

/** What the lake's view of a school's rows adds to them. */
export const submissionColumns = (recordKey: string, submission: string, date: string): string =>
  `, cast(${recordKey} as varchar) as record_key, cast(${submission} as varchar) as submission, cast(${date} as date) as submission_date`;

const sheetKey = (row: FiledRow): string => JSON.stringify([row.file, row.dataDate, row.cutoffOn, '']);

async function stageCells(
  engine: Engine,
  dataset: Dataset,
  rows: readonly FiledRow[],
  sheets: readonly string[],
  columns: readonly string[],
): Promise<void> {
  const names = dataset.columns.flatMap((column) => (remembersNumber(column) ? [column.name, `${column.name}__number`] : [column.name]));
  const isThere = (name: string): boolean => columns.includes(name.replace(/__number$/, ''));
  const used = names.filter((name) => isThere(name) && rows.some((row) => row.cells[name] !== undefined));
  const numbers = new Map(sheets.map((key, index) => [key, index + 1]));
  const values = rows.map((row, index) => [numbers.get(sheetKey(row))!, index + 2, ...used.map((name) => text(row.cells[name]))]);
  const types = used.map((name) => `${identifier(name)} varchar`);
  await createTemp(engine, 'case_rows', ['source integer', 'source_row integer', ...types].join(', '), values);
  const cells = dataset.columns.flatMap((column) => {
    const cell = used.includes(column.name) ? identifier(column.name) : 'null::varchar';
    const flag = used.includes(`${column.name}__number`) ? `coalesce(${numberFlag(column.name)} = 'true', false)` : 'false';
    return [`${cell} as ${identifier(column.name)}`, ...(remembersNumber(column) ? [`${flag} as ${numberFlag(column.name)}`] : [])];
  });
  await engine.run(`create or replace temp table cells as
    select source, source_row, false as date1904, 'loaded' as disposition, ${cells.join(', ')} from case_rows`);
}

const text = (value: Scalar | undefined): string | null => (value === null || value === undefined ? null : String(value));

const textsOf = (rows: readonly SheetRow[], name: string): string[] => [
  ...new Set(rows.flatMap((row) => (row.cells[name] === null || row.cells[name] === undefined ? [] : [String(row.cells[name])]))),
];

const grades = (rows: readonly SheetRow[]): Scalar[][] =>
  textsOf(rows, 'grade').map((written) => {
    const grade = parseGrade(written);
    return [written, grade?.kind ?? null, grade?.value ?? null];
  });

const classNames = (rows: readonly SheetRow[]): Scalar[][] =>
  textsOf(rows, 'class_name').map((written) => {
    const { number, code, label, grade, isPlaceholder } = parseClassName(written);
    return [written, number, code, label, grade?.kind ?? null, grade?.value ?? null, isPlaceholder];
  });

async function createTemp(engine: Engine, name: string, columns: string, rows: readonly (readonly Scalar[])[]): Promise<void> {
  await engine.run(`create or replace temp table ${name} (${columns})`);
  if (rows.length === 0) return;
  await engine.run(`insert into ${name} values ${rows.map((row) => `(${row.map(valueLiteral).join(', ')})`).join(', ')}`);
}
