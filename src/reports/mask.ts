import { maskIdNumber, maskRegistryNumber } from '../privacy/masking.ts';

/** What a column says about the numbers in it. */
export type MaskKind = 'id_number' | 'registry_number';

/** Turns a text into what this report's readers may see. */
export type Mask = (text: string, kind: MaskKind | undefined) => string;

/** Identity and registry numbers inside other text, also with some characters too few or too many; registry numbers have a letter before them. */
const numbersInText = /(?<!\d)([GLJglj]?)(\d{14,18}[\dXx])(?!\d)/g;

/** What a spreadsheet makes of one: 1.1010520180901E+17. The first six digits are no secret, as in the number itself. */
const roundedNumbers = /(\d\.\d{5})(\d+)(?=[Ee]\+?\d)/g;

/**
 * Masks by default. Columns that are declared to hold numbers are masked whole; in every other text the numbers that a
 * message or a computation quotes are found and masked too, so that no query can leak one by forgetting to declare it.
 */
export function maskFor(unmasked: boolean): Mask {
  if (unmasked) return (text) => text;
  return (text, kind) => {
    if (kind === 'id_number') return maskIdNumber(text);
    if (kind === 'registry_number') return maskRegistryNumber(text);
    return text
      .replace(numbersInText, (number, prefix: string) => (prefix === '' ? maskIdNumber(number) : maskRegistryNumber(number)))
      .replace(roundedNumbers, (_, head: string, rest: string) => head + '*'.repeat(rest.length));
  };
}
