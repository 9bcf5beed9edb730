import { datasetOf } from '../datasets/dictionary.ts';
import type { Check } from './definition.ts';

/** What a check may require beside the datasets that are imported: each pupil's last row, which is there once a school has reported twice. */
export const lastSeen = 'students_last_seen';

/** The dataset of a requirement such as `students.class_name`, and its column. */
export function splitRequirement(requirement: string): { dataset: string; column: string | null } {
  const [dataset, column] = requirement.split('.') as [string, string | undefined];
  return { dataset, column: column ?? null };
}

export const datasetTitle = (id: string): string => (id === lastSeen ? '更早的完整报送' : `“${datasetOf(id).title}”`);

export const columnTitle = (dataset: string, column: string): string =>
  datasetOf(dataset).columns.find(({ name }) => name === column)?.titles[0] ?? column;

/** A requirement as users know it; a list is any of them. */
export function requirementText(requirement: string | readonly string[]): string {
  if (typeof requirement !== 'string') return requirement.map(requirementText).join('或');
  const { dataset, column } = splitRequirement(requirement);
  return column === null ? datasetTitle(dataset) : `${datasetTitle(dataset)}的“${columnTitle(dataset, column)}”列`;
}

/** Datasets that a check needs, to run or to tell look-alikes. */
export const requiredDatasets = (check: Check): string[] => [
  ...check.requires.flat().map((requirement) => splitRequirement(requirement).dataset),
  ...check.guards_need,
];
