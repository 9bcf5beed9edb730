import { describe, expect, test } from 'vitest';
import type { AbsenceMark } from '../../../src/generator/attendance.ts';
import { expectedFindings, type PolicyId } from '../../../src/generator/oracle.ts';
import type { Contact, Placement } from '../../../src/generator/paperwork.ts';
import { A, AS_OF, away, B, change, county, pupil, school, schoolClass, type TinyCounty } from '../tiny-county.ts';

const ONE = pupil(1);

/** [check, variant, excused_by] of each absence finding about pupil 1. */
function said(tiny: TinyCounty, policy: PolicyId = 'heilongjiang-2020'): readonly unknown[] {
  return expectedFindings(county({ pupils: [ONE], ...tiny }), policy)
    .filter(({ check }) => check.startsWith('absence-'))
    .map(({ check, variant, excused_by }) => [check, variant, excused_by]);
}

const reached = (date: string, result: Contact['result'] = 'reached'): readonly Contact[] => [
  { pupilKey: 1, date, method: 'phone', result },
];
const eightDays = { marks: { 1: away('2026-10-09', AS_OF) } };
const SUSPECTED = ['absence-suspected-dropout', '待联系核实', null];
const EARLY = ['absence-early-warning', null, null];

describe('how long', () => {
  test('seven natural days are not over seven; the eighth is', () => {
    expect(said({ marks: { 1: away('2026-10-10', AS_OF) } })).toEqual([EARLY]);
    expect(said(eightDays)).toEqual([SUSPECTED]);
    const [finding] = expectedFindings(county({ pupils: [ONE], ...eightDays }), 'heilongjiang-2020');
    expect(finding?.evidence).toMatchObject({ first_day: '2026-10-09', last_day: AS_OF, natural_days: 8, school_days: 7 });
    expect(finding?.occurrence).toBe('2026-10-09');
  });

  test('two school days are nothing, three are an early warning', () => {
    expect(said({ marks: { 1: away('2026-10-15', AS_OF) } })).toEqual([]);
    expect(said({ marks: { 1: away('2026-10-14', AS_OF) } })).toEqual([EARLY]);
  });

  test('a holiday neither breaks a run nor shortens it: nine natural days of which two are school days', () => {
    const tiny = { asOf: '2026-10-08', marks: { 1: away('2026-09-30', '2026-10-08') } };
    expect(said(tiny)).toEqual([SUSPECTED]);
  });

  test('a month is a month: 09-16 to 10-16, not a day less', () => {
    expect(said({ marks: { 1: away('2026-09-16', AS_OF) } })).toEqual([['absence-dropout', null, null]]);
    expect(said({ marks: { 1: away('2026-09-17', AS_OF) } })).toEqual([SUSPECTED]);
    expect(said({ marks: { 1: away('2026-09-16', AS_OF) }, contacts: reached('2026-10-01') })).toEqual([['absence-dropout', null, null]]);
  });

  test('a month from 30 October ends on 30 November', () => {
    const on = (from: string, asOf: string) => said({ asOf, marks: { 1: away(from, asOf) } })[0];
    expect(on('2026-10-30', '2026-11-27')).toEqual(SUSPECTED);
    expect(on('2026-10-30', '2026-11-30')).toEqual(['absence-dropout', null, null]);
    expect(on('2026-12-31', '2027-01-15')).toEqual(SUSPECTED);
  });

  test('the winter vacation moves the month on and does not count as days', () => {
    const tiny = (to: string): TinyCounty => ({ asOf: to, marks: { 1: away('2027-01-11', to) } });
    // 01-11 plus a month is 02-11, plus the 44 days from 01-16 to 02-28 is 03-27, a Saturday.
    expect(said(tiny('2027-03-26'))[0]).toEqual(SUSPECTED);
    expect(said(tiny('2027-03-29'))[0]).toEqual(['absence-dropout', null, null]);
    const [finding] = expectedFindings(county({ pupils: [ONE], ...tiny('2027-03-02') }), 'heilongjiang-2020');
    expect(finding?.evidence.natural_days).toBe(7);
  });
});

