// Calendar dates are text, and are reckoned in UTC only because every UTC day has 24 hours; no instant or zone is meant.

const dayLength = 86_400_000;
const datePattern = /^[1-9]\d{3}-\d{2}-\d{2}$/;

const toTime = (day: string): number => {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (!datePattern.test(day) || Number.isNaN(time)) throw new RangeError(`not a calendar date: ${day}`);
  return time;
};
const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Whether `text` is 'YYYY-MM-DD' and there is such a day. */
export function isDate(text: string): boolean {
  if (!datePattern.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  // Date.parse lets 02-30 overflow into March.
  return !Number.isNaN(time) && toDay(time) === text;
}

export function addDays(day: string, count: number): string {
  return toDay(toTime(day) + count * dayLength);
}

/** The same day of the month `count` months on; the month's last day where there is no such day. */
export function addMonths(day: string, count: number): string {
  const date = new Date(toTime(day));
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count + 1, 0));
  return toDay(Date.UTC(lastDay.getUTCFullYear(), lastDay.getUTCMonth(), Math.min(date.getUTCDate(), lastDay.getUTCDate())));
}

/** Days from one date to another: 0 for the same day, negative when `to` is earlier. */
export function diffDays(from: string, to: string): number {
  return (toTime(to) - toTime(from)) / dayLength;
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: string): number {
  return new Date(toTime(day)).getUTCDay() || 7;
}

/** Every day from `from` to `to`, both included; none when `to` is earlier. */
export function eachDay(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, diffDays(from, to) + 1) }, (_, index) => addDays(from, index));
}
