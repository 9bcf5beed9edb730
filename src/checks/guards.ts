import type { Availability } from './availability.ts';
import type { Check } from './definition.ts';
import { columnTitle, datasetTitle } from './requirement.ts';

/** Columns without which a guard's rows can excuse nobody; of a list any one is enough. */
const neededColumns: Readonly<Record<string, readonly (readonly string[])[]>> = {
  leaves: [
    ['registry_number', 'id_number', 'name'],
    ['approval_status', 'approved_date'],
  ],
  status_changes: [['registry_number', 'id_number']],
};

/** Two records may both be there while a transfer is under way, and that is known by the day it was applied for. */
const neededForDuplicates: Readonly<Record<string, readonly (readonly string[])[]>> = { status_changes: [['apply_date']] };

/** What of a check's guard is missing, as users know it; null: it can tell look-alikes. */
export function missingGuard({ category }: Check, dataset: string, availability: Availability): string | null {
  if (!availability.hasAny(dataset)) return `没有收到${datasetTitle(dataset)}`;
  const needed = [...(neededColumns[dataset] ?? []), ...((category === 'duplicate' && neededForDuplicates[dataset]) || [])];
  const lacking = needed.find((any) => any.every((column) => availability.column(dataset, column, '') === 'absent'));
  return lacking === undefined
    ? null
    : `${datasetTitle(dataset)}没有“${lacking.map((column) => columnTitle(dataset, column)).join('”或“')}”列`;
}
