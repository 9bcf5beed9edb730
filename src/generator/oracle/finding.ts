import type { Pupil } from '../pupil.ts';
import type { SchoolClass } from '../school.ts';
import { normalisedId } from './id-number.ts';

export interface ExpectedFinding {
  readonly check: string;
  readonly variant: string | null;
  readonly severity: 'red' | 'orange' | 'yellow' | 'blue';
  readonly certainty: '确定' | '待核';
  readonly school_code: string;
  /** As the school wrote it; null for a class. */
  readonly subject_name: string | null;
  readonly registry_number: string | null;
  /** Without blanks and quotes, half width, X in upper case. */
  readonly id_number: string | null;
  readonly grade_no: number | null;
  readonly class_no: number | null;
  /** First day of the run of absence; null for the other checks. */
  readonly occurrence: string | null;
  readonly excused_by: string | null;
  /** The numbers and dates that decide. */
  readonly evidence: Readonly<Record<string, string | number | null>>;
}

type Judgement = Pick<ExpectedFinding, 'check' | 'severity' | 'evidence'> &
  Partial<Pick<ExpectedFinding, 'variant' | 'occurrence' | 'excused_by' | 'certainty'>>;

/** A status that is empty or 其他 counts as attending, and what rests on it has to be verified. */
export const isStatusInDoubt = (pupil: Pupil): boolean => pupil.status === '' || pupil.status === '99';

export const aboutPupil = (pupil: Pupil, schoolClass: SchoolClass, judgement: Judgement): ExpectedFinding => ({
  variant: null,
  occurrence: null,
  excused_by: null,
  ...judgement,
  certainty: isStatusInDoubt(pupil) ? '待核' : '确定',
  school_code: pupil.schoolCode,
  subject_name: pupil.name,
  registry_number: pupil.registryNumber === '' ? null : pupil.registryNumber,
  id_number: pupil.idNumber === '' ? null : normalisedId(pupil.idNumber),
  grade_no: schoolClass.gradeNo,
  class_no: schoolClass.classNo,
});

export const aboutClass = (schoolClass: SchoolClass, judgement: Judgement): ExpectedFinding => ({
  variant: null,
  occurrence: null,
  excused_by: null,
  certainty: '确定',
  ...judgement,
  school_code: schoolClass.schoolCode,
  subject_name: null,
  registry_number: null,
  id_number: null,
  grade_no: schoolClass.gradeNo,
  class_no: schoolClass.classNo,
});
