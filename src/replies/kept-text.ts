import { maskedToThird, maskIdNumber, maskRegistryNumber } from '../privacy/masking.ts';

/** Characters of one answer that the ledger keeps; the whole of it stays in the file. */
export const longestText = 1000;

const digit = '[0-9０-９]';
/** Between the digits of a number that somebody wrote in groups. */
const gap = '[ \\u00a0\\u200b\\u3000\\-－—]?';
const personNumbers = [
  // As it stands, of whatever length from fifteen on: with one digit too many it is still somebody's.
  new RegExp(`[A-Za-zＡ-Ｚａ-ｚ]?${digit}{15,}[XxＸｘ]?`, 'g'),
  // In groups only of exactly these lengths, or two dates side by side would be one.
  new RegExp(`(?<!${digit})[A-Za-zＡ-Ｚａ-ｚ]?${digit}(?:${gap}${digit}){16}${gap}[0-9０-９XxＸｘ](?!${digit})`, 'g'),
  new RegExp(`(?<!${digit})${digit}(?:${gap}${digit}){14}(?!${digit})`, 'g'),
  // Telephones.
  /(?<![0-9])1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])/g,
];

/**
 * What somebody wrote, as the ledger may keep it: numbers of persons masked, control characters gone, line breaks and runs of blanks one
 * blank; null when nothing is left.
 */
export function keptText(text: string | null): string | null {
  if (text === null) return null;
  const plain = text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200b\ufeff]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  const masked = withoutNumbers(plain);
  if (masked === '') return null;
  const characters = [...masked];
  return characters.length <= longestText ? masked : `${characters.slice(0, longestText - 1).join('')}…`;
}

/** The text with every number of a person in it masked. */
export const withoutNumbers = (text: string): string => personNumbers.reduce((left, pattern) => left.replace(pattern, maskNumber), text);

function maskNumber(found: string): string {
  const number = found.normalize('NFKC').replace(/[^0-9A-Za-z]/g, '');
  if (/^[A-Za-z]\d{17}[\dXx]$/.test(number)) return maskRegistryNumber(number);
  return /^\d{17}[\dXx]$/.test(number) ? maskIdNumber(number) : maskedToThird(number);
}
