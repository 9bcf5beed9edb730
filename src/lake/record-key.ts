import type { Dataset } from '../datasets/dataset.ts';
import { identifier } from '../engine/sql-text.ts';

const matchedBy: Readonly<Record<string, string>> = {
  registry_number: 'registry_key',
  id_number: 'id_key',
  name: 'name_key',
};

/**
 * SQL expressions that together say which event a row tells of. `a|b` of the dictionary is the first that has a value. A name alone means
 * somebody only inside a class, and a class that reports itself names nobody: there the class belongs to the key. Two names under one number
 * are two children, whose days must not replace each other's.
 */
export const eventKey = (dataset: Dataset): string[] =>
  dataset.key.flatMap((part) => {
    const names = part.split('|').map((name) => keyColumn(dataset, name));
    if (names.length === 1) return names;
    const numbers = names.filter((name) => name !== identifier('name_key'));
    const hasClass = ['grade', 'class_name'].every((name) => dataset.columns.some((column) => column.name === name));
    const byClass = hasClass && numbers.length > 0 ? ['grade_kind', 'grade_value', 'class_label'] : [];
    return [
      `coalesce(${names.join(', ')})`,
      ...(numbers.length > 0 && dataset.columns.some(({ name }) => name === 'name') ? ['name_key'] : []),
      ...byClass.map((name) => `case when coalesce(${numbers.join(', ')}) is null then ${name} end`),
    ];
  });

function keyColumn(dataset: Dataset, name: string): string {
  const derived = matchedBy[name];
  return identifier(derived && dataset.columns.some((column) => column.name === name) ? derived : name);
}

/**
 * SQL expressions by which two rows of one receipt are the same record. A pupil's record is the same when school, both numbers, name,
 * grade and class agree; without any number it never is, because two pupils can share a name.
 */
export function sameRecord(dataset: Dataset): string[] {
  if (dataset.id === 'classes') return ['school_code', 'campus', 'grade_kind', 'grade_value', 'class_label'];
  // Two names under one code are two schools, of which one has the wrong code: neither may go.
  if (dataset.id === 'schools') return [...eventKey(dataset), 'heji_half_width(school_name)'];
  // Of two results of one day the graver must not go.
  if (dataset.id === 'police_results') return [...eventKey(dataset), 'result', ...numberless(dataset)];
  if (dataset.id !== 'students') return [...eventKey(dataset), ...numberless(dataset)];
  return [
    'school_code',
    'registry_key',
    'id_key',
    'name_key',
    'grade_kind',
    'grade_value',
    'class_label',
    withoutAny(['registry_key', 'id_key']),
  ];
}

/** Rows that would be known by a number and have none that can be compared (masked, damaged, blank) are each their own. */
const numberless = (dataset: Dataset): string[] =>
  dataset.key
    .map((part) => part.split('|'))
    .filter((names) => names.every((name) => name === 'registry_number' || name === 'id_number'))
    .map((names) => withoutAny(names.map((name) => keyColumn(dataset, name))));

const withoutAny = (keys: readonly string[]): string =>
  `case when coalesce(${keys.join(', ')}) is null then source || '-' || source_row end`;
