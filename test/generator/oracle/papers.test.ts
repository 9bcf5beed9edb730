import { describe, expect, test } from 'vitest';
import type { Pupil } from '../../../src/generator/pupil.ts';
import { A, findings, pupil, school } from '../tiny-county.ts';

const rows = (check: string, fields: Partial<Pupil>, form: 'county-export' | 'form37-xlsx' | 'titled-xlsx' = 'county-export') =>
  findings(check, { pupils: [pupil(1, fields)], schools: [school(A, { form })] });

describe('id-missing', () => {
  test.each(['', '无', '暂无', '0', '000000000000000000', ' \u3000'])('%j', (idNumber) => {
    expect(rows('id-missing', { idNumber })).toMatchObject([{ severity: 'yellow', excused_by: null }]);
  });

  test('a number, a passport, a masked number are there; who left is not asked', () => {
    expect(rows('id-missing', {})).toEqual([]);
    expect(rows('id-missing', { idNumber: 'E12345678', idType: 'A' })).toEqual([]);
    expect(rows('id-missing', { idNumber: '110105********0021' })).toEqual([]);
    expect(rows('id-missing', { idNumber: '', status: '10' })).toEqual([]);
  });

  test('其他（无证件） is excused; other gaps are named', () => {
    expect(rows('id-missing', { idNumber: '', idType: 'Z' })[0]?.excused_by).toBe('证件类型为其他（无证件），凭就读证明');
    expect(rows('id-missing', { idNumber: '', written: { ethnicity: '' } })[0]?.evidence.also_missing).toBe('民族');
  });
});

describe('id-length', () => {
  test.each([
    ['1', '11010520180901002', 17],
    ['1', '110105201809010021', undefined],
    ['1', '1101052018090100211', 19],
    ['1', '110105180901002', 15],
    ['1', '1', undefined],
    ['1', '12', 2],
    ['H', '81000019940823002', 17],
    ['', '11010520180901', undefined],
    ['', '110105180901002', 15],
    ['', '1101052018090100211', 19],
    ['', '11010520180901002111', undefined],
    ['', 'E1010518090100', undefined],
    ['8', '12345678', undefined],
    ['A', 'E12345678', undefined],
    ['1', '1101****0021', undefined],
    ['1', '1.10105E+17', undefined],
  ])('%s %s: %s', (idType, idNumber, length) => {
    expect(rows('id-length', { idType, idNumber })[0]?.evidence.length).toBe(length);
  });

  test('a guardian’s old number is a hint of its own', () => {
    const old = (written: Readonly<Record<string, string>>) =>
      rows('id-length', { written }, 'form37-xlsx').map(({ occurrence, variant, severity }) => [occurrence, variant, severity]);
    expect(old({ guardian1_id_number: '110105800901002' })).toEqual([['guardian1', '监护人', 'blue']]);
    expect(old({ guardian2_id_number: '110105800901002', guardian2_id_type: '' })).toEqual([['guardian2', '监护人', 'blue']]);
    expect(old({ guardian1_id_number: '110105800901002', guardian1_id_type: '护照' })).toEqual([]);
    expect(old({ guardian1_id_number: '11010580090100' })).toEqual([]);
    expect(old({ guardian1_id_number: '1101058009010021' })).toEqual([]);
    expect(rows('id-length', { written: { guardian1_id_number: '110105800901002' } })).toEqual([]);
  });
});

describe('id-sci-notation', () => {
  const said = (fields: Partial<Pupil>) => rows('id-sci-notation', fields).map(({ variant }) => variant);

  test('what a spreadsheet made of it', () => {
    expect(said({ idNumber: '1.10105E+17' })).toEqual([null]);
    expect(said({ idNumber: '110105201809010000' })).toEqual([null]);
    expect(said({ idNumber: '110105201809012000' })).toEqual([]);
    expect(said({ idNumber: '110105201809010021' })).toEqual([]);
    expect(said({ idStorage: 'number' })).toEqual([null]);
    expect(said({ idNumber: '110105180901002', idStorage: 'number' })).toEqual(['以数值存放']);
    expect(said({ idNumber: '000000000000000000' })).toEqual([]);
  });

  test('names the number in the registry number, and the cell as it reads', () => {
    const [found] = rows('id-sci-notation', { idStorage: 'number' });
    expect(found?.id_number).toBe(`${pupil(1).idNumber.slice(0, 15)}000`);
    expect(found?.evidence.candidate).toBe(pupil(1).idNumber);
    expect(rows('id-sci-notation', { idStorage: 'number', registryNumber: 'L230123201909019999' })[0]?.evidence.candidate).toBeNull();
  });
});

describe('id-birth-mismatch', () => {
  const count = (fields: Partial<Pupil>) => rows('id-birth-mismatch', fields).length;

  test('against the day in a sound resident number', () => {
    expect([-1, 0, 1].map((days) => count({ birthDate: `2019-09-0${2 + days}` }))).toEqual([0, 1, 1]);
    expect(count({ birthDate: '2019-09-02', idType: '' })).toBe(1);
    expect(count({ birthDate: '2019-09-02', idType: 'H' })).toBe(0);
    expect(count({ birthDate: '2019-09-02', idNumber: '230123201909010038' })).toBe(0);
    expect(count({ birthDate: '2019-09-02', status: '07' })).toBe(0);
  });

  test('a month against the month, nothing against nothing', () => {
    expect(count({ written: { birth_date: '201909' } })).toBe(0);
    expect(count({ written: { birth_date: '2019-10' } })).toBe(1);
    expect(count({ written: { birth_date: '' } })).toBe(0);
  });
});

describe('id-sex-mismatch', () => {
  const count = (fields: Partial<Pupil>) => rows('id-sex-mismatch', fields).length;

  test('the 17th digit is odd for a boy', () => {
    expect(count({})).toBe(0);
    expect(count({ sex: '2' })).toBe(1);
    expect(count({ sex: '2', idType: '' })).toBe(1);
    expect(count({ sex: '2', idType: 'H' })).toBe(0);
    expect(count({ written: { sex: '' } })).toBe(0);
    expect(count({ written: { sex: '未说明' } })).toBe(0);
    expect(count({ written: { sex: '女' } })).toBe(1);
  });
});
