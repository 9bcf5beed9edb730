import { addMonths, daysBetween } from '../calendar-date.ts';
import type { Fits } from './absence-run.ts';

// How long a run of absence is wanted.

/** Both ends count. */
export const naturalDays = (days: readonly string[]): number => daysBetween(days[0] ?? '', days.at(-1) ?? '') + 1;
export const natural =
  (count: number): Fits =>
  (days) =>
    naturalDays(days) === count;
/** So many school days within a week. */
export const schoolDays =
  (count: number): Fits =>
  (days) =>
    days.length === count && naturalDays(days) <= 7;
/** The search takes the shortest that fits. */
export const overAWeek: Fits = (days) => naturalDays(days) >= 8 && naturalDays(days) <= 25;
/** The same day of the next month. */
export const dueDay = (days: readonly string[]): string => addMonths(days[0] ?? '', 1);
const middleOf = (days: readonly string[]): number => Math.floor(days.length / 2);
/** Long enough as a whole, and seven days at most on either side of the middle day. */
export const halvesOfSevenDays: Fits = (days) =>
  naturalDays(days) > 7 &&
  days.length >= 7 &&
  naturalDays(days.slice(0, middleOf(days))) <= 7 &&
  naturalDays(days.slice(middleOf(days) + 1)) <= 7;
