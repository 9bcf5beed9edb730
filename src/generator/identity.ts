import { compact } from './calendar-date.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** The 18th character of a resident ID (GB 11643-1999) for its first 17 digits. */
export function checkCharacter(first17: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index += 1) sum += (first17.charCodeAt(index) - 48) * (WEIGHTS[index] ?? 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** The resident ID of these parts; `sequence` is odd for males. */
export function residentId(area: string, birthDate: string, sequence: number): string {
  const first17 = `${area}${compact(birthDate)}${String(sequence).padStart(3, '0')}`;
  return first17 + checkCharacter(first17);
}

/** Whether the last character of an 18-character number is the one that its first 17 digits call for. */
export const checksOut = (id: string): boolean => checkCharacter(id) === id.slice(17);

/** The same number with a wrong last character. */
export function withWrongCheck(id: string): string {
  const right = checkCharacter(id);
  return id.slice(0, 17) + (right === '1' ? '2' : '1');
}

/** What a spreadsheet leaves of the number when it stores it as a number: 15 digits and three zeros. */
export const zeroed = (id: string): string => `${id.slice(0, 15)}000`;

/** Hands out resident IDs, each once; siblings born on one day get neighbouring numbers. */
export class IdentityNumbers {
  readonly #next = new Map<string, number>();

  /** @throws when an area has no number left for that day and sex. */
  issue(area: string, birthDate: string, sex: '1' | '2'): string {
    const key = area + birthDate + sex;
    const sequence = this.#next.get(key) ?? (sex === '1' ? 11 : 12);
    if (sequence > 995) throw new Error(`no resident ID left for ${key}`);
    this.#next.set(key, sequence + 2);
    return residentId(area, birthDate, sequence);
  }
}
