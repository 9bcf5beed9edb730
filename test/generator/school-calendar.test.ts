import { describe, expect, test } from 'vitest';
import { weekday } from '../../src/generator/calendar-date.ts';
import { buildCalendar } from '../../src/generator/school-calendar.ts';

const calendar = buildCalendar('2026-10-16');

describe('the calendar of 2026-2027', () => {
  test('the National Day holiday and its two make-up days', () => {
    expect(calendar.schoolDays('2026-09-30', '2026-10-12')).toEqual(['2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12']);
    expect(calendar.isSchoolDay('2026-09-20')).toBe(true);
    expect([weekday('2026-09-20'), weekday('2026-10-10')]).toEqual([0, 6]);
  });

  test('terms begin on 1 September and 1 March', () => {
    expect(calendar.termStart('2026-10-16')).toBe('2026-09-01');
    expect(calendar.termStart('2027-03-01')).toBe('2027-03-01');
    expect(calendar.day('2026-09-01')).toMatchObject({ term: '2026-2027-1', event: 'term_start', weekNo: 1 });
    expect(calendar.day('2027-01-15')).toMatchObject({ event: 'term_end', schoolDay: true });
    expect(calendar.day('2027-01-18')).toMatchObject({ term: null, schoolDay: false, workday: true });
  });

  test('vacation days count both ends, the National Day holiday is none', () => {
    expect(calendar.vacationDays('2027-01-15', '2027-03-01')).toBe(44);
    expect(calendar.vacationDays('2026-09-28', '2026-10-12')).toBe(0);
  });

  test('the day on which a time limit starts does not count', () => {
    expect(calendar.workdaysAfter('2026-10-09', '2026-10-12')).toBe(2);
    expect(calendar.workdaysBefore('2026-10-12', 2)).toBe('2026-10-09');
    const applied = calendar.workdaysBefore('2026-10-16', 60) ?? '';
    expect(calendar.workdaysAfter(applied, '2026-10-16')).toBe(60);
  });
});
