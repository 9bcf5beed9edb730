import { describe, expect, test } from 'vitest';
import { eachDay } from '../../src/calendar/days.ts';
import { isWorkday } from '../../src/calendar/holidays.ts';
import { buildCalendar, type CalendarDay, type CalendarInput, type SchoolCalendar, termOn } from '../../src/calendar/school-calendar.ts';

const school = '2230100001';
const row = (day: string, values: Partial<CalendarInput> = {}): CalendarInput => ({
  day,
  scope: '',
  school_day: null,
  workday: null,
  term: null,
  event: null,
  ...values,
});
const dayOf = (calendar: SchoolCalendar, day: string, scope = ''): CalendarDay => {
  const found = calendar.days.find((candidate) => candidate.day === day && candidate.scope === scope);
  if (!found) throw new Error(`no ${day}`);
  return found;
};
/** A whole file: every day of the two terms and of the vacations around them. */
const wholeFile = eachDay('2026-08-24', '2027-08-20').map((day) => {
  const term =
    day >= '2026-08-31' && day <= '2027-01-22' ? '2026-2027-1' : day >= '2027-02-22' && day <= '2027-07-09' ? '2026-2027-2' : null;
  return row(day, { term, workday: isWorkday(day), school_day: term !== null && isWorkday(day) });
});

