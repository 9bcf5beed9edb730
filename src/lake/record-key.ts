import type { Dataset } from '../datasets/dataset.ts';
import { identifier } from '../engine/sql-text.ts';

const normalised: Readonly<Record<string, string>> = {
  registry_number: 'registry_key',
  id_number: 'id_key',
  name: 'name_key',
};

/** SQL expressions that together say which event a row tells of. `a|b` of the dictionary is the first that has a value. */
export const eventKey = (dataset: Dataset): string[] =>
  dataset.key.map((part) => {
    const names = part.split('|').map((name) => identifier(normalisedName(dataset, name)));
    return names.length > 1 ? `coalesce(${names.join(', ')})` : names[0]!;
  });

function normalisedName(dataset: Dataset, name: string): string {
  const derived = normalised[name];
  return derived && dataset.columns.some((column) => column.name === name) ? derived : name;
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
    'case when coalesce(registry_key, id_key) is null then record_key end',
  ];
}
