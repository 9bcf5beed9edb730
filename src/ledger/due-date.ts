import { addDays, addMonths } from '../calendar/days.ts';
import { isWorkday } from '../calendar/holidays.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
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
