import { isDate } from '../calendar/days.ts';
import { serialToIso } from '../intake/formats/serial-date.ts';

/** Day numbers of spreadsheets that are days of these decades; other five-digit numbers are something else. */
const serials = { least: 40_000, most: 60_000 };

/**
 * The day that a cell says, as 'YYYY-MM-DD'; null when it says none. Without a year, or with two digits of one, nobody can tell which day
 * is meant.
 */
export function answerDate(text: string, date1904: boolean): string | null {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (/^\d{5}(\.\d+)?$/.test(plain)) return ofSerial(Math.floor(Number(plain)), date1904);
  const parts =
    /^(\d{4})(\d\d)(\d\d)$/.exec(plain) ??
    /^(\d{4}) ?[-./年] ?(\d{1,2}) ?[-./月] ?(\d{1,2}) ?日?(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?$/.exec(plain);
  if (!parts) return null;
  const day = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  return isDate(day) ? day : null;
}

function ofSerial(serial: number, date1904: boolean): string | null {
  return serial >= serials.least && serial <= serials.most ? serialToIso(serial, date1904) : null;
}
