import { Unsupported } from './trouble.ts';

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
/** Every decimal of as many digits is told apart by a double, so that it prints as it was written. */
const SAFE_DIGITS = 15;
const NUMBER = /^\s*([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?)\s*$/;

/** Whether the text of a number is, character by character, what JavaScript prints for it; false also where that takes more to know. */
export function printsAsWritten(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start] === MINUS ? start + 1 : start;
  if (first >= end || end - first > SAFE_DIGITS + 1) return false;
  let point = -1;
  for (let at = first; at < end; at++) {
    const byte = bytes[at]!;
    if (byte >= ZERO && byte <= NINE) continue;
    if (byte !== POINT || point >= 0) return false;
    point = at;
  }
  if (end - first - (point < 0 ? 0 : 1) > SAFE_DIGITS) return false;
  if (point >= 0 && (point === first || bytes[end - 1] === ZERO || point === end - 1)) return false;
  if (bytes[first] !== ZERO) return true;
  // Neither 007 nor -0; 0.0000001 prints as 1e-7, so that a fraction may not begin with zeros here.
  return end - first === 1 ? first === start : point === first + 1 && bytes[first + 2] !== ZERO;
}

/** The double that the text of a number stands for. */
export function numberOf(bytes: Buffer, start: number, end: number): number {
  const number = NUMBER.exec(bytes.toString('latin1', start, end));
  const value = number ? Number(number[1]) : Number.NaN;
  if (!Number.isFinite(value)) throw new Unsupported('有数值单元格的内容不是数');
  return value;
}

/** A count written in plain digits, at most nine of them; -1 for anything else. */
export function countOf(bytes: Buffer, start: number, end: number): number {
  if (start >= end || end - start > 9) return -1;
  let count = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return -1;
    count = count * 10 + digit;
  }
  return count;
}
