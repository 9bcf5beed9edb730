import { describe, expect, test } from 'vitest';
import type { StudentForm } from '../../../src/generator/school.ts';
import { A, findings, pupil, school } from '../tiny-county.ts';

const SECOND = Object.fromEntries(
  ['name', 'relation', 'is_guardian', 'ethnicity', 'id_type', 'id_number', 'employer', 'hukou_address', 'phone'].map((item) => [
    `guardian2_${item}`,
    '',
  ]),
);

/** Family 7 names one guardian only. */
function said(written: Readonly<Record<string, string>>, form: StudentForm = 'form37-xlsx', familyNo = 1) {
  const pupils = [pupil(1, { written, familyNo })];
  return findings('required-missing', { pupils, schools: [school(A, { form })] }).map(
    ({ severity, variant, excused_by, evidence }) => excused_by ?? [severity, variant, evidence.missing_count],
  );
}

describe('required-missing', () => {
  const NONE = '第二名家庭成员整项空白（单亲、孤儿、福利院不必填）';

  test('★ items of the sheet that are empty, one row a pupil', () => {
    expect(said({})).toEqual([]);
    expect(said({ ethnicity: '' })).toEqual([['yellow', null, 1]]);
    expect(said({ ethnicity: ' \u3000', guardian1_phone: '', is_boarder: '' })).toEqual([['yellow', null, 3]]);
    expect(said({ ethnicity: '某族？' })).toEqual([]);
    expect(said({ former_name: '', guardian1_employer: '', guardian1_ethnicity: '' })).toEqual([]);
  });

  test('what the sheet has no column for is not missing', () => {
    expect(said({ is_boarder: '', guardian1_id_number: '' }, 'county-export')).toEqual([]);
    expect(said({ country: '' }, 'titled-xlsx')).toEqual([]);
    expect(said({ country: '' }, 'county-export')).toEqual([['yellow', null, 1]]);
  });

  test('建议必填: items 10, 11 and 35 alone', () => {
    for (const column of ['current_address', 'hukou_address', 'guardian2_phone']) {
      expect(said({ [column]: '' })).toEqual([['blue', '建议必填', 0]]);
    }
    expect(said({ current_address: '', ethnicity: '' })).toEqual([['yellow', null, 1]]);
  });

  test('the second member: wholly blank is excused, half filled is not', () => {
    expect(said({}, 'form37-xlsx', 7)).toEqual([NONE]);
    expect(said({}, 'county-export', 7)).toEqual([]);
    expect(said(SECOND)).toEqual([NONE]);
    expect(said({ ...SECOND, guardian2_name: '王某' })).toEqual([['yellow', null, 5]]);
    expect(said({ ...SECOND, guardian2_ethnicity: '汉族' })).toEqual([['yellow', null, 6]]);
    expect(said({ ...SECOND, ethnicity: '' })).toEqual([['yellow', null, 1]]);
    expect(said({ ...SECOND, current_address: '' })).toEqual([['blue', '建议必填', 0]]);
  });

  test('an orphan has no second member', () => {
    expect(said({ ...SECOND, is_orphan: '是' }, 'form72-csv')).toEqual([]);
    expect(said({ ...SECOND, guardian2_name: '王某', is_orphan: '是' }, 'form72-csv')).toEqual([]);
    expect(said({ ...SECOND, guardian2_name: '王某', is_orphan: '否' }, 'form72-csv')).toEqual([['yellow', null, 5]]);
  });

  test('items 36 and 37 of the disabled only', () => {
    const neither = { disability_type: '', special_study_mode: '' };
    expect(said({ is_disabled: '是', ...neither })).toEqual([['yellow', null, 2]]);
    expect(said({ is_disabled: '是', disability_type: '肢体残疾', special_study_mode: '' })).toEqual([['yellow', null, 1]]);
    expect(said({ is_disabled: '否', ...neither })).toEqual([]);
  });

  test('id-missing reports instead, unless it is excused itself', () => {
    const both = (idType: string) =>
      findings('required-missing', { pupils: [pupil(1, { idType, idNumber: '', written: { ethnicity: '' } })] }).length;
    expect(both('1')).toBe(0);
    expect(both('Z')).toBe(1);
    expect(findings('required-missing', { pupils: [pupil(1, { idType: '' })] })).toHaveLength(1);
    expect(findings('required-missing', { pupils: [pupil(1, { status: '10', written: { ethnicity: '' } })] })).toEqual([]);
  });
});
