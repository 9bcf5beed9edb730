import { readAsset } from '../../src/assets.ts';
import { codeLists } from '../../src/datasets/codes.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { Row } from '../../src/engine/engine.ts';
import { createTableFromRows } from '../../src/engine/json-table.ts';

const pupil = {
  record_key: 'varchar',
  school_code: 'varchar',
  registry_number: 'varchar',
  registry_key: 'varchar',
  id_number: 'varchar',
  id_key: 'varchar',
  name: 'varchar',
  name_key: 'varchar',
  birth_date: 'date',
  class_label: 'varchar',
  student_status: 'varchar',
};

const tables = {
  current_students: {
    ...pupil,
    grade_no: 'integer',
    class_no: 'integer',
    is_active: 'boolean',
    is_status_uncertain: 'boolean',
    record_created_date: 'date',
    submission_date: 'date',
  },
  students_last_submission: {
    ...pupil,
    grade_kind: 'varchar',
    grade_value: 'integer',
    class_number: 'integer',
    data_date: 'date',
    submission_date: 'date',
  },
  school_overview: { school_code: 'varchar', school_name: 'varchar', submission: 'varchar' },
  school_facts: { school_code: 'varchar', junior_from: 'integer' },
  grade_numbers: { school_code: 'varchar', grade_kind: 'varchar', grade_value: 'integer', school_year: 'integer', grade_no: 'integer' },
  legal_exits: {
    registry_key: 'varchar',
    id_key: 'varchar',
    school_code: 'varchar',
    stage: 'varchar',
    exit_date: 'date',
    kind: 'varchar',
  },
  status_changes: {
    registry_key: 'varchar',
    id_key: 'varchar',
    school_code: 'varchar',
    change_type: 'varchar',
    apply_date: 'date',
    effective_date: 'date',
    returned_date: 'date',
    approval_status: 'varchar',
  },
  registrations: { school_code: 'varchar', registry_key: 'varchar', id_key: 'varchar' },
  available_datasets: { dataset: 'varchar' },
  grade_labels: { grade_no: 'integer', label: 'varchar' },
  code_student_status: { code: 'varchar', title: 'varchar', active: 'boolean' },
  code_change_type: { code: 'varchar', title: 'varchar' },
} as const;

/** What is in the tables from which the roster's changes come. */
export type Roster = Partial<Record<keyof typeof tables, readonly object[]>>;

const codesOf = (list: string) =>
  (codeLists.get(list)?.items ?? []).map((item) => ({ code: item.code, title: item.label, active: item.flags.active ?? false }));

/** Two primary schools, each with a submission of 9 and of 16 November. */
export const schools = ['甲', '乙'].map((name, index) => ({
  school_code: `S${index + 1}`,
  school_name: `${name}小学`,
  submission: '已报送',
}));

/** A pupil of school S1, in grade 2, whose keys all come from the name. */
const person = (name: string, fields: object = {}) => ({
  record_key: `r-${name}`,
  school_code: 'S1',
  registry_number: `G-${name}`,
  registry_key: `G-${name}`,
  id_number: `I-${name}`,
  id_key: `I-${name}`,
  name,
  name_key: name,
  birth_date: '2018-03-01',
  class_label: '1',
  student_status: '01',
  ...fields,
});

/** As the submission before has the pupil. */
export const was = (name: string, fields: object = {}) => ({
  ...person(name),
  record_key: `b-${name}`,
  grade_kind: 'primary',
  grade_value: 2,
  class_number: 1,
  data_date: '2026-11-09',
  submission_date: '2026-11-09',
  ...fields,
});

/** As the current submission has the pupil. */
export const now = (name: string, fields: object = {}) => ({
  ...person(name),
  grade_no: 2,
  class_no: 1,
  is_active: true,
  is_status_uncertain: false,
  record_created_date: '2024-09-01',
  submission_date: '2026-11-16',
  ...fields,
});

/**
 * The rows of `roster_changes` and `roster_comparisons`. Somebody is in both submissions of both schools, so that they can be compared.
 *
 * @param days of the two submissions.
 */
export async function compare(
  roster: Roster,
  days: readonly [string, string] = ['2026-11-09', '2026-11-16'],
): Promise<{ changes: Row[]; comparisons: Row[] }> {
  const engine = await DuckDbEngine.open();
  const stayed = ['S1', 'S2'].map((school) => ({ name: `留${school}`, fields: { school_code: school } }));
  const contents: Roster = {
    school_overview: schools,
    school_facts: schools.map(({ school_code }) => ({ school_code, junior_from: 7 })),
    grade_numbers: schools.map(({ school_code }) => ({
      school_code,
      grade_kind: 'primary',
      grade_value: 2,
      school_year: 2026,
      grade_no: 2,
    })),
    grade_labels: [{ grade_no: 2, label: '二年级' }],
    code_student_status: codesOf('student_status'),
    code_change_type: codesOf('change_type').map(({ code, title }) => ({ code, title })),
    ...roster,
    current_students: [
      ...stayed.map(({ name, fields }) => now(name, { ...fields, submission_date: days[1] })),
      ...(roster.current_students ?? []),
    ],
    students_last_submission: [
      ...stayed.map(({ name, fields }) => was(name, { ...fields, submission_date: days[0] })),
      ...(roster.students_last_submission ?? []),
    ],
  };
  try {
    for (const [table, columns] of Object.entries(tables)) {
      await createTableFromRows(engine, table, columns, contents[table as keyof typeof tables] ?? []);
    }
    for (const relation of ['roster_comparisons', 'roster_changes']) {
      await engine.run(`create table ${relation} as ${readAsset('sql', 'lake', `${relation}.sql`)}`);
    }
    return {
      changes: await engine.rows('select * from roster_changes order by school_code, direction, name'),
      comparisons: await engine.rows('select * from roster_comparisons order by school_code'),
    };
  } finally {
    engine.close();
  }
}
