import { describe, expect, test } from 'vitest';
import { addDays, addMonths, dateRange, daysBetween, inChinese, isCalendarDate, weekday } from '../../src/generator/calendar-date.ts';

describe('calendar dates', () => {
  test('days pass over months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2026-09-30', '2026-10-08')).toBe(8);
    expect(dateRange('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(dateRange('2026-03-02', '2026-03-01')).toEqual([]);
  });

  test('a month ends on the last day where the next one is shorter', () => {
    expect(addMonths('2026-09-16', 1)).toBe('2026-10-16');
    expect(addMonths('2026-10-31', 1)).toBe('2026-11-30');
    expect(addMonths('2027-01-29', 1)).toBe('2027-02-28');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(addMonths('2026-09-01', 12)).toBe('2027-09-01');
  });

  test('weekdays and existence', () => {
    expect(weekday('2026-10-16')).toBe(5);
    expect(weekday('2026-10-18')).toBe(0);
    expect(isCalendarDate('2016-02-29')).toBe(true);
    expect(isCalendarDate('2017-02-29')).toBe(false);
    expect(isCalendarDate('2017-13-01')).toBe(false);
    expect(inChinese('2026-09-05')).toBe('2026年9月5日');
  });
});
