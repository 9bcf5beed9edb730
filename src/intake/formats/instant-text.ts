/** Beyond it there is no date in JavaScript. */
const LAST_INSTANT = 8.64e15;
const HOURS = 3_600_000;
/** The last summer time in China ended on 15 September 1991; since then the clock is eight hours ahead. */
const LAST_CHANGE = Date.UTC(1991, 8, 16);

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });

/** A day and time without zone, given in milliseconds as if it were UTC: `2015-08-31 08:30:00`, at midnight the day alone. */
export function dayTimeText(milliseconds: number): string {
  if (Math.abs(milliseconds) > LAST_INSTANT) return String(milliseconds);
  const text = new Date(Math.floor(milliseconds / 1000) * 1000).toISOString();
  const time = text.slice(-13, -5);
  return time === '00:00:00' ? text.slice(0, -14) : `${text.slice(0, -14)} ${time}`;
}

/** An instant, in milliseconds since 1970 in UTC, as clocks in China show it: midnight there is not the day before. */
export function instantText(milliseconds: number): string {
  if (milliseconds >= LAST_CHANGE || milliseconds < -LAST_INSTANT) return dayTimeText(milliseconds + 8 * HOURS);
  return clock.format(milliseconds).replace(' 00:00:00', '');
}

/** A time of day in seconds: `08:30:00`. */
export const timeText = (seconds: number): string => new Date(Math.floor(seconds) * 1000).toISOString().slice(11, 19);
