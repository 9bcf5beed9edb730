import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/generator/calendar-date.ts';
import { expectedFindings } from '../../../src/generator/oracle.ts';
import type { PoliceResult } from '../../../src/generator/paperwork.ts';
import type { Pupil } from '../../../src/generator/pupil.ts';
import type { StudentForm } from '../../../src/generator/school.ts';
import { A, AS_OF, B, county, findings, pupil, school } from '../tiny-county.ts';

describe('person-record-missing', () => {
  const said = (fields: Partial<Pupil>, form: StudentForm = 'form72-csv') =>
    findings('person-record-missing', { pupils: [pupil(1, fields)], schools: [school(A, { form })] }).map(({ excused_by }) => excused_by);

  test('only of the county’s own households', () => {
    expect(said({})).toEqual([null]);
    expect(said({}, 'form37-xlsx')).toEqual([null]);
    expect(said({ hukouArea: '230128' })).toEqual(['户籍不在本县，未能比对']);
    expect(said({ hukouArea: '230128' }, 'form37-xlsx')).toEqual(['户籍不在本县，未能比对']);
    expect(said({ written: { hukou_area_code: '' } })).toEqual(['户籍不明，未能比对']);
    expect(said({ written: { hukou_address: '' } }, 'form37-xlsx')).toEqual(['户籍不明，未能比对']);
    expect(said({}, 'county-export')).toEqual(['户籍不明，未能比对']);
  });

  test('only sound resident IDs that the extract does not have', () => {
    const one = pupil(1);
    const { idNumber, name, sex, birthDate, ethnicity, familyNo } = one;
    const persons = [{ idNumber, name, sex, birthDate, ethnicity, familyNo, area: '230123' }];
    expect(findings('person-record-missing', { pupils: [one], persons })).toEqual([]);
    expect(said({ idType: '' })).toEqual([null]);
    expect(said({ idType: 'A' })).toEqual([]);
    expect(said({ idNumber: '230123201909010038' })).toEqual([]);
    expect(said({ idStorage: 'number' })).toEqual([]);
    expect(said({ status: '10' })).toEqual([]);
  });

  test('a namesake whose number the extract hides may be the same child', () => {
    const one = pupil(1, { schoolCode: A });
    const { name, sex, birthDate, ethnicity, familyNo } = one;
    const hidden = { idNumber: '230123********0031', name, sex, birthDate, ethnicity, familyNo, area: '230123' };
    const excuses = (person: Partial<typeof hidden>) =>
      findings('person-record-missing', {
        pupils: [one],
        schools: [school(A, { form: 'form72-csv' })],
        persons: [{ ...hidden, ...person }],
      }).map(({ excused_by }) => excused_by);
    expect(excuses({})).toEqual(['人口信息里同名者的号码无法比对，未能比对']);
    expect(excuses({ birthDate: '2019-09-02' })).toEqual([null]);
    expect(excuses({ name: '王另' })).toEqual([null]);
  });

  test('the home may be a whole prefecture', () => {
    const of = county({ pupils: [pupil(1, { hukouArea: '230128' })], schools: [school(A, { form: 'form72-csv' })] });
    const excuses = (code: string) =>
      expectedFindings(of, 'national-2013', { code, name: '依兰县' })
        .filter(({ check }) => check === 'person-record-missing')
        .map(({ excused_by }) => excused_by);
    expect(excuses('230100')).toEqual([null]);
    expect(excuses('230200')).toEqual(['户籍不在本县，未能比对']);
  });
});

describe('police-compare-fail', () => {
  const row = (result: PoliceResult['result'], fields: Partial<PoliceResult> = {}): PoliceResult => ({
    pupilKey: 1,
    gives: 'both',
    result,
    policeName: null,
    comparedDate: addDays(AS_OF, -5),
    handled: false,
    ...fields,
  });
  const said = (policeResults: readonly PoliceResult[], pupils: readonly Pupil[] = [pupil(1, { name: '古丽·艾力' })]) =>
    findings('police-compare-fail', { pupils, policeResults }).map(
      ({ severity, variant, excused_by }) => excused_by ?? variant ?? severity,
    );

  test('by the newest row that has a result', () => {
    expect(said([row('pass')])).toEqual([]);
    expect(said([row('pending')])).toEqual([]);
    expect(said([row('not_found')])).toEqual(['orange']);
    expect(said([row('pass', { comparedDate: AS_OF }), row('not_found')])).toEqual([]);
    expect(said([row('pass'), row('name_mismatch', { comparedDate: AS_OF })])).toEqual(['orange']);
    expect(said([row('pass'), row('name_mismatch', { comparedDate: null })])).toEqual(['orange']);
    expect(said([row('pending', { comparedDate: AS_OF }), row('not_found')])).toEqual(['orange']);
  });

  test('字形差异 where the names are alike after all', () => {
    expect(said([row('name_mismatch', { policeName: '古丽•艾力' })])).toEqual(['字形差异']);
    expect(said([row('name_mismatch', { policeName: '古丽·买买提' })])).toEqual(['orange']);
  });

  test('who left is no matter, who is nobody is kept', () => {
    expect(said([row('not_found')], [pupil(1, { status: '10' })])).toEqual([]);
    const stranger = { schoolCode: A, name: '东方某', idNumber: '230123201909010555' };
    expect(said([row('not_found', { pupilKey: null, stranger })])).toEqual(['在籍学生里查无此人，未能核对']);
  });

  test('by name where the school has the name once', () => {
    const nameOnly = [row('not_found', { gives: 'name' })];
    expect(said(nameOnly)).toEqual(['orange']);
    expect(said(nameOnly, [pupil(1), pupil(2, { name: pupil(1).name, schoolCode: B })])).toEqual(['orange']);
    expect(said(nameOnly, [pupil(1), pupil(2, { name: pupil(1).name })])).toEqual(['在籍学生里查无此人，未能核对']);
  });
});
