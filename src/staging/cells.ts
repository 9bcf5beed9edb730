import type { Dataset } from '../datasets/dataset.ts';
import { identifier, listLiteral, literal } from '../engine/sql-text.ts';
import { numberFlag, remembersNumber } from './number-cells.ts';
import { dispositionSql } from './row-filter.ts';
import type { SourceGroup } from './source.ts';

/**
 * The statement that reads a group's canonical text into the table `cells`: one cleaned text column per column of the dataset, the
 * row's school, and what becomes of the row. Reads `batch_sources` and `known_schools`.
 */
export function cellsSql(dataset: Dataset, group: SourceGroup): string {
  const cleaned = dataset.columns.flatMap((column) => {
    const cell = group.columns.find((mapped) => mapped.name === column.name);
    const text = `${cell ? `l.t${cell.index}` : 'null::varchar'} as ${identifier(column.name)}`;
    const flag = `${cell ? `heji_is_number(l.c${cell.index})` : 'false'} as ${numberFlag(column.name)}`;
    return remembersNumber(column) ? [text, flag] : [text];
  });
  return `
create or replace temp table cells as
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

/** The statement that finds records torn in two by a line break: two short lines in a row that together make a whole one. */
export const splitLinesSql = (headerCells: number): string => `
update cells set disposition = ${literal('rejected:split-line')}
where is_delimited and (source, source_row) in (
    with short as (
        select source, source_row, cells from cells
        where is_delimited and cells < ${headerCells} and source_row > header_last_row and disposition <> ${literal('skipped:blank')}
    )
    select unnest([a.source, a.source]), unnest([a.source_row, b.source_row])
    from short a
    join short b on b.source = a.source and b.source_row = a.source_row + 1
    where a.cells + b.cells between ${headerCells} and ${headerCells + 1}
)`;
