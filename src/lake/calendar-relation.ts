import { addDays } from '../calendar/days.ts';
import { buildCalendar, type CalendarInput, termOn } from '../calendar/school-calendar.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { literal } from '../engine/sql-text.ts';
import type { Settings } from '../workspace/settings.ts';

/** How far back attendance and transfers are looked at, and how far ahead deadlines. */
const daysBack = 500;
const daysAhead = 200;

const dayColumns = {
  day: 'date',
  scope: 'varchar',
  school_day: 'boolean',
  workday: 'boolean',
  term: 'varchar',
  school_day_no: 'integer',
  workday_no: 'integer',
  vacation_no: 'integer',
} as const;

export interface CalendarFacts {
  /** First day of the term that $as_of lies in; in the vacations that of the last term. */
  readonly termStart: string;
  /** Said on every report where the calendar file did not settle everything. */
  readonly note: string | null;
}

/** Makes `calendar_days` (a row per day and scope, with running numbers) and `current_term` from the view `calendar` and the settings. */
export async function prepareCalendar(engine: Engine, settings: Settings, asOf: string): Promise<CalendarFacts> {
  const rows = (await hasView(engine, 'calendar'))
    ? await engine.rows("select date, coalesce(scope, '') as scope, school_day, workday, term, event from calendar order by source_row")
    : [];
  const inputs = rows.map(
    (row): CalendarInput => ({
      day: String(row.date),
      scope: String(row.scope),
      school_day: row.school_day as boolean | null,
      workday: row.workday as boolean | null,
      term: row.term as string | null,
      event: row.event as string | null,
    }),
  );
  const { first, second } = settings.terms;
  const [from, to] = [addDays(asOf, -daysBack), addDays(asOf, daysAhead)];
  const terms = { firstTerm: first, secondTerm: second };
  const { days } = buildCalendar(inputs, from, to, terms);
  await createTableFromRows(engine, 'calendar_days', dayColumns, days);
  const termStart = lastTermStart(days, asOf, from);
  await engine.run(`create or replace table current_term as select date '${termStart}' as first_day`);
  // What the file leaves open in other terms decides nothing now.
  return { termStart, note: buildCalendar(inputs, termStart, asOf, terms).note };
}

function lastTermStart(days: Parameters<typeof termOn>[0], asOf: string, from: string): string {
  for (let day = asOf; day >= from; day = addDays(day, -1)) {
    const term = termOn(days, day);
    if (term) return term.from;
  }
  return from;
}

async function hasView(engine: Engine, name: string): Promise<boolean> {
  const [row] = await engine.rows(`select count(*) as n from information_schema.tables where table_name = ${literal(name)}`);
  return Number(row?.n) > 0;
}
