import { DataType, Precision, TimeUnit } from 'apache-arrow';
import { dayTimeText, instantText, timeText } from './instant-text.ts';

/** What a value becomes: text, a number's digits, or nothing. */
export type ArrowContent = { readonly text: string; readonly isNumber: boolean } | null;

const UNITS_PER_SECOND = {
  [TimeUnit.SECOND]: 1,
  [TimeUnit.MILLISECOND]: 1e3,
  [TimeUnit.MICROSECOND]: 1e6,
  [TimeUnit.NANOSECOND]: 1e9,
} as const;

const text = (value: string): ArrowContent => ({ text: value, isNumber: false });
const number = (digits: string): ArrowContent => ({ text: digits, isNumber: true });

/** How the values of a type, as the library hands them out, are written. Values are never null. */
export function contentOf(type: DataType): (value: unknown) => ArrowContent {
  if (DataType.isNull(type)) return () => null;
  if (DataType.isDictionary(type)) return contentOf(type.dictionary as DataType);
  if (DataType.isInt(type)) return (value) => number(String(value));
  if (DataType.isFloat(type)) return floatContent(type.precision);
  if (DataType.isDecimal(type)) return (value) => number(decimalText(value as Uint32Array, type.scale));
  if (DataType.isBool(type)) return (value) => text(value ? 'TRUE' : 'FALSE');
  if (DataType.isDate(type) || DataType.isTimestamp(type)) return timeContent(type);
  if (DataType.isTime(type)) return (value) => text(timeText(Number(value) / UNITS_PER_SECOND[type.unit]));
  return (value) => text(plainText(value));
}

function floatContent(precision: Precision): (value: unknown) => ArrowContent {
  return (value) => {
    const float = value as number;
    // What data frames have in place of nothing.
    if (Number.isNaN(float)) return null;
    return Number.isFinite(float) ? number(String(precision === Precision.DOUBLE ? float : shortest(float))) : text(String(float));
  };
}

/** The shortest number that is the same in single precision: 0.1, not 0.10000000149. */
function shortest(float: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(float.toPrecision(digits));
    if (Math.fround(short) === float) return short;
  }
  return float;
}

function timeContent(type: DataType): (value: unknown) => ArrowContent {
  if (DataType.isTimestamp(type) && type.timezone) return (value) => text(instantText(Number(value)));
  return (value) => text(dayTimeText(Number(value)));
}

/** @param words of 32 bits, the lowest first, in two's complement */
export function decimalText(words: Uint32Array, scale: number): string {
  const bits = 32 * words.length;
  const unsigned = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const value = BigInt.asIntN(bits, unsigned);
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const whole = scale > 0 ? digits.slice(0, -scale) : digits;
  const fraction = scale > 0 ? digits.slice(-scale).replace(/0+$/, '') : '';
  return `${value < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return bytesText(value);
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? jsonNumber(part) : part)) ?? '';
}

const jsonNumber = (value: bigint): number | string => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value));

/** Bytes are mostly text that was not declared as such. */
function bytesText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('hex').toUpperCase();
  }
}
