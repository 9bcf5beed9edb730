import { monthIn, yearFor } from '../../recognition/month-in-text.ts';
import type { DayColumn } from './wide-month.ts';

/** Where the month may be said, nearest first. */
export interface MonthSources {
  /** Rows above the header. */
  readonly title: string;
  readonly sheet: string;
  readonly file: string;
}

/** The dates of day columns ('YYYY-MM-DD'; of a 31 September as it reads, for staging to refuse), or why they cannot be told. */
export type DayDates = { readonly dates: readonly string[]; readonly problem: null } | { readonly dates: null; readonly problem: string };

const ADVICE = '请在表头、工作表名或文件名里写明，如“2026年9月”，再重新导入';

export function datesOf(days: readonly DayColumn[], sources: MonthSources): DayDates {
  const hasMonths = days.every(({ day }) => day.month !== null);
  const stated = hasMonths ? null : statedMonth(sources);
  if (stated && 'problem' in stated) return { dates: null, problem: stated.problem };
  const firstMonth = days[0]?.day.month ?? stated?.month ?? 0;
  const year = days[0]?.day.year ?? stated?.year ?? yearOf(sources, firstMonth);
  if (year === null) return refusal(`按月横排的考勤表写了${firstMonth}月，没有写是哪一年`);
  const dates = days.map(({ day }) => {
    const month = day.month ?? firstMonth;
    return iso(day.year ?? (month < firstMonth ? year + 1 : year), month, day.day);
  });
  const [twice] = days.filter(({ part }, at) => part === null && dates.indexOf(dates[at] ?? '') !== at);
  if (twice)
    return refusal(
      `按月横排的考勤表里${twice.day.day}日有两列，看不出哪一列是上午、哪一列是下午`,
      '请在日期下面加一行写明上午、下午，再重新导入',
    );
  return { dates, problem: null };
}

function statedMonth(sources: MonthSources): { readonly month: number; readonly year: number | null } | { readonly problem: string } {
  const [title, sheet, file] = [monthIn(sources.title), monthIn(sources.sheet), monthIn(sources.file)];
  if (title.isSeveral) return { problem: `按月横排的考勤表，表头写了几个月份，看不出是哪一个月；${ADVICE}` };
  if (title.month !== null && sheet.month !== null && title.month !== sheet.month)
    return { problem: `按月横排的考勤表，表头写的是${title.month}月，工作表名写的是${sheet.month}月；请核对改成一致后重新导入` };
  const month = title.month ?? sheet.month ?? file.month;
  if (month === null) return { problem: `按月横排的考勤表，看不出是哪年哪月；${ADVICE}` };
  const years = new Set([title, sheet].filter((one) => one.month === month && one.year !== null).map(({ year }) => year));
  if (years.size > 1) return { problem: `按月横排的考勤表，表头和工作表名写的年份不同；请核对改成一致后重新导入` };
  return { month, year: [...years][0] ?? null };
}

function yearOf({ title, sheet, file }: MonthSources, month: number): number | null {
  for (const text of [title, sheet, file]) {
    const said = monthIn(text);
    const year = (said.month === month ? said.year : null) ?? yearFor(text, month);
    if (year !== null) return year;
  }
  return null;
}

const refusal = (found: string, advice = ADVICE): DayDates => ({ dates: null, problem: `${found}；${advice}` });

const iso = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
