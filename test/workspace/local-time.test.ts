import { describe, expect, it } from 'vitest';
import { localTime } from '../../src/workspace/local-time.ts';

describe('the clock in Asia/Shanghai', () => {
  it.each([
    ['2026-11-15T15:59:59.999Z', '2026-11-15 23:59:59'],
    ['2026-11-15T16:00:00.000Z', '2026-11-16 00:00:00'],
    ['2026-07-01T00:00:00.000Z', '2026-07-01 08:00:00'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01 00:00:00'],
  ])('%s is %s', (instant, shown) => {
    expect(localTime(new Date(instant))).toBe(shown);
  });

  it('agrees with the zone database through a year', () => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });
    for (let hour = 0; hour < 366 * 24; hour += 7) {
      const instant = new Date(Date.UTC(2026, 0, 1, hour));
      expect(localTime(instant)).toBe(format.format(instant));
    }
  });
});