describe('without a calendar file', () => {
  const calendar = buildCalendar([], '2026-01-01', '2026-12-31');

  test.each([
    ['2026-09-30', true],
    ['2026-10-01', false], // National Day
    ['2026-10-07', false],
    ['2026-10-08', true],
    ['2026-10-10', true], // make-up Saturday
    ['2026-10-11', false],
    ['2026-08-31', false], // the day before the usual first day
    ['2026-09-01', true],
    ['2026-01-15', true],
    ['2026-01-16', false],
    ['2026-02-27', false],
    ['2026-03-02', true],
    ['2026-07-15', true],
    ['2026-07-16', false],
  ])('%s is a school day: %s', (day, expected) => {
    expect(dayOf(calendar, day).school_day).toBe(expected);
  });

  test('vacations lie outside the usual terms, weekends and holidays do not', () => {
    const vacation = ['2026-01-15', '2026-01-16', '2026-02-28', '2026-03-01', '2026-07-15', '2026-07-16', '2026-08-31', '2026-10-03'];
    expect(vacation.map((day) => dayOf(calendar, day).is_vacation)).toEqual([false, true, true, false, false, true, true, false]);
  });

  test('says so', () => {
    expect(calendar.inferred).toBe(true);
    expect(calendar.days.every((day) => day.is_inferred)).toBe(true);
    expect(calendar.note).toBe('校历为推算：没有校历文件，教学日按周一至周五和法定节假日，学期按9月1日至1月15日、3月1日至7月15日。');
  });

  test('other usual terms', () => {
    const defaults = { firstTerm: { from: '08-25', to: '01-20' }, secondTerm: { from: '02-20', to: '07-10' } };
    const other = buildCalendar([], '2026-07-01', '2026-09-01', defaults);
    expect(['2026-07-10', '2026-07-11', '2026-08-24', '2026-08-25'].map((day) => dayOf(other, day).is_vacation)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(other.note).toContain('学期按8月25日至1月20日、2月20日至7月10日');
  });

  test('years whose holidays are not known are told', () => {
    expect(buildCalendar([], '2098-12-01', '2099-01-31').note).toContain('2098、2099年的法定节假日和调休安排未收录');
    expect(buildCalendar([], '2026-12-01', '2026-12-31').note).not.toContain('未收录');
  });
});

describe('running numbers', () => {
  const calendar = buildCalendar([], '2025-12-01', '2026-12-31');
  const between = (field: 'school_day_no' | 'workday_no' | 'vacation_no', from: string, to: string): number =>
    dayOf(calendar, to)[field] - dayOf(calendar, from)[field];

  test('are cumulative up to and including the day', () => {
    expect(between('school_day_no', '2026-09-30', '2026-10-10')).toBe(3); // 10-08, 10-09 and the Saturday made up
    expect(between('school_day_no', '2026-09-30', '2026-10-07')).toBe(0);
    expect(between('workday_no', '2026-10-08', '2026-10-12')).toBe(3);
  });
  test('go on over the end of the year', () => {
    expect(between('workday_no', '2025-12-31', '2026-01-05')).toBe(2); // 01-04 made up, 01-05
    expect(between('vacation_no', '2026-01-15', '2026-03-01')).toBe(44); // 01-16 to 02-28
  });
  test('a leap day counts', () => {
    const leap = buildCalendar([], '2024-02-01', '2024-03-31');
    expect(dayOf(leap, '2024-03-01').vacation_no).toBe(29);
    expect(leap.days).toHaveLength(60);
  });
  test('the first day may count itself', () => {
    expect(calendar.days[0]).toMatchObject({ day: '2025-12-01', school_day_no: 1, workday_no: 1, vacation_no: 0 });
  });
});

describe('a whole calendar file', () => {
  const calendar = buildCalendar(wholeFile, '2026-08-24', '2027-08-20');

  test('is not inferred, whatever year it is', () => {
    expect(calendar.inferred).toBe(false);
    expect(calendar.note).toBeNull();
  });
  test('its terms hold, not the usual ones', () => {
    const days = ['2026-08-30', '2026-08-31', '2027-01-22', '2027-01-23', '2027-02-21', '2027-02-22', '2027-07-09', '2027-07-10'];
    expect(days.map((day) => dayOf(calendar, day).is_vacation)).toEqual([true, false, false, true, true, false, false, true]);
  });
  test('termOn', () => {
    expect(termOn(calendar.days, '2026-10-03')).toEqual({ term: '2026-2027-1', from: '2026-08-31' });
    expect(termOn(calendar.days, '2027-07-09')).toEqual({ term: '2026-2027-2', from: '2027-02-22' });
    expect(termOn(calendar.days, '2027-02-01')).toBeNull();
    expect(termOn(calendar.days, '2030-01-01')).toBeNull();
    expect(termOn(calendar.days, '2026-10-03', school)).toBeNull();
  });
  test('days before it are inferred and told', () => {
    const longer = buildCalendar(wholeFile, '2026-06-29', '2027-08-20');
    expect(longer.inferred).toBe(true);
    expect(dayOf(longer, '2026-06-30')).toMatchObject({ school_day: true, term: '2025-2026-2', is_inferred: true });
    expect(longer.note).toContain('校历没有写明的56天（2026-06-29至2026-08-23之间）');
  });
});

describe('files that say only part', () => {
  test('working days only: a weekend left out is settled, a weekday is not', () => {
    const rows = wholeFile.filter(({ school_day, day }) => school_day && day !== '2026-11-10');
    const calendar = buildCalendar(rows, '2026-09-01', '2027-01-10');
    expect(dayOf(calendar, '2026-11-08')).toMatchObject({ school_day: false, is_vacation: false, is_inferred: false });
    expect(dayOf(calendar, '2026-11-10')).toMatchObject({ school_day: true, is_inferred: true });
    expect(calendar.days.filter((day) => day.is_inferred).map(({ day }) => day)).toEqual(['2026-11-10']);
  });
  test('no term: the usual ones, and the note says so', () => {
    const rows = wholeFile.map((given) => ({ ...given, term: null }));
    const calendar = buildCalendar(rows, '2026-09-01', '2027-07-31');
    expect(dayOf(calendar, '2026-09-01')).toMatchObject({ term: '2026-2027-1', is_vacation: false, is_inferred: true });
    expect(dayOf(calendar, '2027-01-16')).toMatchObject({ term: null, is_vacation: true });
    expect(calendar.note).toBe('校历为推算：校历没有写学期，学期按9月1日至1月15日、3月1日至7月15日。');
  });
  test('no term, but school is held: no vacation', () => {
    const calendar = buildCalendar([row('2026-08-28', { school_day: true })], '2026-08-27', '2026-08-29');
    expect(calendar.days.map(({ is_vacation }) => is_vacation)).toEqual([true, false, true]);
  });
  test('workday only: school days are the workdays of the term', () => {
    const rows = wholeFile.map((given) => ({ ...given, school_day: null, workday: given.day === '2026-11-10' ? false : given.workday }));
    const calendar = buildCalendar(rows, '2026-08-24', '2027-07-31');
    expect(['2026-08-28', '2026-11-09', '2026-11-10', '2026-11-11'].map((day) => dayOf(calendar, day).school_day)).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(calendar.inferred).toBe(false);
  });
  test('school_day only, in a year without known holidays: the note says that workdays are guessed', () => {
    const rows = wholeFile.map((given) => ({ ...given, workday: null }));
    expect(buildCalendar(rows, '2026-09-01', '2026-12-31').note).toBeNull();
    expect(buildCalendar(rows, '2026-09-01', '2027-01-01').note).toBe(
      '2027年的法定节假日和调休安排未收录，只分周一至周五和周末，请导入写有工作日的校历。',
    );
  });
  test('a file that stops in November does not turn December into vacation', () => {
    const rows = wholeFile.filter(({ day }) => day >= '2026-10-01' && day <= '2026-11-30');
    const calendar = buildCalendar(rows, '2026-08-24', '2027-01-31');
    const days = ['2026-08-31', '2026-09-01', '2026-12-01', '2027-01-15', '2027-01-16'];
    expect(days.map((day) => dayOf(calendar, day).is_vacation)).toEqual([true, false, false, false, true]);
    expect(days.every((day) => dayOf(calendar, day).is_inferred)).toBe(true);
    expect(termOn(calendar.days, '2026-12-01')).toEqual({ term: '2026-2027-1', from: '2026-09-01' });
  });
  test('unless it says that the term begins or ends there', () => {
    const rows = wholeFile
      .filter(({ day }) => day >= '2026-09-07' && day <= '2027-01-08')
      .map((given) => ({ ...given, event: given.day === '2026-09-07' ? 'term_start' : given.day === '2027-01-08' ? 'term_end' : null }));
    const calendar = buildCalendar(rows, '2026-09-01', '2027-01-31');
    const days = ['2026-09-06', '2026-09-07', '2027-01-08', '2027-01-09'];
    expect(days.map((day) => dayOf(calendar, day).is_vacation)).toEqual([true, false, false, true]);
  });
  test('the same term label year after year', () => {
    const rows = wholeFile.flatMap((given) => {
      const term = given.term && (given.term.endsWith('1') ? '第一学期' : '第二学期');
      return [
        { ...given, term },
        { ...given, day: `${Number(given.day.slice(0, 4)) + 1}${given.day.slice(4)}`, term },
      ];
    });
    const calendar = buildCalendar(rows, '2026-08-24', '2028-07-31');
    expect(dayOf(calendar, '2027-02-01').is_vacation).toBe(true);
    expect(termOn(calendar.days, '2026-10-01')).toEqual({ term: '第一学期（2026-08-31起）', from: '2026-08-31' });
    expect(termOn(calendar.days, '2027-10-01')).toEqual({ term: '第一学期（2027-08-31起）', from: '2027-08-31' });
  });
});

describe('a school with rows of its own', () => {
  const rows = [
    ...wholeFile,
    row('2026-10-23', { scope: school, school_day: false }), // its sports day
    row('2026-10-24', { scope: school, school_day: true }),
  ];
  const calendar = buildCalendar(rows, '2026-10-19', '2026-10-26');

  test('overrides the county for these days only', () => {
    const schoolDays = calendar.days.filter((day) => day.scope === school && day.school_day).map(({ day }) => day);
    expect(schoolDays).toEqual(['2026-10-19', '2026-10-20', '2026-10-21', '2026-10-22', '2026-10-24', '2026-10-26']);
    expect(dayOf(calendar, '2026-10-23').school_day).toBe(true);
    expect(dayOf(calendar, '2026-10-24').school_day).toBe(false);
  });
  test('keeps the county’s term and workday where its row is silent', () => {
    expect(dayOf(calendar, '2026-10-23', school)).toMatchObject({ term: '2026-2027-1', workday: true, is_inferred: false });
  });
  test('has its own running numbers', () => {
    expect(dayOf(calendar, '2026-10-26').school_day_no).toBe(6);
    expect(dayOf(calendar, '2026-10-26', school).school_day_no).toBe(6);
    expect(dayOf(calendar, '2026-10-23').school_day_no).toBe(5);
    expect(dayOf(calendar, '2026-10-23', school).school_day_no).toBe(4);
  });
  test('a later row for the same day holds', () => {
    const twice = buildCalendar(
      [row('2026-10-20', { school_day: true }), row('2026-10-20', { school_day: false })],
      '2026-10-20',
      '2026-10-20',
    );
    expect(twice.days[0]?.school_day).toBe(false);
  });
});