describe('what breaks a run', () => {
  test('half a day in class, and being late', () => {
    const half = away('2026-09-28', AS_OF, { '2026-10-12': { dayPart: 'am' } });
    expect(said({ marks: { 1: half } })).toEqual([EARLY]);
    const late = away('2026-09-28', AS_OF, { '2026-10-12': { status: 'late' } });
    expect(said({ marks: { 1: late } })).toEqual([EARLY]);
  });

  test('the make-up Saturday is a school day like any other', () => {
    expect(said({ marks: { 1: away('2026-10-08', AS_OF, { '2026-10-10': null }) } })).toEqual([EARLY]);
  });

  test('back on the day of inspection', () => {
    expect(said({ marks: { 1: away('2026-09-28', AS_OF, { [AS_OF]: null }) } })).toEqual([]);
  });

  test('an approved leave; before and after it are counted apart', () => {
    const sick = { status: 'sick_leave', approved: true } as const;
    expect(said({ marks: { 1: away('2026-10-08', AS_OF, { '2026-10-13': sick }) } })).toEqual([EARLY, EARLY]);
    expect(said({ marks: { 1: away('2026-09-28', AS_OF, { '2026-10-13': sick }) } })).toEqual([SUSPECTED, EARLY]);
  });

  test('a day on which the class was not called is neutral, and neither first nor last', () => {
    const unreported = { [ONE.classKey]: ['2026-10-13'] };
    expect(said({ marks: { 1: away('2026-10-09', AS_OF, { '2026-10-13': null }) }, unreported })).toEqual([SUSPECTED]);
  });
});

describe('what is approved', () => {
  const marked = (mark: Partial<AbsenceMark>) => said({ marks: { 1: away('2026-10-09', AS_OF).map((day) => ({ ...day, ...mark })) } });

  test('its own column counts first, then the kind of mark', () => {
    expect(marked({ status: 'sick_leave', approved: null })).toEqual([]);
    expect(marked({ status: 'sick_leave', approved: false })).toEqual([SUSPECTED]);
    expect(marked({ status: 'absent', approved: true })).toEqual([]);
  });

  test('a bare 缺勤 is approved by a leave that passed, not by one under review', () => {
    const leave = { pupilKey: 1, type: 'sick', startDate: '2026-10-09', endDate: AS_OF, approvedDate: '2026-10-09' } as const;
    expect(said({ ...eightDays, leaves: [{ ...leave, approval: 'approved' }] })).toEqual([]);
    expect(said({ ...eightDays, leaves: [{ ...leave, approval: 'pending', approvedDate: null }] })).toEqual([SUSPECTED]);
  });
});

describe('contact', () => {
  test('reached from the first day to the day of inspection', () => {
    const contacted = [['absence-7d-contacted', null, null]];
    expect(said({ ...eightDays, contacts: reached('2026-10-09') })).toEqual(contacted);
    expect(said({ ...eightDays, contacts: reached(AS_OF) })).toEqual(contacted);
    expect(said({ ...eightDays, contacts: reached('2026-10-08') })).toEqual([SUSPECTED]);
  });

  test('failed and relatives only: still suspected, but no longer without any record', () => {
    expect(said({ ...eightDays, contacts: reached('2026-10-12', 'failed') })).toEqual([['absence-suspected-dropout', null, null]]);
    expect(said({ ...eightDays, contacts: reached('2026-10-12', 'relative') })).toEqual([['absence-suspected-dropout', null, null]]);
  });
});

describe('a class that is no longer called', () => {
  const until = (last: string, unreported: readonly string[]): TinyCounty => ({
    marks: { 1: away('2026-09-28', last) },
    unreported: { [ONE.classKey]: unreported },
  });

  test('one school day without a report is nothing, two are 考勤中断', () => {
    expect(said(until('2026-10-15', ['2026-10-16']))).toEqual([SUSPECTED]);
    const interrupted = [['absence-suspected-dropout', '考勤中断', null]];
    expect(said(until('2026-10-14', ['2026-10-15', '2026-10-16']))).toEqual(interrupted);
    expect(said({ ...until('2026-10-14', ['2026-10-15', '2026-10-16']), contacts: reached('2026-10-12', 'failed') })).toEqual(interrupted);
  });

  test('a list of absences counts to the day that it names, else to its last row', () => {
    const lists = (statesCutoff: boolean): TinyCounty => ({
      schools: [school(A, { attendance: 'absences-only', reportedThrough: '2026-10-15', statesCutoff })],
      pupils: [ONE, pupil(2)],
    });
    const marks = { 1: away('2026-09-28', '2026-10-14') };
    expect(said({ ...lists(true), marks })).toEqual([]);
    expect(said({ ...lists(false), marks })).toEqual([['absence-suspected-dropout', '考勤中断', null]]);
    expect(said({ ...lists(false), marks: { ...marks, 2: away('2026-10-15', '2026-10-15') } })).toEqual([]);
  });
});

