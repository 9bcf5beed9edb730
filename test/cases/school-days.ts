import { addDays, eachDay } from '../../src/calendar/days.ts';
import { buildCalendar, type CalendarInput } from '../../src/calendar/school-calendar.ts';
import type { ClassDays, Row } from './specification.ts';

const flags = new Map<unknown, boolean>([
  ['是', true],
  ['否', false],
]);

/** `2026-10-09..2026-10-16`, or one day: every day of it. */
export function daysOf(span: string): string[] {
  const [from, to] = span.split('..') as [string, string | undefined];
  return eachDay(from, to ?? from);
}

/** The county's school days over the half year before `asOf`, by the case's calendar rows, holidays and usual terms. */
export function schoolDays(calendarRows: readonly Row[], asOf: string): readonly string[] {
  const inputs = calendarRows.flatMap((row): CalendarInput[] => {
    if (typeof row === 'string' || row.scope !== undefined) return [];
    return daysOf(String(row.day)).map((day) => ({
      day,
      scope: '',
      school_day: flags.get(row.school_day) ?? null,
      workday: flags.get(row.workday) ?? null,
      term: typeof row.term === 'string' ? row.term : null,
      event: null,
    }));
  });
  return buildCalendar(inputs, addDays(asOf, -180), addDays(asOf, 180))
    .days.filter((day) => day.school_day)
    .map((day) => day.day);
}

/** The days up to `asOf` on which a class reported itself. */
export function reportedDays(classDays: ClassDays, days: readonly string[], asOf: string): string[] {
  if (classDays === 'none') return [];
  const { from, until, except } = classDays === 'reported' ? {} : classDays;
  const left = new Set((except ?? []).flatMap(daysOf));
  return days.filter((day) => day >= (from ?? addDays(asOf, -60)) && day <= (until ?? asOf) && !left.has(day));
}
