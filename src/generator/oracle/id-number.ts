import { isCalendarDate } from '../calendar-date.ts';
import type { Pupil } from '../pupil.ts';

const BLANKS = new Set([' ', '\t', '\n', '\r', '\u00a0', '\u3000', '\u200b', '\u200c', '\u200d', '\ufeff']);

const halfWidth = (character: string): string => {
  const code = character.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
};

/** Most numbers are plain; the oracle reads them a dozen times. */
function everyCharacter(text: string, holds: (character: string) => boolean): boolean {
  for (let index = 0; index < text.length; index += 1) if (!holds(text.charAt(index))) return false;
  return true;
}

const isDigits = (text: string): boolean => everyCharacter(text, (character) => character >= '0' && character <= '9');

const isPlain = (character: string): boolean => (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z');

/** Without blanks and a leading quote, half width, X in upper case. */
export function normalisedId(written: string): string {
  if (everyCharacter(written, isPlain)) return written;
  const characters = [...written].filter((character) => !BLANKS.has(character)).map(halfWidth);
  const start = characters.findIndex((character) => character !== "'" && character !== '‘' && character !== '’');
  return (start === -1 ? '' : characters.slice(start).join('')).toUpperCase();
}

/** 空、无、暂无、0、同一数字重复: there is no number. */
function isPlaceholder(id: string): boolean {
  return id === '' || id === '无' || id === '暂无' || (isDigits(id) && new Set(id).size === 1);
}

const isMasked = (id: string): boolean => id.includes('*');

/** GB 11643-1999, by the standard's own congruence: the weighted sum of all 18 digits leaves 1 when divided by 11. */
function satisfiesCheck(id: string): boolean {
  let sum = 0;
  for (let place = 18; place >= 1; place -= 1) {
    const character = id.charAt(18 - place);
    const value = character === 'X' ? 10 : Number(character);
    sum += value * (2 ** (place - 1) % 11);
  }
  return sum % 11 === 1;
}

const isWellFormed = (id: string): boolean => isDigits(id.slice(0, 17)) && (isDigits(id.slice(17)) || id[17] === 'X');

/** A resident ID; an empty type counts when the number is one of 15 to 19 digits, the last of which may be X. */
function isResidentId(pupil: Pupil): boolean {
  const id = normalisedId(pupil.idNumber);
  if (pupil.idType === '1') return true;
  const body = id.endsWith('X') ? id.slice(0, -1) : id;
  return pupil.idType === '' && id.length >= 15 && id.length <= 19 && isDigits(body);
}

/** What is wrong with an 18-character resident number; null when nothing is. */
export function faultOf(id: string): '含非数字' | '日期无效' | '校验位不符' | null {
  if (!isWellFormed(id)) return '含非数字';
  if (!isCalendarDate(`${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`)) return '日期无效';
  return satisfiesCheck(id) ? null : '校验位不符';
}

/** Turned into a number somewhere on its way: 2.3E+17, three zeros at the end that do not check out, or a numeric cell. */
function isDamaged(pupil: Pupil): boolean {
  if (pupil.idStorage === 'number') return true;
  const id = normalisedId(pupil.idNumber);
  if (id.includes('E+') && id.includes('.')) return true;
  return (isResidentId(pupil) || pupil.idType === 'H') && id.length === 18 && id.endsWith('000') && faultOf(id) !== null;
}

export const hasNoId = (pupil: Pupil): boolean => isPlaceholder(normalisedId(pupil.idNumber));

/** Type and number, for comparison; null for a number that is missing, masked or damaged. */
export function comparableId(pupil: Pupil): string | null {
  const id = normalisedId(pupil.idNumber);
  if (isPlaceholder(id) || isMasked(id) || isDamaged(pupil)) return null;
  return `${isResidentId(pupil) ? '1' : pupil.idType} ${id}`;
}

/** The resident ID, checked; null when the pupil has none that can be looked up. */
export function soundResidentId(pupil: Pupil): string | null {
  const id = normalisedId(pupil.idNumber);
  if (!isResidentId(pupil) || id.length !== 18 || isPlaceholder(id) || isMasked(id) || isDamaged(pupil)) return null;
  return faultOf(id) === null ? id : null;
}

/** An 18-character number to which the standard applies: resident IDs and the residence permits of 港澳台. */
export function checkableId(pupil: Pupil): string | null {
  const id = normalisedId(pupil.idNumber);
  const applies = isResidentId(pupil) || pupil.idType === 'H';
  if (!applies || id.length !== 18 || isPlaceholder(id) || isMasked(id) || isDamaged(pupil)) return null;
  return id;
}