describe('excused, in their time only', () => {
  const placement = (kind: Placement['kind'], fields: Partial<Placement> = {}): readonly Placement[] => [
    { pupilKey: 1, kind, recordSchoolCode: A, hostSchoolCode: null, startDate: '2026-09-01', endDate: null, ...fields },
  ];
  const excused = (reason: string | null) => [['absence-suspected-dropout', '待联系核实', reason]];

  test('suspension: to its end, or for a year', () => {
    const suspended = (startDate: string, endDate: string | null) =>
      said({ ...eightDays, changes: [change(1, '11', { startDate, endDate })] });
    expect(suspended('2026-03-01', AS_OF)).toEqual(excused('休学'));
    expect(suspended('2026-03-01', '2026-10-15')).toEqual(excused(null));
    expect(suspended(AS_OF.replace('2026', '2025'), null)).toEqual(excused('休学'));
    expect(suspended('2025-10-15', null)).toEqual(excused(null));
  });

  test('placements: home teaching and reform school, not the special school', () => {
    expect(said({ ...eightDays, placements: placement('home_teaching') })).toEqual(excused('送教上门'));
    expect(said({ ...eightDays, placements: placement('reform_school') })).toEqual(excused('专门学校'));
    expect(said({ ...eightDays, placements: placement('special_school') })).toEqual(excused(null));
    expect(said({ ...eightDays, placements: placement('home_teaching', { endDate: '2026-10-15' }) })).toEqual(excused(null));
  });

  test('a transfer away: under way, not returned, from this school', () => {
    const transfer = (fields: Parameters<typeof change>[2]) =>
      said({ ...eightDays, changes: [change(1, '22', { fromSchoolCode: A, schoolCode: B, approval: 'pending', ...fields })] });
    expect(transfer({})).toEqual(excused('转学在办'));
    expect(transfer({ approval: 'returned', returnedDate: '2026-10-12' })).toEqual(excused(null));
    expect(transfer({ approval: 'withdrawn' })).toEqual(excused(null));
    expect(transfer({ fromSchoolCode: B, toSchoolCode: A })).toEqual(excused(null));
    const { calendar } = county({});
    expect(transfer({ applyDate: calendar.workdaysBefore(AS_OF, 59) ?? '' })).toEqual(excused('转学在办'));
    expect(transfer({ applyDate: calendar.workdaysBefore(AS_OF, 60) ?? '' })).toEqual(excused(null));
  });

  test('abroad', () => {
    expect(said({ ...eightDays, changes: [change(1, '55', { startDate: '2026-10-01' })] })).toEqual(excused('出境'));
    expect(said({ ...eightDays, changes: [change(1, '55', { startDate: '2026-10-01', endDate: '2026-10-15' })] })).toEqual(excused(null));
  });
});

describe('severity', () => {
  const severities = (policy: PolicyId, tiny: TinyCounty) =>
    expectedFindings(county({ pupils: [ONE], ...tiny }), policy)
      .filter(({ check }) => check.startsWith('absence-'))
      .map(({ severity }) => severity);

  test('red where the regulation speaks, a blue hint where it is silent', () => {
    expect(severities('heilongjiang-2020', eightDays)).toEqual(['red']);
    expect(severities('heilongjiang-2020', { ...eightDays, contacts: reached('2026-10-12') })).toEqual(['orange']);
    expect(severities('lingyuan-2021', eightDays)).toEqual(['blue']);
    expect(severities('national-2013', { marks: { 1: away('2026-09-16', AS_OF) } })).toEqual(['blue']);
  });

  test('a pupil whose status is empty counts, to be verified', () => {
    const [finding] = expectedFindings(county({ ...eightDays, pupils: [{ ...ONE, status: '' }] }), 'heilongjiang-2020');
    expect(finding?.certainty).toBe('待核');
    expect(expectedFindings(county({ ...eightDays, pupils: [{ ...ONE, status: '10' }] }), 'heilongjiang-2020')).toEqual([]);
  });

  test('class and grade come from the class', () => {
    const classes = [schoolClass(A, { gradeNo: 4, classNo: 3 })];
    const [finding] = expectedFindings(county({ ...eightDays, pupils: [ONE], classes }), 'heilongjiang-2020');
    expect(finding).toMatchObject({ school_code: A, grade_no: 4, class_no: 3, registry_number: ONE.registryNumber });
  });
});
