import type { Dataset } from '../datasets/dataset.ts';
import { identifier, listLiteral } from '../engine/sql-text.ts';
import { numberFlag, remembersNumber } from './number-cells.ts';
import { dispositionSql } from './row-filter.ts';
import type { SourceGroup } from './source.ts';

/**
 * The view `cells` over a group's canonical text: one cleaned text column per column of the dataset, the row's school, and what becomes of
 * the row. It is read twice and never held: two million rows of text would take more memory than an office PC has to spare. Reads
 * `batch_sources` and `known_schools`.
 */
export function cellsSql(dataset: Dataset, group: SourceGroup): string {
  const cleaned = dataset.columns.flatMap((column) => {
    const cell = group.columns.find((mapped) => mapped.name === column.name);
    const text = `${cell ? `l.t${cell.index}` : 'null::varchar'} as ${identifier(column.name)}`;
    const flag = `${cell ? `heji_is_number(l.c${cell.index})` : 'false'} as ${numberFlag(column.name)}`;
    return remembersNumber(column) ? [text, flag] : [text];
  });
  return `
create or replace temp view cells as
with lines as (
    select *, ${Array.from({ length: group.width }, (_, index) => `heji_text(c${index + 1}) as t${index + 1}`).join(', ')}
    from read_csv(${listLiteral(group.sources.map((source) => source.path))},
        auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false,
        new_line = '\\n', filename = true, max_line_size = 16777216, columns = {${lineColumns(group.width)}})
),
cleaned as (
    select f.source, l."row" as source_row, l.cells, f.is_delimited, f.header_first_row, f.header_last_row, f.date1904,
        f.school_code as hinted_school_code,
        ${firstFilled(1, group.width)} as first_cell,
        ${group.headerCells < group.width ? firstFilled(group.headerCells + 1, group.width) : 'null::varchar'} as overflow_cell,
        ${cleaned.join(',\n        ')}
    from lines l
    join batch_sources f on f.path = l.filename
),
schooled as (
    ${schooledSql(dataset)}
)
select *, ${dispositionSql(dataset, group)} as disposition
from schooled`;
}

const lineColumns = (width: number): string =>
  ["'row': 'integer'", "'cells': 'integer'", ...Array.from({ length: width }, (_, index) => `'c${index + 1}': 'varchar'`)].join(', ');

const firstFilled = (from: number, to: number): string =>
  `coalesce(${Array.from({ length: to - from + 1 }, (_, index) => `l.t${from + index}`).join(', ')})`;

/** The school's code: what the row says, with lost leading zeros where that makes a known code; else by its name; else by the file. */
function schooledSql(dataset: Dataset): string {
  const has = (name: string): boolean => dataset.columns.some((column) => column.name === name);
  if (!has('school_code')) return 'select * from cleaned';
  const code = 'heji_number_text(c.school_code)';
  // The conditions are inside the keys: a condition beside an outer join's key would have every pair looked at.
  return `select c.* replace (coalesce(padded.school_code, ${code}, ${has('school_name') ? 'named.school_code, ' : ''}c.hinted_school_code) as school_code)
    from cleaned c
    left join known_schools padded on padded.school_code = case when length(${code}) < 10 then lpad(${code}, 10, '0') end
    ${has('school_name') ? 'left join known_school_names named on named.name_key = case when c.school_code is null then heji_half_width(c.school_name) end' : ''}`;
}

/**
 * The table `row_fates`: what becomes of each row, and the few columns that are looked at before the rows are written. Numbers that went
 * through a floating-point cell are flagged `damaged_<column>`.
 */
export function rowFatesSql(dataset: Dataset): string {
  const looked = dataset.columns.map((column) => column.name).filter((name) => name === 'grade' || name === 'class_name');
  const damaged = damagedColumns(dataset).map(
    (name) => `${numberFlag(name)} and length(${identifier(name)}) >= 15 as ${identifier(`damaged_${name}`)}`,
  );
  return `create or replace temp table row_fates as
    select ${['source', 'source_row', 'cells', 'is_delimited', 'disposition', ...looked, ...damaged].join(', ')} from cells`;
}

/** Columns in which a spreadsheet can destroy a number. */
export const damagedColumns = (dataset: Dataset): string[] =>
  dataset.columns.filter((column) => column.type === 'text' && remembersNumber(column)).map((column) => column.name);

/** The table `torn_lines`: records torn in two by a line break, two short lines in a row that together make a whole one. */
export const tornLinesSql = (headerCells: number): string => `
create or replace temp table torn_lines as
with short as (
    select source, source_row, cells from row_fates
    where is_delimited and cells < ${headerCells} and not starts_with(disposition, 'skipped:')
)
select unnest([a.source, a.source]) as source, unnest([a.source_row, b.source_row]) as source_row
from short a
join short b on b.source = a.source and b.source_row = a.source_row + 1
where a.cells + b.cells between ${headerCells} and ${headerCells + 1}`;

export const markTornLinesSql = `
update row_fates set disposition = 'rejected:split-line'
where exists (select 1 from torn_lines t where t.source = row_fates.source and t.source_row = row_fates.source_row)`;
