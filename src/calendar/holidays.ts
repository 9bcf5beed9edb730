import { createRequire } from 'node:module';
import { z } from 'zod';
import { weekday } from './days.ts';

// The package's functions go through local-time instants; its tables are plain dates, so only those are used.
const tables = z
  .object({ holidays: z.record(z.string(), z.string()), workdays: z.record(z.string(), z.string()) })
  .parse(createRequire(import.meta.url)('chinese-days/dist/chinese-days.json'));

/** Whether the State Council's arrangement of `year` is known here; otherwise only weekdays can be told. */
export function knowsYear(year: number): boolean {
  return tables.holidays[`${year}-10-01`] !== undefined;
}

/** Monday to Friday and make-up workdays, without statutory holidays and the days taken in lieu. */
export function isWorkday(day: string): boolean {
  if (tables.holidays[day] !== undefined) return false;
  return tables.workdays[day] !== undefined || weekday(day) <= 5;
}
