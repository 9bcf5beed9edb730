import type { Mask } from '../privacy/rules.ts';
import type { Codes, Column } from './declaration.ts';
import type { Row } from './rows.ts';
import type { FillName, Style } from './style.ts';

/** A value as a cell shows it. */
export interface CellValue {
  readonly value: string | number | null;
  readonly format: NonNullable<Style['format']>;
  readonly fill?: FillName;
}

/** How the values of a report become cells: its code lists and its mask. */
export interface Presentation {
  readonly codes: Codes;
  readonly mask: Mask;
}

/** The cell of a column in a row; `number` is the row's number, for the column #. */
export function cellValue(row: Row, number: number, column: Column, { codes, mask }: Presentation): CellValue {
  if (column.key === '#') return { value: number, format: 'integer' };
  const raw = row[column.key];
  if (raw === null || raw === undefined || raw === '') return { value: column.blank ?? null, format: 'text' };
  const code = column.codes === undefined ? undefined : codes[column.codes]?.[String(raw)];
  if (code) return { value: code.label, format: 'text', ...(code.fill && { fill: code.fill }) };
  if (isNumeric(column.format) && typeof raw === 'number') return { value: raw, format: column.format };
  if (column.format === 'date') {
    const serial = dateSerial(String(raw));
    if (serial !== undefined) return { value: serial, format: 'date' };
  }
  const text = typeof raw === 'boolean' ? (raw ? '是' : '否') : String(raw);
  return { value: mask(text, column.mask), format: 'text' };
}

/** The value as a reader sees it, to be measured. */
export function shownText({ value, format }: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number' && format === 'percent') return `${(value * 100).toFixed(1)}%`;
  if (typeof value === 'number' && format === 'change') return value === 0 ? '持平' : `↑${Math.abs(value)}`;
  return format === 'date' && typeof value === 'number' ? '0000-00-00' : String(value);
}

type NumericFormat = 'integer' | 'percent' | 'change';

const isNumeric = (format: Column['format']): format is NumericFormat =>
  format === 'integer' || format === 'percent' || format === 'change';

const dayInMilliseconds = 86_400_000;
/** Day 0 of spreadsheets. */
const dayZero = Date.UTC(1899, 11, 30);
/** Spreadsheets count a 29 February 1900 that never was, so earlier days have no number that all programs agree on. */
const firstSafeSerial = 61;

/** A table has the same few dates over and over. */
const knownSerials = new Map<string, number | undefined>();

/** The number by which spreadsheets know a calendar date; undefined when it is no date that they know. */
export function dateSerial(date: string): number | undefined {
  if (!knownSerials.has(date)) knownSerials.set(date, toSerial(date));
  return knownSerials.get(date);
}

function toSerial(date: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (year === undefined) return undefined;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (new Date(time).toISOString().slice(0, 10) !== date) return undefined;
  const serial = (time - dayZero) / dayInMilliseconds;
  return serial >= firstSafeSerial ? serial : undefined;
}
