const FULL_DATE = /(?<!\d)(?:(20\d\d)(?:年|[-./])(\d{1,2})(?:月|[-./])\d{1,2}(?!\d)日?|(20\d\d)(\d\d)\d\d(?!\d))/g;
const YEAR_MONTH = /(?<!\d)(20\d\d)(?:年度?|[-./_])?(0[1-9]|1[0-2]|[1-9])(?:月份?|(?!\d|[-./年月]))/g;
const MONTH = /(?<!\d)(1[0-2]|0?[1-9])月(?:份|(?!\d))/g;
const CHINESE_MONTH = /(?<![十第])(十[一二]?|[一二三四五六七八九])月份?(?!\d)/g;
const SCHOOL_YEAR = /(?<!\d)(20\d\d)[-~至/](?:20)?\d\d学?年度?/g;
const YEAR = /(?<!\d)(20\d\d)年(?!\d)/g;

/** What a text says of the month that a table is about. */
export interface MonthInText {
  /** 1–12; null: none, or several. */
  readonly month: number | null;
  readonly isSeveral: boolean;
  /** Of the month, where the text says which. */
  readonly year: number | null;
}

/** The month that a title or a name speaks of (2026年9月, 9月份, 202609); whole dates, such as when it was filled in, are none. */
export function monthIn(text: string): MonthInText {
  const { rest } = folded(text);
  const full = [...rest.matchAll(YEAR_MONTH)].map(([, year, month]) => ({ year: Number(year), month: Number(month) }));
  const months = [...rest.matchAll(MONTH)].map(([, month]) => Number(month));
  const words = [...rest.matchAll(CHINESE_MONTH)].map(([, month = '']) => chineseMonth(month));
  const distinct = new Set([...full.map(({ month }) => month), ...months, ...words]);
  const [month = null] = distinct;
  if (distinct.size > 1 || new Set(full.map(({ year }) => year)).size > 1) return { month: null, isSeveral: true, year: null };
  return { month, isSeveral: false, year: month === null ? null : (full[0]?.year ?? yearFor(text, month)) };
}

/** The year that a text gives a month: from a school year, a year, or a date on which that month was past or present. */
export function yearFor(text: string, month: number): number | null {
  const { schoolYears, years, dates } = folded(text);
  // A school year begins in August.
  const [year = null, ...others] = new Set([...schoolYears.map((first) => (month >= 8 ? first : first + 1)), ...years]);
  if (others.length > 0) return null;
  if (year !== null) return year;
  const [ofDate = null, ...otherDates] = new Set(dates.map((date) => (month <= date.month ? date.year : date.year - 1)));
  return otherDates.length > 0 ? null : ofDate;
}

function folded(text: string) {
  const plain = text.normalize('NFKC').replace(/\s/g, '').replace(/[—–]+/g, '-');
  const dates = [...plain.matchAll(FULL_DATE)].map(([, year, month, year8, month8]) => ({
    year: Number(year ?? year8),
    month: Number(month ?? month8),
  }));
  const undated = plain.replace(FULL_DATE, '');
  const schoolYears = [...undated.matchAll(SCHOOL_YEAR)].map(([, first]) => Number(first));
  const rest = undated.replace(SCHOOL_YEAR, '');
  const years = [...rest.matchAll(YEAR)].map(([, year]) => Number(year));
  return { dates, schoolYears, rest, years };
}

const chineseMonth = (text: string): number =>
  text.startsWith('十') ? 11 + '一二'.indexOf(text[1] ?? '·') : '一二三四五六七八九'.indexOf(text) + 1;
