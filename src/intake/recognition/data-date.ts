const COMPACT = /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/g;
const SEPARATED = /(?<!\d)(\d{4})(?:年|[-./_])(\d{1,2})(?:月|[-./_])(\d{1,2})(?!\d)日?/g;
const SCHOOL_CODE = /(?<!\d)\d{10}(?!\d)/g;
const DATE =
  /^(?:(\d{4})(\d{2})(\d{2})|(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})\/(\d{1,2})\/(\d{1,2})|(\d{4})\.(\d{1,2})\.(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日)(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;

/**
 * The data date (截取日) that a file name states, such as 20261016, 2026-10-16, 2026.10.16 or 2026年10月16日; of several the latest,
 * which is where a range ends. Digits that are part of a longer run, such as a school code, are no date.
 * @returns 'YYYY-MM-DD' or null
 */
export function dateInName(fileName: string): string | null {
  const name = fileName.normalize('NFKC');
  const dates = [...name.matchAll(COMPACT), ...name.matchAll(SEPARATED)].map(([, year, month, day]) => isoDate(year, month, day));
  return dates.reduce((latest, date) => (date && (!latest || date > latest) ? date : latest), null);
}

/** The school code (学校标识码) in a file name: a run of exactly ten digits; null when there is none, or two that differ. */
export function schoolCodeInName(fileName: string): string | null {
  const codes = new Set(fileName.normalize('NFKC').match(SCHOOL_CODE));
  return codes.size === 1 ? ([...codes][0] ?? null) : null;
}

/**
 * A date written out with a four-digit year, in any form that has one meaning; a time after it is dropped.
 * @returns 'YYYY-MM-DD'; null for what is no date of the calendar, ambiguous (15/8/31), or a month only
 */
export function parseDate(text: string): string | null {
  const parts = DATE.exec(text.normalize('NFKC').trim())?.slice(1).filter(Boolean);
  return parts ? isoDate(parts[0], parts[1], parts[2]) : null;
}

function isoDate(year = '', month = '', day = ''): string | null {
  if (year < '1900' || year > '2099') return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}
