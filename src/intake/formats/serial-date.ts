const DAY_SECONDS = 86_400;
/** The first day after 9999-12-31, the last that a spreadsheet knows. */
const END = 2_958_466;

/**
 * A spreadsheet's day number as ISO text: `2015-08-31`, with the time where it has one, the time alone below 1.
 * Day 0 is 1899-12-31, or 1904-01-01 with `date1904`; the 1900 system counts a 29 February 1900 that never was.
 * @returns null for what is no date: negative, or after the year 9999
 */
export function serialToIso(serial: number, date1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= END) return null;
  const seconds = Math.round(serial * DAY_SECONDS);
  const days = Math.floor(seconds / DAY_SECONDS);
  const second = seconds % DAY_SECONDS;
  if (days === 0 && !date1904) return clock(second);
  const date = dayText(days, date1904);
  return second === 0 ? date : `${date} ${clock(second)}`;
}

/**
 * A duration in days as a format like `[h]:mm` shows it: `25:30:00`, hours going on after 24.
 * @returns null for a negative one, which has no such text
 */
export function serialToElapsed(serial: number): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= END) return null;
  return clock(Math.round(serial * DAY_SECONDS));
}

function dayText(days: number, date1904: boolean): string {
  if (days === 60 && !date1904) return '1900-02-29';
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  // UTC as plain calendar arithmetic: no zone is involved.
  return new Date(epoch + days * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}

function clock(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
