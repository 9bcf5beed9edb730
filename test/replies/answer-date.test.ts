import { expect, test } from 'vitest';
import { answerDate } from '../../src/replies/answer-date.ts';

test.each([
  ['2026-11-18', '2026-11-18'],
  ['2026-11-18 08:30:00', '2026-11-18'],
  ['2026/1/8', '2026-01-08'],
  ['2026.11.8', '2026-11-08'],
  ['2026年11月18日', '2026-11-18'],
  ['２０２６年１１月８日', '2026-11-08'],
  [' 2026 年 11 月 8 日 ', '2026-11-08'],
  ['20261118', '2026-11-18'],
  ['46344', '2026-11-18'],
  ['46344.5', '2026-11-18'],
])('%s is %s', (text, day) => {
  expect(answerDate(text, false)).toBe(day);
});

test('a workbook that counts from 1904 has other numbers', () => {
  expect(answerDate('44882', true)).toBe('2026-11-18');
});

test.each(['11月18日', '26.11.18', '2026-02-29', '2026-13-01', '2026-11', '已完成', '39999', '60001', '2026-11-18至20日', ''])(
  '%j is no day',
  (text) => {
    expect(answerDate(text, false)).toBeNull();
  },
);
