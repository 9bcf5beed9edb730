import { expect, test } from 'vitest';
import { monthIn, yearFor } from '../../../src/intake/recognition/month-in-text.ts';

test.each([
  ['三年级1班2026年9月考勤表', 9, 2026],
  ['2026-09', 9, 2026],
  ['2026.9', 9, 2026],
  ['202609', 9, 2026],
  ['2026年 12 月份', 12, 2026],
  ['2026年秋季 10月', 10, 2026],
  ['2026—2027学年第一学期9月', 9, 2026],
  ['2026-2027学年第二学期3月', 3, 2027],
  ['九月考勤', 9, null],
  ['十二月', 12, null],
  ['9月', 9, null],
  ['9月考勤 填报时间：2026年10月8日', 9, 2026],
  ['12月考勤 填报时间：2027年1月5日', 12, 2026],
  ['填报时间：2026年10月8日', null, null],
  ['20261008考勤', null, null],
  ['三年级1班考勤', null, null],
])('%s: month %s of %s', (text, month, year) => expect(monthIn(text)).toEqual({ month, isSeveral: false, year }));

test.each(['9月、10月考勤', '2026年9月至2026年10月', '2025年9月 2026年9月'])('%s speaks of several', (text) =>
  expect(monthIn(text)).toEqual({ month: null, isSeveral: true, year: null }),
);

test('the year of a month is that of its school year, and none where two are said', () => {
  expect(yearFor('2026-2027学年', 8)).toBe(2026);
  expect(yearFor('2026-2027学年', 7)).toBe(2027);
  expect(yearFor('2026年、2027年', 7)).toBeNull();
});
