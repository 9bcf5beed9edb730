import { isCalendarDate } from '../calendar-date.ts';

const BLANKS = new Set([' ', '\t', '\n', '\r', '\u00a0', '\u3000', '\u200b', '\u200c', '\u200d', '\ufeff']);

const halfWidth = (character: string): string => {
  const code = character.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
};

/** Most numbers are plain. */
function everyCharacter(text: string, holds: (character: string) => boolean): boolean {
  for (let index = 0; index < text.length; index += 1) if (!holds(text.charAt(index))) return false;
  return true;
}

export const isDigits = (text: string): boolean => everyCharacter(text, (character) => character >= '0' && character <= '9');

const isPlain = (character: string): boolean => (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z');

/** Without blanks and a leading quote, half width, X in upper case. */
export function normalisedId(written: string): string {
  if (everyCharacter(written, isPlain)) return written;
  const characters = [...written].filter((character) => !BLANKS.has(character)).map(halfWidth);
  const start = characters.findIndex((character) => character !== "'" && character !== '‘' && character !== '’');
  return (start === -1 ? '' : characters.slice(start).join('')).toUpperCase();
}

/** 空、无、暂无、0、同一数字重复: there is no number. */
export function isPlaceholder(id: string): boolean {
  return id === '' || id === '无' || id === '暂无' || (isDigits(id) && new Set(id).size === 1);
}

export const isMasked = (id: string): boolean => id.includes('*');

/** By place, counted from the right: powers of two, of which the remainder of 11 is enough. */
const WEIGHTS = Array.from({ length: 19 }, (_, place) => 2 ** (place - 1) % 11);

/** GB 11643-1999, by the standard's own congruence: the weighted sum of all 18 digits leaves 1 when divided by 11. */
function satisfiesCheck(id: string): boolean {
  let sum = 0;
  for (let place = 18; place >= 1; place -= 1) {
    const character = id.charAt(18 - place);
    const value = character === 'X' ? 10 : Number(character);
    sum += value * (WEIGHTS[place] ?? 0);
  }
  return sum % 11 === 1;
}

const isWellFormed = (id: string): boolean => isDigits(id.slice(0, 17)) && (isDigits(id.slice(17)) || id[17] === 'X');

/** What is wrong with an 18-character resident number; null when nothing is. */
export function faultOf(id: string): '含非数字' | '日期无效' | '校验位不符' | null {
  if (!isWellFormed(id)) return '含非数字';
  if (!isCalendarDate(`${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`)) return '日期无效';
  return satisfiesCheck(id) ? null : '校验位不符';
}
