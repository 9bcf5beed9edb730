import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, diffDays, eachDay, isDate, weekday } from '../../src/calendar/days.ts';

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2024-02-29', true],
  ['2100-02-29', false],
  ['2026-02-30', false],
  ['2026-04-31', false],
  ['2026-12-31', true],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-1-1', false],
  ['2026/01/01', false],
  ['2026-01-01T00:00:00', false],
  ['0026-01-01', false],
  ['', false],
])('%j is a date: %s', (text, expected) => {
  expect(isDate(text)).toBe(expected);
});

test.each([
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2026-02-28', 1, '2026-03-01'],
  ['2026-10-01', 0, '2026-10-01'],
])('%s and %i days is %s', (day, count, expected) => {
  expect(addDays(day, count)).toBe(expected);
});

test.each([
  ['2026-10-15', 1, '2026-11-15'],
  ['2026-10-31', 1, '2026-11-30'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2024-01-30', 1, '2024-02-29'],
  ['2024-01-28', 1, '2024-02-28'],
  ['2026-12-01', 1, '2027-01-01'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2026-03-31', -1, '2026-02-28'],
])('%s and %i months is %s', (day, count, expected) => {
  expect(addMonths(day, count)).toBe(expected);
});

test('weekdays count from Monday', () => {
  expect(['2026-10-12', '2026-10-16', '2026-10-17', '2026-10-18'].map(weekday)).toEqual([1, 5, 6, 7]);
});

test('eachDay has both ends, and nothing backwards', () => {
  expect(eachDay('2026-12-31', '2027-01-01')).toEqual(['2026-12-31', '2027-01-01']);
  expect(eachDay('2026-12-31', '2026-12-31')).toEqual(['2026-12-31']);
  expect(eachDay('2026-12-31', '2026-12-30')).toEqual([]);
});

test('what is no date is not reckoned with', () => {
  expect(() => addDays('20261001', 1)).toThrow(RangeError);
  expect(() => diffDays('2026-10-01', '')).toThrow(RangeError);
});

describe('properties', () => {
  const day = fc.integer({ min: 0, max: 73_000 }).map((count) => addDays('1900-01-01', count));

  test('adding what lies between leads from one to the other', () => {
    fc.assert(fc.property(day, day, (a, b) => addDays(a, diffDays(a, b)) === b));
  });
  test('a month on is in the next month, never later in it', () => {
    fc.assert(
      fc.property(day, (a) => {
        const b = addMonths(a, 1);
        expect(diffDays(`${a.slice(0, 7)}-01`, `${b.slice(0, 7)}-01`)).toBeLessThanOrEqual(31);
        expect(b.slice(8) <= a.slice(8)).toBe(true);
        expect(b.slice(0, 7) > a.slice(0, 7)).toBe(true);
      }),
    );
  });
});
