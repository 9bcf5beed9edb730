import { describe, expect, test } from 'vitest';
import type { ListedSchool } from '../../../src/generator/paperwork.ts';
import { A, findings, pupil, school } from '../tiny-county.ts';

const listed = (code: string, fields: Partial<ListedSchool> = {}): ListedSchool => ({
  code,
  name: '第一小学',
  campus: null,
  campusCode: null,
  of: null,
  ...fields,
});

const said = (...schoolList: readonly ListedSchool[]) =>
  findings('school-code-invalid', { pupils: [pupil(1), pupil(2, { status: '10' })], schools: [school(A)], schoolList }).map(
    ({ school_code, severity, evidence }) => [school_code, severity, evidence.fault, evidence.pupils],
  );

describe('school-code-invalid', () => {
  test('a school with pupils that is not on the list; pupils on roll are counted', () => {
    expect(said(listed(A))).toEqual([]);
    expect(said(listed('2230100077'))).toEqual([[A, 'yellow', '不在学校表', 1]]);
    expect(said(listed('2230100077', { campusCode: A }))).toEqual([]);
  });

  test('ten digits', () => {
    for (const code of ['22301000771', '22301', '22301OOO77', '223010007'])
      expect(said(listed(A), listed(code))).toEqual([[code, 'yellow', '标识码不是10位数字', 0]]);
  });

  test('a lost zero, where the code with it is known', () => {
    expect(said(listed(A), listed('0223010007'), listed('223010007'))).toEqual([['223010007', 'blue', '前导零丢失', 0]]);
    expect(said(listed(A), listed('0023010007'), listed('23010007'))).toEqual([['23010007', 'blue', '前导零丢失', 0]]);
  });

  test('one code for two schools, not for two campuses', () => {
    expect(said(listed(A), listed(A, { name: '第二小学' }))).toEqual([[A, 'orange', '一码两校', 1]]);
    expect(said(listed(A), listed(A, { campus: '南校区', name: '第一小学南校区' }))).toEqual([]);
    expect(said(listed(A), listed(A))).toEqual([]);
  });
});
