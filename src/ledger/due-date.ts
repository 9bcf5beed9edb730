import { readAsset } from '../assets.ts';
import { addDays, addMonths } from '../calendar/days.ts';
import { isWorkday } from '../calendar/holidays.ts';
import { bindAsOf } from '../engine/as-of.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { literal } from '../engine/sql-text.ts';
import type { Settings } from '../workspace/settings.ts';

type Deadlines = Settings['deadlines'];

/** The day by which what was found on `openSince` is to be mended; null: no term is set. `deadline` as in heji.yaml. */
export function dueOn(openSince: string, deadline: Deadlines[keyof Deadlines]): string | null {
  if (deadline === 'none') return null;
  if (deadline === 'month-end') return lastDayOfMonth(openSince);
  let day = openSince;
  for (let left = deadline; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkday(day)) left -= 1;
  }
  return day;
}

const lastDayOfMonth = (day: string): string => addDays(addMonths(`${day.slice(0, 8)}01`, 1), -1);

/** Makes `due_dates(day, severity, due_on)` for the days that `days` (a query of one column) names. */
export async function createDueDates(engine: Engine, days: string, deadlines: Deadlines): Promise<void> {
  const found = await engine.rows(`select distinct cast(day as varchar) as day from (${days}) t(day) where day is not null`);
  const rows = found.flatMap((row) =>
    Object.entries(deadlines).map(([severity, deadline]) => ({ day: row.day, severity, due_on: dueOn(String(row.day), deadline) })),
  );
  await createTableFromRows(engine, 'due_dates', { day: 'date', severity: 'varchar', due_on: 'date' }, rows);
}

/**
 * Makes `finding_terms(row_id, due_on)`: 整改时限 of this run's rows. Needs `finding_rows`, `finding_places` and the ledger as it was before the run.
 */
export async function createFindingTerms(engine: Engine, asOf: string, deadlines: Deadlines): Promise<void> {
  const days = `select open_since from finding_places union select status_since from ledger_findings union select date ${literal(asOf)}`;
  await createDueDates(engine, days, deadlines);
  await engine.run(`create or replace table finding_terms as ${bindAsOf(readAsset('sql', 'ledger', 'finding_terms.sql'), asOf)}`);
}
