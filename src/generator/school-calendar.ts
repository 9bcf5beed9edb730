import { addDays, dateRange, daysBetween, weekday } from './calendar-date.ts';

export interface CalendarDay {
  readonly date: string;
  readonly schoolDay: boolean;
  readonly workday: boolean;
  /** Such as 2026-2027-1; null in the winter and summer vacation. */
  readonly term: string | null;
  readonly weekNo: number | null;
  readonly event: 'term_start' | 'term_end' | null;
  readonly note: string;
}

/** A county's calendar: consecutive days without gaps. */
export class SchoolCalendar {
  readonly days: readonly CalendarDay[];
  readonly #first: string;

  /** @throws when there is no day. */
  constructor(days: readonly CalendarDay[]) {
    const first = days[0];
    if (!first) throw new Error('a calendar needs at least one day');
    this.days = days;
    this.#first = first.date;
  }

  day(date: string): CalendarDay | null {
    return this.days[daysBetween(this.#first, date)] ?? null;
  }

  isSchoolDay(date: string): boolean {
    return this.day(date)?.schoolDay ?? false;
  }

  /** School days from `from` to `to`, both included. */
  schoolDays(from: string, to: string): readonly string[] {
    return this.#between(from, to)
      .filter((day) => day.schoolDay)
      .map((day) => day.date);
  }

  /** Workdays after `from` up to and with `to`: the day on which a time limit starts does not count. */
  workdaysAfter(from: string, to: string): number {
    return this.#between(addDays(from, 1), to).filter((day) => day.workday).length;
  }

  /** The date from which exactly `count` workdays have passed up to `to`; null when the calendar begins later. */
  workdaysBefore(to: string, count: number): string | null {
    let passed = 0;
    for (let date = to; date >= this.#first; date = addDays(date, -1)) {
      if (passed === count) return date;
      if (this.day(date)?.workday) passed += 1;
    }
    return null;
  }

  /** Days of the winter and summer vacation from `from` to `to`, both included. */
  vacationDays(from: string, to: string): number {
    return this.#between(from, to).filter((day) => day.term === null).length;
  }

  /** First day of the term in which `date` lies, or of the last one before it. */
  termStart(date: string): string {
    const starts = this.days.filter((day) => day.event === 'term_start' && day.date <= date);
    return starts.at(-1)?.date ?? this.#first;
  }

  #between(from: string, to: string): readonly CalendarDay[] {
    const start = Math.max(0, daysBetween(this.#first, from));
    return this.days.slice(start, Math.max(start, daysBetween(this.#first, to) + 1));
  }
}

/** Year in which the school year of `date` begins; the new one begins in August. */
export const schoolYearOf = (date: string): number => Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) >= 8 ? 0 : 1);

const FIXED_HOLIDAYS: readonly (readonly [from: string, to: string, name: string])[] = [
  ['01-01', '01-01', '元旦'],
  ['04-04', '04-06', '清明节'],
  ['05-01', '05-05', '劳动节'],
  ['10-01', '10-07', '国庆节'],
];

const MOVING_HOLIDAYS: readonly (readonly [from: string, to: string, name: string])[] = [
  ['2026-06-19', '2026-06-21', '端午节'],
  ['2026-09-25', '2026-09-27', '中秋节'],
  ['2027-02-05', '2027-02-11', '春节'],
  ['2027-06-09', '2027-06-09', '端午节'],
];

function holidayName(date: string): string | null {
  const fixed = FIXED_HOLIDAYS.find(([from, to]) => date.slice(5) >= from && date.slice(5) <= to);
  const moving = MOVING_HOLIDAYS.find(([from, to]) => date >= from && date <= to);
  return (fixed ?? moving)?.[2] ?? null;
}

/** The working Sunday before and the working Saturday after the National Day holiday. */
function makeUpDays(year: number): readonly string[] {
  const sunday = dateRange(`${year}-09-18`, `${year}-09-24`).find((date) => weekday(date) === 0);
  const saturday = dateRange(`${year}-10-08`, `${year}-10-14`).find((date) => weekday(date) === 6);
  return [sunday, saturday].filter((date) => date !== undefined);
}

/** From the spring before the school year of `asOf` to its end: terms 09-01 to 01-15 and 03-01 to 07-15. */
export function buildCalendar(asOf: string): SchoolCalendar {
  const year = schoolYearOf(asOf);
  const terms = [
    { name: `${year - 1}-${year}-2`, start: `${year}-03-01`, end: `${year}-07-15` },
    { name: `${year}-${year + 1}-1`, start: `${year}-09-01`, end: `${year + 1}-01-15` },
    { name: `${year}-${year + 1}-2`, start: `${year + 1}-03-01`, end: `${year + 1}-07-15` },
  ];
  const makeUps = new Set([...makeUpDays(year), ...makeUpDays(year + 1)]);
  const days = dateRange(`${year}-03-01`, `${year + 1}-07-31`).map((date): CalendarDay => {
    const term = terms.find(({ start, end }) => date >= start && date <= end) ?? null;
    const holiday = holidayName(date);
    const weekend = weekday(date) === 0 || weekday(date) === 6;
    const workday = makeUps.has(date) || (!weekend && holiday === null);
    return {
      date,
      schoolDay: term !== null && workday,
      workday,
      term: term?.name ?? null,
      weekNo: term && Math.floor((daysBetween(term.start, date) + ((weekday(term.start) + 6) % 7)) / 7) + 1,
      event: term?.start === date ? 'term_start' : term?.end === date ? 'term_end' : null,
      note: makeUps.has(date) ? '调休上课' : (holiday ?? ''),
    };
  });
  return new SchoolCalendar(days);
}
