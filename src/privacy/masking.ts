import type { Level } from '../datasets/column.ts';

/** 18-digit identity number: first 6, last 2. Anything else shows at most a third of its characters. */
export function maskIdNumber(value: string): string {
  return /^\d{17}[\dXx]$/.test(value) ? masked(value, 6, 2) : maskedToThird(value);
}

/** 学籍号: its letter and the masked identity number behind it, as a G-number is one. */
export function maskRegistryNumber(value: string): string {
  return /^[A-Za-z]\d{17}[\dXx]$/.test(value) ? value.slice(0, 1) + maskIdNumber(value.slice(1)) : maskedToThird(value);
}

/** Any other number or text that may show only that there is one: phones, passports, addresses. */
export function maskedToThird(value: string): string {
  const shown = Math.floor([...value].length / 3);
  const tail = Math.min(2, Math.floor(shown / 2));
  return masked(value, shown - tail, tail);
}

function masked(value: string, head: number, tail: number): string {
  const characters = [...value];
  const hidden = characters.length - head - tail;
  return [...characters.slice(0, head), '*'.repeat(hidden), ...characters.slice(characters.length - tail)].join('');
}

/** Who reads the copy. */
export type Audience = 'county' | 'leader' | 'school' | 'public';
/** What a column's value is: the same level is treated differently for a number, a name and everything else. */
export type ValueKind = 'number' | 'name' | 'other';
export type Treatment = 'show' | 'mask' | 'withhold';

type Row = Readonly<Record<Audience | 'authorised', Treatment>>;

const numbers: Row = { county: 'mask', authorised: 'show', leader: 'mask', school: 'mask', public: 'withhold' };
const names: Row = { county: 'show', authorised: 'show', leader: 'show', school: 'show', public: 'withhold' };
const treatments: Readonly<Record<Exclude<Level, 'public'>, Readonly<Record<ValueKind, Row>>>> = {
  personal: {
    number: numbers,
    name: names,
    other: { county: 'mask', authorised: 'show', leader: 'withhold', school: 'mask', public: 'withhold' },
  },
  sensitive: {
    // Masked numbers may stand anywhere that names may; sensitive states only in the authorised county copy.
    number: numbers,
    name: names,
    other: { county: 'withhold', authorised: 'show', leader: 'withhold', school: 'withhold', public: 'withhold' },
  },
};

/** How a column is treated in a copy. `unmasked` has effect only in the county's own copy (县级授权版). */
export function columnMask(level: Level, audience: Audience, unmasked: boolean, kind: ValueKind = 'other'): Treatment {
  if (level === 'public') return 'show';
  return treatments[level][kind][audience === 'county' && unmasked ? 'authorised' : audience];
}
