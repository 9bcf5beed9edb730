import { readAsset } from '../assets.ts';
import { gradeLabel } from '../checks/finding.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import type { CountyPolicy } from './county-policy.ts';

/** What the relations below read beside `school_overview`, as a statement from which the marts and datasets are found. */
export const rosterSources =
  'select * from current_students join students_last_submission join legal_exits join status_changes join registrations join grade_numbers';

/**
 * Makes `roster_comparisons` (a row per school), `roster_changes` (a row per pupil who came or went since the submission before) and
 * `class_sizes` (a row per class).
 */
export async function createRosterRelations(engine: Engine, policy: CountyPolicy, schools: readonly string[]): Promise<void> {
  const grades = Array.from({ length: 12 }, (_, index) => ({ grade_no: index + 1, label: gradeLabel(index + 1) }));
  await createTableFromRows(engine, 'grade_labels', { grade_no: 'integer', label: 'varchar' }, grades);
  await createTableFromRows(
    engine,
    'class_size_limits',
    { school_code: 'varchar', max_pupils_primary: 'integer', max_pupils_junior: 'integer' },
    schools.map((schoolCode) => ({ school_code: schoolCode, ...limitsOf(policy, schoolCode) })),
  );
  for (const relation of ['roster_comparisons', 'roster_changes', 'class_sizes']) {
    await engine.run(`create or replace table ${relation} as ${readAsset('sql', 'lake', `${relation}.sql`)}`);
  }
}

/** The numbers of class-size-over-standard at a school, whether or not this pipeline runs that check. */
function limitsOf(policy: CountyPolicy, schoolCode: string): { max_pupils_primary: unknown; max_pupils_junior: unknown } {
  const { params } = policy.of(schoolCode, 'class-size-over-standard').policy;
  return { max_pupils_primary: params.max_pupils_primary ?? null, max_pupils_junior: params.max_pupils_junior ?? null };
}
