// Calendar dates are 'YYYY-MM-DD' strings; UTC is only the arithmetic behind them.

const DAY_MS = 86_400_000;

const toDayNumber = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;

const fromDayNumber = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The date `days` natural days later (earlier when negative). */
export const addDays = (date: string, days: number): string => fromDayNumber(toDayNumber(date) + days);

/** Natural days from `from` to `to`; the first day does not count. */
export const daysBetween = (from: string, to: string): number => toDayNumber(to) - toDayNumber(from);

/** 0 Sunday … 6 Saturday. */
export const weekday = (date: string): number => (toDayNumber(date) + 4) % 7;

/** The same day `months` later; where the month has no such day, its last day. */
export function addMonths(date: string, months: number): string {
  const monthIndex = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(monthIndex / 12);
  const month = monthIndex % 12;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(Number(date.slice(8, 10)), lastDay);
  return `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Whether the date exists: 2017-02-29 does not. */
export function isCalendarDate(date: string): boolean {
  const moment = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === date;
}

/** Every date from `from` to `to`, both included. */
export function dateRange(from: string, to: string): readonly string[] {
  const first = toDayNumber(from);
  return Array.from({ length: Math.max(0, toDayNumber(to) - first + 1) }, (_, index) => fromDayNumber(first + index));
}

/** 20261016 */
export const compact = (date: string): string => date.replaceAll('-', '');

/** 2026年10月16日 */
export const inChinese = (date: string): string =>
  `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
