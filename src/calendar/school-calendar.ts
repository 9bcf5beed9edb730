import { eachDay } from './days.ts';
import { isWorkday, knowsYear } from './holidays.ts';
import { type DefaultTerms, defaultTerms, type Term, termsBetween } from './term.ts';

/** One row of the calendar dataset. Null: the file does not say. Every other field is settled by inference. */
export interface CalendarInput {
  /** 'YYYY-MM-DD' */
  readonly day: string;
  /** '' for the whole county, else a school_code. */
  readonly scope: string;
  readonly school_day: boolean | null;
  readonly workday: boolean | null;
  readonly term: string | null;
  /** A code of the list calendar_event. */
  readonly event: string | null;
}

export interface CalendarRow extends CalendarInput {
  readonly school_day: boolean;
  readonly workday: boolean;
}

/** One day of one scope. The running numbers count up to and including the day: days between two dates are a subtraction. */
export interface CalendarDay extends CalendarRow {
  /** Outside every term: summer and winter vacation, which count neither as absence nor as natural days. */
  readonly is_vacation: boolean;
  readonly school_day_no: number;
  readonly workday_no: number;
  readonly vacation_no: number;
  /** The calendar file does not settle this day: 校历为推算. */
  readonly is_inferred: boolean;
}

export interface SchoolCalendar {
  /** County first, then each school that has rows of its own; each complete from first to last day. */
  readonly days: readonly CalendarDay[];
  readonly inferred: boolean;
  /** Chinese; null when the file settles everything. */
  readonly note: string | null;
}

/**
 * The calendar of the county and of each school with rows of its own, from `from` to `to`, both included.
 * A school's row overrides the county's for its day; what neither says follows from weekdays, statutory holidays and the
 * usual terms. Of two rows for the same day and scope the later holds.
 */
export function buildCalendar(
  rows: readonly CalendarInput[],
  from: string,
  to: string,
  defaults: DefaultTerms = defaultTerms,
): SchoolCalendar {
  const scopes = ['', ...new Set(rows.map(({ scope }) => scope).filter((scope) => scope !== ''))];
  const days = scopes.flatMap((scope) => scopeDays(rows, scope, from, to, defaults));
  const note = calendarNote(rows, days, from, to, defaults);
  return { days, inferred: days.some((day) => day.is_inferred), note };
}

/** The term in which a day lies, with its first day in the calendar; null in the vacations and outside the calendar. */
export function termOn(days: readonly CalendarDay[], day: string, scope = ''): { term: string; from: string } | null {
  const term = days.find((candidate) => candidate.day === day && candidate.scope === scope)?.term;
  if (term === null || term === undefined) return null;
  const first = days.find((candidate) => candidate.scope === scope && candidate.term === term);
  return { term, from: first?.day ?? day };
}

function scopeDays(rows: readonly CalendarInput[], scope: string, from: string, to: string, defaults: DefaultTerms): CalendarDay[] {
  const given = new Map<string, CalendarInput>();
  for (const row of rows) if (row.scope === '') given.set(row.day, row);
  const own = new Map(rows.filter((row) => row.scope === scope).map((row) => [row.day, row]));
  for (const [day, row] of own) given.set(day, overlaid(row, given.get(day)));
  const ordered = [...given.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  const terms = termsBetween(ordered, from, to, defaults);
  let [schoolDays, workdays, vacationDays] = [0, 0, 0];
  return eachDay(from, to).map((day) => {
    const row = given.get(day);
    const term = terms.find((candidate) => candidate.from <= day && day <= candidate.to) ?? null;
    const workday = row?.workday ?? isWorkday(day);
    const school_day = row?.school_day ?? (term !== null && workday);
    schoolDays += school_day ? 1 : 0;
    workdays += workday ? 1 : 0;
    // A day on which the file says that school is held is no vacation, though the usual terms leave it out.
    const is_vacation = term === null && !school_day;
    vacationDays += is_vacation ? 1 : 0;
    return {
      day,
      scope,
      school_day,
      workday,
      term: term?.name ?? null,
      event: row?.event ?? null,
      is_vacation,
      school_day_no: schoolDays,
      workday_no: workdays,
      vacation_no: vacationDays,
      is_inferred: isInferred(day, row, term, ordered),
    };
  });
}

function overlaid(row: CalendarInput, county: CalendarInput | undefined): CalendarInput {
  return {
    day: row.day,
    scope: row.scope,
    school_day: row.school_day ?? county?.school_day ?? null,
    workday: row.workday ?? county?.workday ?? null,
    term: row.term ?? county?.term ?? null,
    event: row.event ?? county?.event ?? null,
  };
}

function isInferred(day: string, row: CalendarInput | undefined, term: Term | null, ordered: readonly CalendarInput[]): boolean {
  const isCovered = ordered.length > 0 && ordered[0]!.day <= day && day <= ordered.at(-1)!.day;
  if (!isCovered) return true;
  const isTermKnown = term === null ? ordered.some((other) => other.term !== null) : isWithin(day, term.given);
  if (!isTermKnown) return true;
  // A file may list working days only: a weekend or holiday that it leaves out is settled, a weekday is not.
  const isSaid = row !== undefined && (row.school_day !== null || row.workday !== null);
  return !isSaid && term !== null && isWorkday(day);
}

function isWithin(day: string, span: Term['given']): boolean {
  return span !== null && span.from <= day && day <= span.to;
}

const monthDay = (text: string): string => `${Number(text.slice(0, 2))}月${Number(text.slice(3))}日`;

function calendarNote(
  rows: readonly CalendarInput[],
  days: readonly CalendarDay[],
  from: string,
  to: string,
  { firstTerm, secondTerm }: DefaultTerms,
): string | null {
  const inferred = days.filter((day) => day.is_inferred && day.scope === '');
  const termText = `学期按${monthDay(firstTerm.from)}至${monthDay(firstTerm.to)}、${monthDay(secondTerm.from)}至${monthDay(secondTerm.to)}`;
  const reasons: string[] = [];
  if (rows.length === 0) reasons.push(`没有校历文件，教学日按周一至周五和法定节假日，${termText}`);
  else if (rows.every(({ term }) => term === null)) reasons.push(`校历没有写学期，${termText}`);
  else if (inferred.length > 0) {
    reasons.push(
      `校历没有写明的${inferred.length}天（${inferred[0]!.day}至${inferred.at(-1)!.day}之间）按周一至周五、法定节假日，${termText}`,
    );
  }
  const unknown = unknownYears(rows, from, to);
  if (unknown.length > 0) reasons.push(`${unknown.join('、')}年的法定节假日和调休安排未收录，只分周一至周五和周末，请导入写有工作日的校历`);
  if (reasons.length === 0) return null;
  return `${inferred.length > 0 ? '校历为推算：' : ''}${reasons.join('；')}。`;
}

function unknownYears(rows: readonly CalendarInput[], from: string, to: string): number[] {
  const given = new Set(rows.filter(({ scope, workday }) => scope === '' && workday !== null).map(({ day }) => day));
  return yearsBetween(from, to).filter((year) => {
    const [first, last] = [`${year}-01-01`, `${year}-12-31`];
    return !knowsYear(year) && eachDay(from > first ? from : first, to < last ? to : last).some((day) => !given.has(day));
  });
}

function yearsBetween(from: string, to: string): number[] {
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, index) => first + index);
}
