import type { Check } from '../checks/definition.ts';
import { splitRequirement } from '../checks/requirement.ts';
import type { Column } from '../datasets/column.ts';
import { datasetOf, datasets } from '../datasets/dictionary.ts';
import { datasetsFor, martSql, martsFor, relationsOf } from '../lake/marts.ts';

/** Columns that staging derives from others, by what they come from. */
const derived: Readonly<Record<string, string>> = {
  registry_key: 'registry_number',
  registry_state: 'registry_number',
  registry_fault: 'registry_number',
  id_key: 'id_number',
  id_state: 'id_number',
  id_fault: 'id_number',
  name_key: 'name',
  police_name_key: 'police_name',
  birth_month: 'birth_date',
  name_normalised: 'name',
  grade_no: 'grade',
  grade_kind: 'grade',
  grade_value: 'grade',
  class_no: 'class_name',
  class_label: 'class_name',
  class_number: 'class_name',
  is_active: 'student_status',
  is_attending: 'student_status',
  is_status_uncertain: 'student_status',
};

/**
 * The columns of a dataset on which a check's findings rest: what tells whose row it is, what check.yaml requires, and what the check's
 * SQL names. Tables that the check reads through marts are looked at there.
 */
export function usedColumns(check: Check, dataset: string): Column[] {
  const { columns, key } = datasetOf(dataset);
  const required = check.requires.flat().flatMap((requirement) => {
    const split = splitRequirement(requirement);
    return split.dataset === dataset && split.column !== null ? [split.column] : [];
  });
  // A mart over the pupils has all that any check may ask; the check's own text says what this one asks.
  const read = dataset === 'students' ? [check.sql] : [check.sql, ...martsReading(check, dataset)];
  const words = new Set(read.flatMap((sql) => sql.replace(/--.*$/gm, '').match(/[a-z_][a-z0-9_]*/g) ?? []));
  const named = [...words].map((word) => derived[word] ?? word);
  const itemsAsked = dataset === 'students' && words.has('missing_items') ? columns.filter(({ mark37 }) => mark37 !== undefined) : [];
  const identity = ['school_code', ...key.flatMap((part) => part.split('|')), 'class_name', 'grade'];
  const used = new Set([...identity, ...required, ...named, ...itemsAsked.map(({ name }) => name)]);
  return columns.filter(({ name }) => used.has(name));
}

function martsReading(check: Check, dataset: string): string[] {
  return martsFor([check.sql])
    .map((name) => martSql.get(name)!)
    .filter((sql) => relationsOf(sql).has(dataset));
}

/** A dataset whose rows a finding may rest on. `isRequired`: without it the check does not run; the others only excuse, or say more. */
export interface TracedTable {
  readonly id: string;
  readonly isRequired: boolean;
  /** Whether it is worth saying that it holds nothing of the subject. */
  readonly isExpected: boolean;
}

/** What the check requires, then what would excuse its findings, then what else its SQL reads about pupils (whether a guardian was reached). */
export function tracedTables(check: Check): TracedTable[] {
  const required = check.requires.flat().map((requirement) => splitRequirement(requirement).dataset);
  const expected = new Set([...required, ...check.guards_need, ...(check.entity === 'class' ? ['classes'] : [])]);
  const others = datasetsFor([check.sql]).filter((id) => datasetOf(id).columns.some(({ name }) => name === 'registry_number'));
  return [...new Set([...expected, ...others])]
    .filter((id) => datasets.has(id))
    .map((id) => ({ id, isRequired: required.includes(id), isExpected: expected.has(id) }));
}
