const DAY_SECONDS = 86_400;

/**
 * A spreadsheet's day number as ISO text: `2015-08-31`, with the time where it has one, the time alone below 1.
 * Day 0 is 1899-12-31, or 1904-01-01 with `date1904`; the 1900 system counts a 29 February 1900 that never was.
 * @returns null for what is no date: negative, or after the year 9999
 */
export function serialToIso(serial: number, date1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return null;
  const seconds = Math.round(serial * DAY_SECONDS);
  const days = Math.floor(seconds / DAY_SECONDS);
  const time = new Date((seconds % DAY_SECONDS) * 1000).toISOString().slice(11, 19);
  if (days === 0 && !date1904) return time;
  if (days === 60 && !date1904) return '1900-02-29';
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  // UTC as plain calendar arithmetic: no zone is involved.
  const date = new Date(epoch + days * DAY_SECONDS * 1000).toISOString().slice(0, 10);
  return time === '00:00:00' ? date : `${date} ${time}`;
}
