import type { Column } from '../datasets/column.ts';
import { maskedToThird, maskIdNumber, maskRegistryNumber } from './masking.ts';
import { type Audience, isAuthorised, sensitivityOf, treated } from './rules.ts';

/** A cell of a known column as its reader may see it: numbers that stand where nobody expects them are masked too. */
export function maskCell(column: Column, text: string, audience: Audience = 'county', unmasked = false): string {
  const sensitivity = sensitivityOf(column);
  const shown = treated(text, sensitivity, audience, unmasked);
  if (shown !== text || isAuthorised(audience, unmasked) || /date|month|time/.test(column.type)) return shown;
  // An area code has six digits, a telephone number at least seven.
  const shortest = sensitivity === 'public' ? 15 : 7;
  return text.replace(/(?<!\d)[A-Za-z]?\d{6,}[Xx]?/g, (number) => (number.length < shortest ? number : maskNumber(number)));
}

function maskNumber(number: string): string {
  if (/^[A-Za-z]\d{17}[\dXx]$/.test(number)) return maskRegistryNumber(number);
  return /^\d{17}[\dXx]$/.test(number) ? maskIdNumber(number) : maskedToThird(number);
}
