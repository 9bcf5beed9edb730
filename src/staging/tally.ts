import type { Dataset } from '../datasets/dataset.ts';
import { identifier } from '../engine/sql-text.ts';
import { isStated } from './cells.ts';
import { numberFlag, remembersNumber } from './number-cells.ts';
import { dispositionSql } from './row-filter.ts';
import type { SourceGroup } from './source.ts';

/**
 * The table `tally` over cells (`cellsSql`): what becomes of the rows, counted by source, school, grade and class text. Numbers that went through
 * a floating-point cell are flagged `damaged_<column>`. `row_numbers` are those of rows that are not loaded or have a flag, `short_rows`
 * those that may be halves of a record. Rows of `torn_lines` are refused, where there are any.
 */
export function tallySql(dataset: Dataset, group: SourceGroup, cells: string, hasTornLines: boolean): string {
  const damaged = damagedColumns(dataset);
  const texts = dataset.columns.map((column) => column.name).filter(isStated);
  const flags = damaged.map(
    (name) => `case when ${numberFlag(name)} then length(heji_text(${identifier(name)})) >= 15 else false end as ${damagedFlag(name)}`,
  );
  const isNamed = ["disposition <> 'loaded'", ...damaged.map(damagedFlag)].join(' or ');
  return `create or replace temp table tally as
    with judged as (
        select c.source, c.source_row, c.cells, c.is_delimited, ${hasTornLines ? `coalesce(torn_school, ${schoolSql(dataset)})` : schoolSql(dataset)} as school_code,
            ${[...texts.map((name) => `heji_text(c.${name}) as ${name}`), ...flags].map((column) => `${column}, `).join('')}
            ${fateSql(dataset, group, hasTornLines)} as disposition
        from (${cells}) c
        ${hasTornLines ? joinTornLines : ''}
    )
    select source, school_code, disposition, ${[...texts, ...damaged.map(damagedFlag)].map((name) => `${name}, `).join('')}
        count(*) as "rows",
        list(source_row) filter (where ${isNamed}) as row_numbers,
        list({'row': source_row, 'cells': cells})
            filter (where is_delimited and cells < ${group.headerCells} and not starts_with(disposition, 'skipped:')) as short_rows
    from judged
    group by all`;
}

function fateSql(dataset: Dataset, group: SourceGroup, hasTornLines: boolean): string {
  const fate = dispositionSql(dataset, group);
  return hasTornLines ? `case when torn_row is not null then 'rejected:split-line' else ${fate} end` : fate;
}

const joinTornLines = 'left join torn_lines on torn_source = c.source and torn_row = c.source_row';

/** The table `passed_over`: numbers of rows that are not loaded. */
export const passedOverSql = `create or replace temp table passed_over as
    select distinct source as passed_source, unnest(row_numbers) as passed_row from tally where disposition <> 'loaded'`;

/**
 * Those of `cells` that are loaded. What becomes of a row is not worked out a second time but where its number is among those passed over,
 * and there again: a row of a wide month is many records, which share its number.
 */
export const loadedCellsSql = (dataset: Dataset, group: SourceGroup, cells: string, hasTornLines: boolean): string => `
    select c.*
    from (${cells}) c
    left join passed_over on passed_source = c.source and passed_row = c.source_row
    ${hasTornLines ? joinTornLines : ''}
    where passed_row is null or ${fateSql(dataset, group, hasTornLines)} = 'loaded'`;

/** Whose row it is: by the column that says so, else by what is stated for the file. */
function schoolSql(dataset: Dataset): string {
  const column = schoolColumn(dataset);
  if (column === null) return 'c.hinted_school_code';
  return column === 'school_code' ? 'c.school_code' : `coalesce(heji_text(c.${identifier(column)}), c.hinted_school_code)`;
}

/** Whatever a school sends belongs to a school, by whichever column says so. */
export function schoolColumn(dataset: Dataset): string | null {
  if (dataset.columns.some((column) => column.name === 'school_code')) return 'school_code';
  return dataset.refresh === 'school' ? dataset.key[0]! : null;
}

/** Columns in which a spreadsheet can destroy a number. */
export const damagedColumns = (dataset: Dataset): string[] =>
  dataset.columns.filter((column) => column.type === 'text' && remembersNumber(column)).map((column) => column.name);

/** The column of `tally` that says so. */
export const damagedFlag = (name: string): string => identifier(`damaged_${name}`);

/**
 * The table `torn_lines`: records torn in two by a line break, two short lines in a row that together make a whole one. Both halves belong
 * to the school that the first names.
 */
export const tornLinesSql = (headerCells: number): string => `
create or replace temp table torn_lines as
with short as (
    select source, school_code, short."row" as source_row, short.cells
    from (select source, school_code, unnest(short_rows) as short from tally)
),
halves as (
    select a.source, a.school_code, unnest([a.source_row, b.source_row]) as source_row
    from short a
    join short b on b.source = a.source and b.source_row = a.source_row + 1
    where a.cells + b.cells between ${headerCells} and ${headerCells + 1}
)
select source as torn_source, source_row as torn_row, min(school_code) as torn_school
from halves
group by source, source_row`;
