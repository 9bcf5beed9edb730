import { expect, test } from 'vitest';
import { isWorkday, knowsYear } from '../../src/calendar/holidays.ts';

test.each([
  ['2026-09-30', true], // the day before National Day
  ['2026-10-01', false],
  ['2026-10-07', false], // taken in lieu
  ['2026-10-08', true],
  ['2026-10-10', true], // Saturday, made up
  ['2026-10-11', false],
  ['2026-09-20', true], // Sunday, made up
  ['2026-01-01', false],
  ['2026-01-04', true], // Sunday, made up
  ['2025-12-31', true],
  ['2024-02-29', true],
])('%s is a workday: %s', (day, expected) => {
  expect(isWorkday(day)).toBe(expected);
});

test('years outside the tables know weekdays only', () => {
  expect([2003, 2004, 2026].map(knowsYear)).toEqual([false, true, true]);
  expect(knowsYear(2099)).toBe(false);
  expect(isWorkday('2099-10-01')).toBe(true);
  expect(isWorkday('2099-10-03')).toBe(false);
});
