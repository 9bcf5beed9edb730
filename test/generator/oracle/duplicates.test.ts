import { describe, expect, test } from 'vitest';
import type { Pupil } from '../../../src/generator/pupil.ts';
import { A, AS_OF, B, C, change, county, findings, pupil, type TinyCounty } from '../tiny-county.ts';

const ID = 'dup-id-number';
const CROSS = 'dup-cross-school-active';

const one = pupil(1);
const again = (fields: Partial<Pupil> = {}): Pupil => ({
  ...one,
  key: 2,
  schoolCode: B,
  classKey: `${B}-1-1`,
  registryNumber: 'L230123201909019999',
  ...fields,
});
const count = (check: string, ...pupils: readonly Pupil[]) => findings(check, { pupils }).length;
const excuses = (check: string, tiny: TinyCounty) => findings(check, tiny).map(({ excused_by }) => excused_by);

describe('dup-id-number', () => {
  test('one row a record', () => {
    expect(count(ID, one, pupil(3))).toBe(0);
    expect(count(ID, one, again())).toBe(2);
    expect(count(ID, one, again(), again({ key: 3, schoolCode: C, classKey: `${C}-1-1` }))).toBe(3);
  });

  test('spellings of one number are one number', () => {
    const x = { ...one, idNumber: '11010519491231002X' };
    for (const idNumber of [
      '11010519491231002x',
      '１１０１０５１９４９１２３１００２Ｘ',
      "'110105 19491231 002X",
      '\u200b11010519491231002X\t',
    ]) {
      expect(count(ID, x, again({ idNumber }))).toBe(2);
    }
  });

  test.each(['', '无', '暂无', '0', '000000000000000000', '111111111111111111', '110105********0021', '2.30123E+17', '110105201809010000'])(
    '%j is no number to compare',
    (idNumber) => {
      expect(count(ID, { ...one, idNumber }, again({ idNumber }))).toBe(0);
    },
  );

  test('a number that truly ends in 000 is one', () => {
    const idNumber = '110105201809012000';
    expect(count(ID, { ...one, idNumber }, again({ idNumber }))).toBe(2);
    expect(count(ID, { ...one, idNumber, idStorage: 'number' }, again({ idNumber }))).toBe(0);
  });

  test('only records that are kept, only the same type; an empty type is a resident ID', () => {
    expect(count(ID, one, again({ status: '07' }))).toBe(0);
    expect(count(ID, one, again({ status: '02' }))).toBe(2);
    expect(count(ID, one, again({ idType: 'A' }))).toBe(0);
    expect(count(ID, one, again({ idType: '' }))).toBe(2);
  });
});

describe('dup-cross-school-active', () => {
  test('same number and name at two schools', () => {
    expect(count(CROSS, one, again())).toBe(2);
    expect(count(CROSS, one, again({ schoolCode: A, classKey: one.classKey }))).toBe(0);
    expect(count(CROSS, one, again({ name: '李四' }))).toBe(0);
    expect(count(CROSS, { ...one, name: '阿依古丽•买买提' }, again({ name: '阿依古丽·买买提（转）' }))).toBe(2);
  });

  test('without a number on one side: by name, sex and birth, suspected', () => {
    const rows = findings(CROSS, { pupils: [one, again({ idNumber: '' })] });
    expect(rows.map(({ variant, severity }) => [variant, severity])).toEqual([
      ['疑似', 'orange'],
      ['疑似', 'orange'],
    ]);
    expect(count(CROSS, one, again({ idNumber: '', sex: '2' }))).toBe(0);
    expect(count(CROSS, one, again({ idNumber: '', birthDate: '2019-09-02' }))).toBe(0);
    expect(count(CROSS, one, again({ idNumber: pupil(9).idNumber }))).toBe(0);
    expect(count(CROSS, one, again({ idNumber: '', schoolCode: A, classKey: one.classKey }))).toBe(0);
  });
});

describe('excused', () => {
  const transfer = (fields: Parameters<typeof change>[2] = {}) =>
    change(1, '22', { schoolCode: B, fromSchoolCode: A, toSchoolCode: B, approval: 'pending', ...fields });
  const pupils = [one, again()];

  test('a transfer under way between just these schools', () => {
    expect(excuses(ID, { pupils, changes: [transfer()] })).toEqual(['转学在办', '转学在办']);
    expect(excuses(CROSS, { pupils, changes: [transfer()] })).toEqual(['转学在办', '转学在办']);
    expect(excuses(ID, { pupils, changes: [transfer({ toSchoolCode: C })] })).toEqual([null, null]);
    const third = again({ key: 3, schoolCode: C, classKey: `${C}-1-1` });
    expect(excuses(ID, { pupils: [...pupils, third], changes: [transfer()] })).toEqual([null, null, null]);
  });

  test('not one that was returned, rejected, withdrawn or completed, nor another child’s', () => {
    for (const approval of ['returned', 'rejected', 'withdrawn'] as const) {
      expect(excuses(ID, { pupils, changes: [transfer({ approval })] })).toEqual([null, null]);
    }
    expect(excuses(ID, { pupils, changes: [transfer({ approval: 'approved', effectiveDate: AS_OF })] })).toEqual([null, null]);
    expect(excuses(ID, { pupils: [...pupils, pupil(5)], changes: [{ ...transfer(), pupilKey: 5 }] })).toEqual([null, null]);
  });

  test('nor one applied for 60 workdays ago', () => {
    const { calendar } = county({});
    const applied = (workdays: number) => [transfer({ applyDate: calendar.workdaysBefore(AS_OF, workdays) ?? '' })];
    expect(excuses(ID, { pupils, changes: applied(59) })).toEqual(['转学在办', '转学在办']);
    expect(excuses(ID, { pupils, changes: applied(60) })).toEqual([null, null]);
    expect(excuses(ID, { pupils, changes: applied(61) })).toEqual([null, null]);
  });

  test('a placement that holds on the day of inspection', () => {
    const placed = (kind: 'inclusive' | 'reform_school' | 'home_teaching', endDate: string | null, hostSchoolCode = B) =>
      excuses(ID, { pupils, placements: [{ pupilKey: 1, kind, recordSchoolCode: A, hostSchoolCode, startDate: '2026-09-01', endDate }] });
    expect(placed('inclusive', null)).toEqual(['随班就读', '随班就读']);
    expect(placed('reform_school', AS_OF)).toEqual(['专门学校', '专门学校']);
    expect(placed('home_teaching', '2026-10-15')).toEqual([null, null]);
    expect(placed('home_teaching', null, C)).toEqual([null, null]);
  });
});
