import { Damaged, Unsupported } from './trouble.ts';

/** ISO 29500 leaves it open; these are what Excel and WPS can hold. */
export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;

const ZERO = 0x30;
const BEFORE_A = 0x40;
const LETTERS = 26;

/** A cell's place: column from 0, row from 1. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export interface CellRange {
  readonly first: CellPlace;
  readonly last: CellPlace;
}

/** The column of a reference like `AB12`, which must be in the row given. */
export function columnOfReference(bytes: Buffer, start: number, end: number, row: number): number {
  let column = 0;
  let at = start;
  for (; at < end; at++) {
    const letter = bytes[at]! - BEFORE_A;
    if (letter < 1 || letter > LETTERS) break;
    column = column * LETTERS + letter;
    if (column > MOST_COLUMNS) throw new Damaged(`第${row}行有单元格在第${MOST_COLUMNS}列之后，超出表格的范围`);
  }
  if (at === start || at === end) throw unknownReference(row, bytes.toString('latin1', start, end));
  let digits = 0;
  for (; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) throw unknownReference(row, bytes.toString('latin1', start, end));
    digits = digits * 10 + digit;
  }
  if (digits !== row) throw unknownReference(row, bytes.toString('latin1', start, end));
  return column - 1;
}

const unknownReference = (row: number, reference: string) => new Unsupported(`第${row}行有单元格的位置写作“${reference.slice(0, 20)}”`);

/** `AB12` of a column from 0 and a row from 1. */
export function referenceOf(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / LETTERS)) {
    letters = String.fromCharCode(BEFORE_A + 1 + ((rest - 1) % LETTERS)) + letters;
  }
  return `${letters}${row}`;
}

/** The range of a merge: `A1:B2`; null for one cell alone. */
export function rangeOf(text: string): CellRange | null {
  const [from = '', to = from, ...more] = text.split(':');
  const first = more.length === 0 ? placeOf(from) : undefined;
  const last = placeOf(to);
  if (!first || !last || last.row < first.row || last.column < first.column)
    throw new Unsupported(`合并单元格的范围写作“${text.slice(0, 40)}”`);
  return first.row === last.row && first.column === last.column ? null : { first, last };
}

function placeOf(text: string): CellPlace | undefined {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9][0-9]{0,6})$/.exec(text) ?? [];
  if (!letters || !digits) return undefined;
  const row = Number(digits);
  const column = [...letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - BEFORE_A, 0) - 1;
  return row <= MOST_ROWS && column < MOST_COLUMNS ? { row, column } : undefined;
}
