import type { Column } from '../datasets/column.ts';
import { maskedToThird, maskIdNumber, maskRegistryNumber } from './masking.ts';

/** Who reads the copy. `county` is the one reader for whom a copy may be unmasked (县级授权版). */
export const audiences = ['school', 'county', 'leader', 'public'] as const;
export type Audience = (typeof audiences)[number];

/**
 * What a value says about a person. `number`, `registry` and `contact` can be shown in part; `state` is what may not be known of a child:
 * illness, disability, detention, special schooling, where it lives.
 */
export const sensitivities = ['public', 'name', 'personal', 'number', 'registry', 'contact', 'state'] as const;
export type Sensitivity = (typeof sensitivities)[number];

export type Treatment = 'shown' | 'masked' | 'hidden';

/** The one table: what becomes of a value before somebody reads it. */
const rules: Readonly<Record<Sensitivity, Readonly<Record<Audience, Treatment>>>> = {
  public: { school: 'shown', county: 'shown', leader: 'shown', public: 'shown' },
  name: { school: 'shown', county: 'shown', leader: 'shown', public: 'masked' },
  personal: { school: 'shown', county: 'shown', leader: 'shown', public: 'hidden' },
  number: { school: 'masked', county: 'masked', leader: 'masked', public: 'hidden' },
  registry: { school: 'masked', county: 'masked', leader: 'masked', public: 'hidden' },
  contact: { school: 'masked', county: 'masked', leader: 'masked', public: 'hidden' },
  state: { school: 'hidden', county: 'hidden', leader: 'hidden', public: 'hidden' },
};

/** `unmasked`: a copy under an approval or with a reason, which only the county may have; for anybody else it changes nothing. */
export function treatmentOf(sensitivity: Sensitivity, audience: Audience, unmasked: boolean): Treatment {
  return isAuthorised(audience, unmasked) ? 'shown' : rules[sensitivity][audience];
}

export const isAuthorised = (audience: Audience, unmasked: boolean): boolean => audience === 'county' && unmasked;

/** What a dataset's column says about persons, from its level and, among those that are not public, from what it holds. */
export function sensitivityOf({ name, level, type, titles }: Column): Sensitivity {
  if (/(^|_)id_number$/.test(name)) return 'number';
  if (/^registry_(aux_)?number$|^personal_code$/.test(name)) return 'registry';
  if (level === 'sensitive') return 'state';
  if (titles.some((title) => /电话|手机/.test(title))) return 'contact';
  if (level === 'public') return 'public';
  return type === 'text' && /(^|_)name$/.test(name) ? 'name' : 'personal';
}

/** What stands in place of a hidden value: not even its length is told. */
export const hidden = '（敏感，已隐藏）';

/** A value of one sensitivity as this reader may see it; an empty one is nobody's. */
export function treated(text: string, sensitivity: Sensitivity, audience: Audience, unmasked: boolean): string {
  if (text.trim() === '') return text;
  const treatment = treatmentOf(sensitivity, audience, unmasked);
  if (treatment === 'shown') return text;
  return treatment === 'hidden' ? hidden : maskings[sensitivity](text.trim());
}

const maskings: Readonly<Record<Sensitivity, (text: string) => string>> = {
  public: (text) => text,
  name: maskedToThird,
  personal: maskedToThird,
  number: maskIdNumber,
  registry: maskRegistryNumber,
  contact: maskedToThird,
  state: () => hidden,
};

/** What a report's column says about the numbers in it. */
export type MaskKind = 'id_number' | 'registry_number' | 'name';

const sensitivityOfKind = { id_number: 'number', registry_number: 'registry', name: 'name' } as const;

/** Turns a text into what this copy's readers may see. Without a kind the text is searched for numbers of persons. */
export type Mask = (text: string, kind: MaskKind | undefined) => string;

/**
 * Masks by default. Columns that are declared to hold numbers are masked whole; in every other text the numbers that a message or a
 * computation quotes are found and masked too, so that no query can leak one by forgetting to declare it.
 */
export function maskFor(audience: Audience, unmasked: boolean): Mask {
  if (isAuthorised(audience, unmasked)) return (text) => text;
  const shown = (text: string, sensitivity: Sensitivity): string => treated(text, sensitivity, audience, unmasked);
  return (text, kind) => (kind === undefined ? maskedNumbers(text, shown) : shown(text, sensitivityOfKind[kind]));
}

/**
 * A hash (64 hexadecimal digits), which is left alone although fifteen digits may follow each other in it; else an identity or registry
 * number, also with some characters too few or too many, the latter with a letter before it; else a mobile number.
 */
const numbersInText =
  /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])|(?<!\d)([GLJglj]?)(\d{14,18}[\dXx])(?!\d)|(?<![0-9A-Za-z])(1[3-9]\d{9})(?![0-9A-Za-z])/g;

/** What a spreadsheet makes of one: 1.1010520180901E+17. The first six digits are no secret, as in the number itself. */
const roundedNumbers = /(\d\.\d{5})(\d+)(?=[Ee]\+?\d)/g;

function maskedNumbers(text: string, shown: (text: string, sensitivity: Sensitivity) => string): string {
  // Most texts of a long list hold no digits in such a row: they are told at a glance.
  if (!/\d{11}|\d\.\d{6}/.test(text)) return text;
  return text
    .replace(numbersInText, (found, letter: string | undefined, number: string | undefined, mobile: string | undefined) => {
      if (mobile !== undefined) return shown(mobile, 'contact');
      if (number === undefined) return found;
      return letter ? shown(found, 'registry') : shown(found, 'number');
    })
    .replace(roundedNumbers, (_, head: string, rest: string) => head + '*'.repeat(rest.length));
}
