import { describe, expect, test } from 'vitest';
import type { Contact, Dropout } from '../../../src/generator/paperwork.ts';
import { A, AS_OF, away, change, findings, pupil, school, type TinyCounty } from '../tiny-county.ts';

const called = (result: Contact['result'], date = '2026-10-12'): Contact => ({ pupilKey: 1, date, method: 'phone', result });
const marked = (markedDate: string | null, fields: Partial<Dropout> = {}): Dropout => ({
  pupilKey: 1,
  category: 'suspected',
  foundDate: AS_OF,
  absentSince: '2026-10-09',
  markedDate,
  ...fields,
});

/** The eighth day is the day of inspection. */
const eightDays: TinyCounty = { marks: { 1: away('2026-10-09', AS_OF) }, contacts: [called('failed')] };
const aMonth: TinyCounty = { marks: { 1: away('2026-09-16', AS_OF) } };

const said = (tiny: TinyCounty, policy: Parameters<typeof findings>[2] = 'heilongjiang-2020') =>
  findings('dropout-not-marked', { pupils: [pupil(1)], ...tiny }, policy);

describe('dropout-not-marked', () => {
  test('the eighth day with calls that failed, not the seventh', () => {
    expect(said(eightDays)).toMatchObject([
      {
        severity: 'red',
        certainty: '确定',
        occurrence: '2026-10-09',
        evidence: { due_day: AS_OF, rule: '疑似辍学', contact_state: 'failed' },
      },
    ]);
    expect(said({ ...eightDays, marks: { 1: away('2026-10-10', AS_OF) } })).toEqual([]);
  });

  test('nobody called, or the guardian reached: not yet', () => {
    expect(said({ ...eightDays, contacts: [] })).toEqual([]);
    expect(said({ ...eightDays, contacts: [called('failed'), called('reached')] })).toEqual([]);
    expect(said({ ...eightDays, contacts: [called('relative')] })).toHaveLength(1);
    expect(said({ ...eightDays, contacts: [called('failed', '2026-10-08')] })).toEqual([]);
  });

  test('a month needs no call; the earlier of two due days counts', () => {
    expect(said(aMonth)).toMatchObject([{ evidence: { due_day: AS_OF, rule: '连续一个月未到校', contact_state: null } }]);
    expect(said({ marks: { 1: away('2026-09-17', AS_OF) } })).toEqual([]);
    expect(said({ ...aMonth, contacts: [called('failed')] })).toMatchObject([
      { evidence: { due_day: '2026-09-23', rule: '连续一个月未到校', contact_state: 'failed' } },
    ]);
  });

  test('marked since the first day, by the day of inspection', () => {
    const marks = (...dropouts: readonly Dropout[]) => said({ ...eightDays, dropouts }).length;
    expect(marks(marked('2026-10-09'))).toBe(0);
    expect(marks(marked('2026-10-08'))).toBe(1);
    expect(marks(marked(AS_OF, { category: 'dropout' }))).toBe(0);
    expect(marks(marked('2026-10-17'))).toBe(1);
    expect(marks(marked(null))).toBe(1);
  });

  test('only of records that still say that the child attends', () => {
    for (const status of ['S6', '06', '02']) expect(said({ ...eightDays, pupils: [pupil(1, { status })] })).toEqual([]);
    expect(said({ ...eightDays, pupils: [pupil(1, { status: '' })] }).map(({ certainty }) => certainty)).toEqual(['待核']);
    const pupils = [pupil(1, { status: 'none', registryNumber: '' })];
    expect(said({ ...eightDays, pupils, schools: [school(A, { form: 'form37-xlsx' })] })).toEqual([]);
  });

  test('an excused absence need not be marked; after 考勤中断 it is to be verified', () => {
    expect(said({ ...eightDays, changes: [change(1, '11', { startDate: '2026-10-01', endDate: '2026-12-01' })] })).toEqual([]);
    const silent = { marks: { 1: away('2026-10-07', '2026-10-14') }, contacts: [called('failed')] };
    const unreported = { [`${A}-1-1`]: ['2026-10-15', '2026-10-16'] };
    const longer = { ...silent, marks: { 1: away('2026-09-30', '2026-10-14') }, unreported };
    expect(said(longer).map(({ certainty }) => certainty)).toEqual(['待核']);
  });

  test('a hint where the regulation gives no days', () => {
    for (const policy of ['national-2013', 'henan-2014', 'lingyuan-2021', 'shanxi-2026'] as const)
      expect(said(eightDays, policy).map(({ severity }) => severity)).toEqual(['blue']);
  });
});
