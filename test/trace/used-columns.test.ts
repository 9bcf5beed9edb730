import { describe, expect, it } from 'vitest';
import { findCheck, loadChecks } from '../../src/checks/catalogue.ts';
import { datasets } from '../../src/datasets/dictionary.ts';
import { tracedTables, usedColumns } from '../../src/trace/used-columns.ts';

const checks = loadChecks();
const columns = (check: string, dataset: string): string[] => usedColumns(findCheck(checks, check), dataset).map(({ name }) => name);

describe('the columns that a check uses', () => {
  it.each([
    ['id-checksum', 'students', ['registry_number', 'name', 'id_number']],
    ['class-size-register-block', 'students', ['class_name', 'record_created_date']],
    ['person-record-mismatch', 'persons', ['id_number', 'name', 'sex', 'birth_date']],
    ['absence-suspected-dropout', 'absences', ['date', 'status', 'approved', 'day_part', 'registry_number']],
    ['absence-suspected-dropout', 'contacts', ['contact_time', 'result']],
    ['class-size-over-standard', 'classes', ['size_limit', 'class_type']],
    ['required-missing', 'students', ['ethnicity', 'current_address', 'guardian2_phone', 'special_study_mode']],
    ['xueji-number-missing', 'students', ['registry_number', 'enrol_month', 'id_number', 'name']],
    ['xueji-number-missing', 'registrations', ['report_date', 'reported', 'id_number', 'name']],
    ['school-code-invalid', 'schools', ['school_name', 'campus', 'campus_code', 'central_school_code', 'merged_into_code']],
    ['school-code-invalid', 'students', ['school_code', 'school_name']],
  ])('%s has of %s %j', (check, dataset, expected) => {
    expect(columns(check, dataset)).toEqual(expect.arrayContaining(expected));
  });

  it.each(checks.map((check) => [check.id, check] as const))(
    '%s names what is required, and never the whole table of pupils',
    (_id, check) => {
      for (const { id } of tracedTables(check)) expect(usedColumns(check, id).length).toBeGreaterThan(0);
      expect(usedColumns(check, 'students').length).toBeLessThan(datasets.get('students')!.columns.length / 2);
      for (const requirement of check.requires.flat()) {
        const [dataset, column] = requirement.split('.');
        if (column) expect(columns(check.id, dataset!)).toContain(column);
      }
    },
  );
});
