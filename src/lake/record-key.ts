import type { Dataset } from '../datasets/dataset.ts';
import { identifier } from '../engine/sql-text.ts';

const matchedBy: Readonly<Record<string, string>> = {
  registry_number: 'registry_key',
  id_number: 'id_key',
  name: 'name_key',
};

/**
 * SQL expressions that together say which event a row tells of. `a|b` of the dictionary is the first that has a value. A name alone means
 * somebody only inside a class, and a class that reports itself names nobody: there the class belongs to the key.
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
  if (dataset.id !== 'students') return eventKey(dataset);
  return [
    'school_code',
    'registry_key',
    'id_key',
    'name_key',
    'grade_kind',
    'grade_value',
    'class_label',
    "case when coalesce(registry_key, id_key) is null then source || '-' || source_row end",
  ];
}
