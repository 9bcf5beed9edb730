import { describe, expect, test } from 'vitest';
import type { Pupil } from '../../../src/generator/pupil.ts';
import { A, B, C, change, findings, pupil, school, type TinyCounty } from '../tiny-county.ts';

const one = pupil(1, { name: '王欣怡' });
const namesake = (fields: Partial<Pupil> = {}): Pupil => pupil(2, { name: '王欣怡', ...fields });
const FORM37 = [A, B, C].map((code) => school(code, { form: 'form37-xlsx' }));

describe('dup-suspected-identity', () => {
  const rows = (second: Partial<Pupil>, tiny: TinyCounty = {}) =>
    findings('dup-suspected-identity', { ...tiny, pupils: [one, namesake(second)] }).map(({ severity, variant }) => [severity, variant]);
  const found = [
    ['orange', null],
    ['orange', null],
  ];

  test('name, sex and birth agree, and the numbers do not', () => {
    expect(rows({})).toEqual(found);
    expect(rows({ idNumber: '' })).toEqual(found);
    expect(rows({ idNumber: '110105********0021' })).toEqual(found);
    expect(rows({ idNumber: one.idNumber })).toEqual([]);
    expect(rows({ name: '王 欣怡（转）' })).toEqual(found);
  });

  test('one of the three differs or is not there', () => {
    expect(rows({ name: '王欣悦' })).toEqual([]);
    expect(rows({ sex: '2' })).toEqual([]);
    expect(rows({ birthDate: '2019-09-02' })).toEqual([]);
    expect(rows({ written: { sex: '' } })).toEqual([]);
    expect(rows({ written: { birth_date: '2019-09' } })).toEqual([]);
    expect(rows({ status: '07' })).toEqual([]);
  });

  test('证件各异: sound numbers, and guardians of whom none is the same', () => {
    const blue = [
      ['blue', '证件各异'],
      ['blue', '证件各异'],
    ];
    expect(rows({}, { schools: FORM37 })).toEqual(blue);
    expect(rows({ familyNo: one.familyNo }, { schools: FORM37 })).toEqual(found);
    expect(rows({ written: { guardian1_id_number: '', guardian2_id_number: '' } }, { schools: FORM37 })).toEqual(found);
    expect(rows({ written: { guardian1_id_number: '' } }, { schools: FORM37 })).toEqual(blue);
    expect(rows({ idNumber: '' }, { schools: FORM37 })).toEqual(found);
  });

  test('a transfer under way excuses', () => {
    const pupils = [one, namesake({ schoolCode: B, idNumber: '' })];
    const changes = [change(1, '22', { approval: 'pending', fromSchoolCode: A, toSchoolCode: B })];
    const excuses = (tiny: TinyCounty) => findings('dup-suspected-identity', { pupils, ...tiny }).map(({ excused_by }) => excused_by);
    expect(excuses({ changes })).toEqual(['转学在办', '转学在办']);
    expect(excuses({})).toEqual([null, null]);
  });

  test('says whether all have numbers', () => {
    const said = (idNumber?: string) =>
      findings('dup-suspected-identity', { pupils: [one, namesake(idNumber === undefined ? {} : { idNumber })] })[0]?.evidence.id_numbers;
    expect(said()).toBe('均有证件号');
    expect(said('无')).toBe('有人没有可比的证件号');
  });
});

describe('dup-near-id', () => {
  const NUMBER = '230123201909010037';
  const slip = (idNumber: string, fields: Partial<Pupil> = {}) =>
    findings('dup-near-id', { pupils: [{ ...one, idNumber: NUMBER }, namesake({ idNumber, ...fields })] }).map(
      ({ evidence }) => evidence.difference,
    );

  test.each([
    ['230123201909010037', []],
    ['230123201909010038', ['第18位不同', '第18位不同']],
    ['330123201909010037', ['第1位不同', '第1位不同']],
    ['230123201909010073', ['相邻两位互换', '相邻两位互换']],
    ['320123201909010037', ['相邻两位互换', '相邻两位互换']],
    ['23012320190901003', ['多或少一位', '多或少一位']],
    ['2301232019090100377', ['多或少一位', '多或少一位']],
    ['23123201909010037', ['多或少一位', '多或少一位']],
    ['230123201909010148', []],
    ['2301232019090100', []],
    ['230123201909013007', []],
    ['', []],
  ])('%s: %j', (idNumber, expected) => {
    expect(slip(idNumber)).toEqual(expected);
  });

  test('names must agree, both be on roll, numbers be text', () => {
    expect(slip('230123201909010038', { name: '王欣悦' })).toEqual([]);
    expect(slip('230123201909010038', { status: '10' })).toEqual([]);
    expect(slip('230123201909010038', { idStorage: 'number' })).toEqual([]);
  });
});
