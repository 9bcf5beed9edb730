import { describe, expect, it } from 'vitest';
import { dueOn } from '../../src/ledger/due-date.ts';

describe('the day by which a finding is to be mended', () => {
  it.each([
    ['that very day, a Sunday too', '2026-11-15', 0, '2026-11-15'],
    ['the next workday', '2026-11-13', 1, '2026-11-16'],
    ['a week on', '2026-11-16', 5, '2026-11-23'],
    ['over the National Day', '2026-09-30', 1, '2026-10-08'],
    ['on a make-up workday', '2026-09-18', 1, '2026-09-20'],
    ['the end of the month', '2026-02-03', 'month-end', '2026-02-28'],
    ['the end of a month that ends today', '2026-11-30', 'month-end', '2026-11-30'],
    ['the end of the year', '2026-12-31', 'month-end', '2026-12-31'],
    ['none', '2026-11-16', 'none', null],
  ] as const)('%s', (_, found, deadline, due) => {
    expect(dueOn(found, deadline)).toBe(due);
  });
});
