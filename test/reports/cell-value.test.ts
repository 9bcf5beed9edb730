import { describe, expect, it } from 'vitest';
import { maskFor } from '../../src/privacy/rules.ts';
import { cellValue, shownText } from '../../src/reports/cell-value.ts';
import type { Column } from '../../src/reports/declaration.ts';

const presentation = {
  codes: { severity: { red: { label: '红', fill: 'red' as const } } },
  mask: maskFor('leader', false),
};
const column = (options: Partial<Column>): Column => ({
  key: 'value',
  title: '值',
  format: 'text',
  wrap: true,
  bar: false,
  alarm: false,
  ...options,
});
const shown = (value: unknown, options: Partial<Column> = {}) => cellValue({ value }, 7, column(options), presentation);

describe('a cell', () => {
  it('keeps text that looks like a number as text', () => {
    expect(shown('0012')).toEqual({ value: '0012', format: 'text' });
    expect(shown(5)).toEqual({ value: '5', format: 'text' });
  });

  it.each([
    ['percent', 0.125, '12.5%'],
    ['percent', 1, '100.0%'],
    ['change', 3, '↑3'],
    ['change', -12, '↑12'],
    ['change', 0, '持平'],
  ] as const)('of format %s keeps the number %s, and is as wide as %s', (format, value, text) => {
    const cell = shown(value, { format });
    expect(cell).toEqual({ value, format });
    expect(shownText(cell)).toBe(text);
  });

  it('of a change that nobody knows shows what the column says', () => {
    expect(shown(null, { format: 'change', blank: '—' })).toEqual({ value: '—', format: 'text' });
  });

  it('has a number where the column is of numbers', () => {
    expect(shown(0, { format: 'integer' })).toEqual({ value: 0, format: 'integer' });
    expect(shown('约10', { format: 'integer' })).toEqual({ value: '约10', format: 'text' });
  });

  it('has its row number in the column #', () => {
    expect(shown(null, { key: '#' })).toEqual({ value: 7, format: 'integer' });
  });

  it.each([null, undefined, ''])('is empty for %s, or says what the column says for that', (value) => {
    expect(shown(value).value).toBeNull();
    expect(shown(value, { blank: '—' }).value).toBe('—');
  });

  it('has words and a colour for a code, and an unknown code as it is', () => {
    expect(shown('red', { codes: 'severity' })).toEqual({ value: '红', format: 'text', fill: 'red' });
    expect(shown('violet', { codes: 'severity' })).toEqual({ value: 'violet', format: 'text' });
  });

  it('says yes and no in words', () => {
    expect([shown(true).value, shown(false).value]).toEqual(['是', '否']);
  });
});

describe('a date', () => {
  it.each([
    ['2026-10-26', 46321],
    ['1900-03-01', 61],
    ['2024-02-29', 45351],
  ])('%s is day %i', (date, serial) => {
    expect(shown(date, { format: 'date' })).toEqual({ value: serial, format: 'date' });
  });

  it.each(['1900-02-28', '2025-02-29', '2026-13-01', '2026-10', '不详'])('%s stays text', (date) => {
    expect(shown(date, { format: 'date' })).toEqual({ value: date, format: 'text' });
  });
});
