import type { Column } from '../datasets/column.ts';
import { maskedToThird, maskIdNumber, maskRegistryNumber } from './masking.ts';

/** What stands in place of a sensitive value: not even its length is told. */
export const hidden = '（敏感，已隐藏）';

/** A cell of a known column as it may be shown by default: names and grades as they are, numbers masked, sensitive states not at all. */
export function maskCell(column: Column, text: string): string {
  if (text.trim() === '') return text;
  if (/(^|_)id_number$/.test(column.name)) return maskIdNumber(text.trim());
  if (/^registry_(aux_)?number$|^personal_code$/.test(column.name)) return maskRegistryNumber(text.trim());
  if (column.level === 'sensitive') return hidden;
  if (column.titles.some((title) => /电话|手机/.test(title))) return maskedToThird(text);
  if (/date|month|time/.test(column.type)) return text;
  // An area code has six digits, a telephone number at least seven.
  const shortest = column.level === 'public' ? 15 : 7;
  return text.replace(/(?<!\d)[A-Za-z]?\d{6,}[Xx]?/g, (number) => (number.length < shortest ? number : maskNumber(number)));
}

function maskNumber(number: string): string {
  if (/^[A-Za-z]\d{17}[\dXx]$/.test(number)) return maskRegistryNumber(number);
  return /^\d{17}[\dXx]$/.test(number) ? maskIdNumber(number) : maskedToThird(number);
}
