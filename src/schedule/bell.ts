import cron from 'node-cron';

/** The minutes at which a pipeline is due. Both days have to fit, unlike in Unix: node-cron reads a day of the month and a weekday as "and". */
export interface CronFields {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: readonly number[];
  readonly months: readonly number[];
  /** 1 Monday … 7 Sunday. */
  readonly weekdays: readonly number[];
}

/**
 * What a cron line of five fields says. Slots are reckoned from it (`slots.ts`); node-cron only rings.
 * @throws RangeError for a line that cannot be reckoned: seconds, the last day of a month, the n-th weekday.
 */
export function cronFields(expression: string): CronFields {
  const { second, minute, hour, dayOfMonth, month, dayOfWeek } = cron.parse(expression);
  const days = [...dayOfMonth, ...dayOfWeek];
  if (expression.trim().split(/\s+/).length !== 5 || second.length !== 1 || days.some((day) => typeof day !== 'number')) {
    throw new RangeError(`cron line with more than minutes, hours, days, months and weekdays: ${expression}`);
  }
  return {
    minutes: minute,
    hours: hour,
    daysOfMonth: dayOfMonth.map(Number),
    months: month,
    weekdays: dayOfWeek.map((day) => Number(day) || 7),
  };
}

/** Calls `ring` at the beginning of every minute, until the function that it returns is called. */
export function everyMinute(ring: () => void): () => void {
  const task = cron.schedule('* * * * *', ring, { timezone: 'Asia/Shanghai', suppressMissedWarning: true });
  return () => void task.destroy();
}
