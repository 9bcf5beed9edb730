import type { Dataset } from '../datasets/dataset.ts';
import { identifier, listLiteral } from '../engine/sql-text.ts';
import { numberFlag, remembersNumber } from './number-cells.ts';
import type { SourceGroup } from './source.ts';

/**
 * The query over a group's canonical text: the cells as they came, one column per column of the dataset, the row's school, and `first_cell`
 * and `overflow_cell`, cleaned, which tell what kind of row it is. It is run twice and its rows are never held: two million rows of text
 * would take more memory than an office PC has to spare. `longestLine` in bytes; a file with a longer one cannot be read. Reads
 * `batch_sources` and `known_schools`.
 */
export function cellsSql(dataset: Dataset, group: SourceGroup, longestLine: number): string {
  const cells = dataset.columns.flatMap((column) => {
    const cell = group.columns.find((mapped) => mapped.name === column.name);
    const text = `${cell ? `l.c${cell.index}` : statedSql(column.name)} as ${identifier(column.name)}`;
    const flag = `${cell ? `heji_is_number(l.c${cell.index})` : 'false'} as ${numberFlag(column.name)}`;
    return remembersNumber(column) ? [text, flag] : [text];
  });
  return `
with lines as (
    select * from read_csv(${listLiteral(group.sources.map((source) => source.path))},
        auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false,
        new_line = '\\n', filename = true, max_line_size = ${longestLine}, columns = {${lineColumns(group.width)}})
),
named as (
    select f.source, l."row" as source_row, l.cells, f.is_delimited, f.header_first_row, f.header_last_row, f.date1904,
        f.school_code as hinted_school_code,
        ${firstFilled(1, group.width)} as first_cell,
        ${group.headerCells < group.width ? firstFilled(group.headerCells + 1, group.width) : 'null::varchar'} as overflow_cell,
        ${cells.join(',\n        ')}
    from lines l
    join batch_sources f on f.path = l.filename
)
${schooledSql(dataset)}`;
}

const numbered = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const lineColumns = (width: number): string =>
  ["'row': 'integer'", "'cells': 'integer'", ...numbered(1, width).map((n) => `'c${n}': 'varchar'`)].join(', ');

const firstFilled = (from: number, to: number): string => firstText(numbered(from, to).map((n) => `l.c${n}`));

/**
 * The text of the first cell that has any. Nearly always that is the first which is there; only where it is blank all are cleaned. The list
 * stands once in it: what stands twice the engine works out beforehand, for every row.
 */
export function firstText(cells: readonly string[]): string {
  const texts = `list_transform([${cells.join(', ')}], lambda cell: heji_text(cell))`;
  return `coalesce(heji_text(coalesce(${cells.join(', ')})), list_filter(${texts}, lambda text: text is not null)[1])`;
}

/** Grade and class may be stated for a whole table that has no column for them. */
const statedSql = (name: string): string => (isStated(name) ? `f.${identifier(name)}` : 'null::varchar');

/** Columns that rows can have although their table has none. */
export const isStated = (name: string): boolean => name === 'grade' || name === 'class_name';

/** The school's code: what the row says, with lost leading zeros where that makes a known code; else by its name; else by the file. */
function schooledSql(dataset: Dataset): string {
  const has = (name: string): boolean => dataset.columns.some((column) => column.name === name);
  if (!has('school_code')) return 'select * from named';
  const byName = has('school_name');
  // The conditions are inside the keys: a condition beside an outer join's key would have every pair looked at.
  return `, coded as (
    select *, heji_number_text(school_code) as school_number from named
)
select c.* exclude (school_number)
    replace (coalesce(padded.school_code, c.school_number, ${byName ? 'known.school_code, ' : ''}c.hinted_school_code) as school_code)
from coded c
left join known_schools padded on padded.school_code = case when length(c.school_number) < 10 then lpad(c.school_number, 10, '0') end
${byName ? 'left join known_school_names known on known.name_key = case when c.school_number is null then heji_half_width(heji_text(c.school_name)) end' : ''}`;
}
