import type { Pupil } from '../pupil.ts';
import { isMasked, isPlaceholder, normalisedId } from './id-number.ts';

export const registryText = (pupil: Pupil): string => normalisedId(pupil.registryNumber);

/** No number at all, or a word in its place. */
export const hasNoRegistryNumber = (pupil: Pupil): boolean => isPlaceholder(registryText(pupil));

const isFloat = (text: string): boolean => text.includes('.') && text.includes('E+');

/** What records are compared by; null for a number that is missing, masked or went through a spreadsheet's arithmetic. */
export function registryKey(pupil: Pupil): string | null {
  const text = registryText(pupil);
  return isPlaceholder(text) || isMasked(text) || isFloat(text) ? null : text;
}

const isNumberWithCheck = (text: string): boolean => {
  const body = text.endsWith('X') ? text.slice(0, -1) : text;
  return text.length === 18 && [...body].every((character) => character >= '0' && character <= '9');
};

/** What is wrong with the form of a number that is there; null when nothing is. L and J numbers have no check character to look at. */
export function registryFault(pupil: Pupil): string | null {
  const text = registryText(pupil);
  if (isPlaceholder(text) || isMasked(text)) return null;
  if (isFloat(text)) return '以数值存坏';
  if (isNumberWithCheck(text)) return '缺字头，疑似误填身份证件号';
  if (text.length !== 19) return '位数不对';
  if (!isNumberWithCheck(text.slice(1))) return '含有不该有的字符';
  return 'GLJ'.includes(text.charAt(0)) ? null : '字头不对';
}
