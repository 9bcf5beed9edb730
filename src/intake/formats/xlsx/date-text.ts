import { serialToElapsed, serialToIso } from '../serial-date.ts';
import type { NumberKind } from './number-format.ts';
import { Unsupported } from './trouble.ts';

/** Days of living people and what they do are below it: 2173-10-14. */
const KEPT_DAYS = 100_000;
/** As strict files write days and times (ISO 8601). */
const ISO = /^\s*(?:(\d{4}-\d\d-\d\d))?(?:(?:T|(?<=\d) )?(\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?)?Z?\s*$/;

/** Numbers with a date format as text; the same days come again and again, so each is made once. */
export class DateTexts {
  readonly #date1904: boolean;
  readonly #days: (Buffer | undefined)[] = [];

  constructor(date1904: boolean) {
    this.#date1904 = date1904;
  }

  /** Null when the number is no date: then it stays a number. */
  of(value: number, kind: NumberKind): Buffer | null {
    const isDay = kind === 'date' && Number.isInteger(value) && value >= 0 && value < KEPT_DAYS;
    const known = isDay ? this.#days[value] : undefined;
    if (known) return known;
    const text = kind === 'elapsed' ? serialToElapsed(value) : serialToIso(value, this.#date1904);
    const bytes = text === null ? null : Buffer.from(text);
    if (isDay && bytes) this.#days[value] = bytes;
    return bytes;
  }
}

/** A cell of type `d` as canonical text has dates: `2015-08-31`, `2015-08-31 08:30:00`, `08:30:00`. */
export function isoDateText(raw: string): string {
  const [, date, time, fraction] = ISO.exec(raw) ?? [];
  if (!date && !time) throw new Unsupported('有日期单元格的内容不是日期');
  if (fraction && Number(fraction) !== 0) throw new Unsupported('有日期单元格的时间不到秒');
  const seconds = time && (time.length === 5 ? `${time}:00` : time);
  if (!date) return seconds ?? '';
  return seconds && seconds !== '00:00:00' ? `${date} ${seconds}` : date;
}
