import type { Column } from '../datasets/column.ts';
import type { Dataset } from '../datasets/dataset.ts';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { identifier, literal } from '../engine/sql-text.ts';

/** A second family member that a clerk wrote off with one of these is none. */
const saysNobody = ['无', '暂无', '没有', 'NULL', '-', '/'];

/** Every column that may be a required item, as students.name. */
export const requiredItemColumns: readonly string[] = datasetOf('students')
  .columns.filter(({ mark37 }) => mark37 !== undefined)
  .map(({ name }) => `students.${name}`);

const isOfSecondMember = ({ name }: Column): boolean => name.startsWith('guardian2_');

/**
 * Makes `required_items`: the items of the 37-item form that must or should be filled in, by column: `column_name`, `title`, `item` (their number),
 * `mark` (mandatory, advised, conditional) and `is_second_member`.
 */
export async function createRequiredItems(engine: Engine): Promise<void> {
  const rows = datasetOf('students')
    .columns.filter((column) => column.mark37 !== undefined)
    .map((column) => {
      const { name, titles, form37, mark37 } = column;
      return `(${[literal(name), literal(titles[0]!), form37, literal(mark37!), isOfSecondMember(column)].join(', ')})`;
    });
  await engine.run(`create table required_items as
    select * from (values ${rows.join(', ')}) t(column_name, title, item, mark, is_second_member)`);
}

/**
 * What staging says of a row's required items: `required_gaps` and `advised_gaps`, the columns that the row's own sheet has and the row leaves
 * blank, with commas between (NULL: none), and `is_second_member_blank`, whether all that the sheet asks of the second family member is. What
 * could not be read is not blank. Nothing for datasets without such items. `textOf` names what keeps the text of a value that was not read.
 */
export function gapColumns(dataset: Dataset, mapped: ReadonlySet<string>, textOf: (column: Column) => string): string[] {
  if (!dataset.columns.some(({ mark37 }) => mark37 !== undefined)) return [];
  const asked = dataset.columns.filter(({ name }) => mapped.has(name));
  const isBlank = (column: Column): string => {
    const value = `${identifier(column.name)} is null`;
    return column.type === 'text' ? value : `${value} and ${identifier(textOf(column))} is null`;
  };
  const isMissing = (column: Column): string => (column.mark37 === 'conditional' ? `is_disabled and ${isBlank(column)}` : isBlank(column));
  const gaps = (marks: readonly string[], name: string): string => {
    const items = asked.filter(({ mark37 }) => mark37 !== undefined && marks.includes(mark37));
    return `${namesOf(items, isMissing)} as ${name}`;
  };
  const second = asked.filter(isOfSecondMember).map((column) => {
    const text = identifier(column.type === 'text' ? column.name : textOf(column));
    const isBlankText = `(${text} is null or ${text} in (${saysNobody.map(literal).join(', ')}))`;
    if (column.type === 'text') return isBlankText;
    // Nobody is no guardian.
    const value = identifier(column.name);
    return `${column.type === 'boolean' ? `${value} is not true` : `${value} is null`} and ${isBlankText}`;
  });
  return [
    gaps(['mandatory', 'conditional'], 'required_gaps'),
    gaps(['advised'], 'advised_gaps'),
    `${second.length === 0 ? 'false' : second.join(' and ')} as is_second_member_blank`,
  ];
}

/** Most rows have no gaps: their names are put together only where there is one. */
function namesOf(items: readonly Column[], isMissing: (column: Column) => string): string {
  if (items.length === 0) return 'null::varchar';
  const names = items.map((column) => `case when ${isMissing(column)} then ${literal(column.name)} end`);
  return `case when ${items.map((column) => `(${isMissing(column)})`).join(' or ')} then concat_ws(',', ${names.join(', ')}) end`;
}
