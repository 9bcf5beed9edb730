import type { HeadRow } from '../../canonical/head.ts';
import { isText } from '../../recognition/header-layout.ts';

/** What a title of a wide month says of its day: its number, with the month and the year where they are there. */
export interface DayTitle {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number;
}

const FULL = /^(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})日?(?: 00:00:00)?$/;
const COMPACT = /^(20\d\d)(\d\d)(\d\d)$/;
const MONTH_DAY = /^(\d{1,2})(?:[./-]|月)(\d{1,2})[日号]?$/;
const DAY = /^(\d{1,2})[日号]?$/;
const WEEKDAY = /^(?:周|星期|礼拜)?[一二三四五六日天]$/;
const WEEKDAY_BEHIND = /[(]?(?:周|星期|礼拜)[一二三四五六日天][)]?$/;
/** Bare numbers need a run of them to be days. */
const LEAST_DAYS = 5;
const LEAST_DATES = 2;

/** The day that a title is; null for any other title. */
export function dayOf(title: string | null | undefined): DayTitle | null {
  if (!isText(title)) return null;
  const text = title
    .normalize('NFKC')
    .replace(/\s+(?!00:)/g, '')
    .replace(WEEKDAY_BEHIND, '');
  const full = FULL.exec(text) ?? COMPACT.exec(text);
  if (full) return valid(Number(full[1]), Number(full[2]), Number(full[3]));
  const part = MONTH_DAY.exec(text);
  if (part) return valid(null, Number(part[1]), Number(part[2]));
  const day = DAY.exec(text);
  return day ? valid(null, null, Number(day[1])) : null;
}

const valid = (year: number | null, month: number | null, day: number): DayTitle | null =>
  day >= 1 && day <= 31 && (month === null || (month >= 1 && month <= 12)) ? { year, month, day } : null;

export const isWeekday = (cell: string | null | undefined): boolean =>
  isText(cell) && WEEKDAY.test(cell.normalize('NFKC').replace(/\s/g, ''));

/** The cells of a row that are days of a wide month, in order; [] where the row is none. A day merged over two halves stands twice. */
export function daysIn(cells: readonly (string | null)[]): { readonly at: number; readonly day: DayTitle }[] {
  let best: { at: number; day: DayTitle }[] = [];
  let run: { at: number; day: DayTitle }[] = [];
  cells.forEach((cell, at) => {
    const day = dayOf(cell);
    const last = run.at(-1)?.day;
    if (day && (!last || follows(last, day))) run.push({ at, day });
    else if (isText(cell)) run = day ? [{ at, day }] : [];
    if (run.length > best.length) best = [...run];
  });
  const distinct = new Set(best.map(({ day }) => `${day.month}-${day.day}`)).size;
  const isDated = best.every(({ day }) => day.month !== null);
  return distinct >= (isDated ? LEAST_DATES : LEAST_DAYS) ? best : [];
}

function follows(last: DayTitle, next: DayTitle): boolean {
  if ((last.month === null) !== (next.month === null)) return false;
  const key = ({ year, month, day }: DayTitle) => (year ?? 0) * 10_000 + (month ?? 0) * 100 + day;
  // December is followed by January where no year is written.
  return key(next) >= key(last) || (next.year === null && next.month === 1 && last.month === 12);
}

/** So many days from the first on can be nothing else. */
const MOST_OF_A_MONTH = 20;

/**
 * Whether a row holds the days of a wide month: behind a title, or most of a month. Points and dates of a pupil's row stand behind a name.
 * @param isTitle whether a text is a title that is known
 */
export function isDaysRow({ cells }: Pick<HeadRow, 'cells'>, isTitle: (text: string) => boolean): boolean {
  const days = daysIn(cells);
  const [first] = days;
  if (first === undefined || first.at === 0) return false;
  return cells.slice(0, first.at).some((cell) => isText(cell) && isTitle(cell)) || (first.day.day === 1 && days.length >= MOST_OF_A_MONTH);
}
