import { describe, expect, test } from 'vitest';
import { datasetOf } from '../../../src/datasets/dictionary.ts';
import { columnsOf } from '../../../src/generator/files/form-columns.ts';
import { studentCell } from '../../../src/generator/files/student-row.ts';
import type { Pupil } from '../../../src/generator/pupil.ts';
import { STUDENT_FORMS, type StudentForm } from '../../../src/generator/student-forms.ts';
import { A, pupil, school, schoolClass } from '../tiny-county.ts';

const cell = (column: string, fields: Partial<Pupil> = {}, form: StudentForm = 'form37-xlsx') =>
  studentCell(column, { pupil: pupil(1, fields), school: school(A, { form }), schoolClass: schoolClass(A) });

const mandatory = datasetOf('students').columns.filter(({ mark37 }) => mark37 === 'mandatory' || mark37 === 'advised');

describe('a row of the registry', () => {
  test.each(STUDENT_FORMS)('%s: every required item that the form has is filled', (form) => {
    const asked = mandatory.map(({ name }) => name).filter((name) => columnsOf(form).has(name));
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => cell(name, {}, form) === '')).toEqual([]);
  });

  test('a family that names one guardian leaves the second blank', () => {
    const second = datasetOf('students').columns.filter(({ name }) => name.startsWith('guardian2_'));
    expect(second.filter(({ name }) => cell(name, { familyNo: 7 }) !== '')).toEqual([]);
    expect(cell('guardian1_name', { familyNo: 7 })).not.toBe('');
    expect(cell('phone', { familyNo: 7 })).toBe(cell('guardian1_phone', { familyNo: 7 }));
  });

  test('what is written otherwise, also where it is nothing', () => {
    expect(cell('ethnicity', { written: { ethnicity: '' } })).toBe('');
    expect(cell('birth_date', { written: { birth_date: '201909' } })).toBe('201909');
    expect(cell('ethnicity', { written: { sex: '' } })).toBe('汉族');
  });

  test('a numeric cell loses what is beyond fifteen digits', () => {
    expect(cell('id_number', { idNumber: '230123201909010037', idStorage: 'number' })).toBe(230123201909010000);
    expect(cell('id_number', { idNumber: '230123190901003', idStorage: 'number' })).toBe(230123190901003);
    expect(cell('id_number', { idNumber: '230123201909010037' })).toBe('230123201909010037');
  });

  test('where the household is registered: an address that names the county, or the code', () => {
    expect(cell('hukou_address')).toContain('依兰县');
    expect(cell('hukou_address', { hukouArea: '230128' })).toBe('哈尔滨市通河县');
    expect(cell('hukou_area_code', { hukouArea: '230128' })).toBe('230128000000');
  });
});
