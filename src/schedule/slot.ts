import { addDays, isDate, weekday } from '../calendar/days.ts';
import { UsageFailure } from '../failure.ts';
import type { CronFields } from './bell.ts';

/** A time at which a pipeline is due: at most one run of the ledger fills it. */
export interface Slot {
  readonly pipeline: string;
  /** 'YYYY-MM-DD HH:MM' in Asia/Shanghai, which has no summer time. */
  readonly at: string;
}

/** As the ledger and `heji run --slot` have it: weekly-inspection@2026-11-16T07:00. */
export const slotName = ({ pipeline, at }: Slot): string => `${pipeline}@${at.replace(' ', 'T')}`;

export const slotDay = ({ at }: Slot): string => at.slice(0, 10);

/** @throws UsageFailure when `text` is no slot of the pipeline. */
export function parseSlot(text: string, pipeline: string): Slot {
  const found = /^([a-z0-9-]+)@(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text);
  if (found && found[1] === pipeline && isDate(found[2]!)) return { pipeline, at: `${found[2]} ${found[3]}` };
  throw new UsageFailure(`--slot 写的是“${text}”，应为 ${pipeline}@2026-11-16T07:00 这样：流程、@、日期和时刻。`);
}

/** Times of a cron line after `from` and up to `to`, both 'YYYY-MM-DD HH:MM', oldest first; of many only the newest `most`. */
export function timesBetween(cron: CronFields, from: string, to: string, most: number): string[] {
  const times: string[] = [];
  for (let day = to.slice(0, 10); day >= from.slice(0, 10) && times.length < most; day = addDays(day, -1)) {
    if (!isCronDay(cron, day)) continue;
    times.push(
      ...timesOf(cron, day)
        .filter((time) => time > from && time <= to)
        .reverse(),
    );
  }
  return times.slice(0, most).reverse();
}

/** How far ahead the next times are looked for: 29 February may be eight years off. */
const farthestDays = 366 * 8 + 3;

/** The next `count` times after `from`, soonest first; fewer when the line has no more within eight years. */
export function timesAfter(cron: CronFields, from: string, count: number): string[] {
  const times: string[] = [];
  const last = addDays(from.slice(0, 10), farthestDays);
  for (let day = from.slice(0, 10); day <= last && times.length < count; day = addDays(day, 1)) {
    if (isCronDay(cron, day)) times.push(...timesOf(cron, day).filter((time) => time > from));
  }
  return times.slice(0, count);
}

function isCronDay(cron: CronFields, day: string): boolean {
  return (
    cron.months.includes(Number(day.slice(5, 7))) && cron.daysOfMonth.includes(Number(day.slice(8))) && cron.weekdays.includes(weekday(day))
  );
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const timesOf = ({ hours, minutes }: CronFields, day: string): string[] =>
  hours.flatMap((hour) => minutes.map((minute) => `${day} ${twoDigits(hour)}:${twoDigits(minute)}`)).sort();
