import type { Pupil } from '../pupil.ts';
import type { SchoolClass } from '../school.ts';
import { normalisedId } from './id-number.ts';

export interface ExpectedFinding {
  readonly check: string;
  readonly variant: string | null;
  readonly severity: 'red' | 'orange' | 'yellow' | 'blue';
  readonly certainty: '确定' | '待核';
  readonly school_code: string;
  /** As the school wrote it; null for a class and a school. */
  readonly subject_name: string | null;
  /** Without the blanks around it. */
  readonly registry_number: string | null;
  /** Without blanks and quotes, half width, X in upper case. */
  readonly id_number: string | null;
  readonly grade_no: number | null;
  readonly class_no: number | null;
  /** First day of the run of absence, the day when a pupil was last seen, or which guardian is meant; null for the other checks. */
  readonly occurrence: string | null;
  readonly excused_by: string | null;
  /** The numbers and dates that decide. */
  readonly evidence: Readonly<Record<string, string | number | null>>;
}

type Judgement = Pick<ExpectedFinding, 'check' | 'severity' | 'evidence'> &
  Partial<Pick<ExpectedFinding, 'variant' | 'occurrence' | 'excused_by' | 'certainty'>>;

/** A status that is empty or 其他 counts as attending, and what rests on it has to be verified. */
export const isStatusInDoubt = (pupil: Pupil): boolean => pupil.status === '' || pupil.status === '99';

/** The number as the sheet shows it: a numeric cell keeps fifteen digits. */
function shownId({ idNumber, idStorage }: Pupil): string {
  const id = normalisedId(idNumber);
  return idStorage === 'number' ? id.slice(0, 15).padEnd(id.length, '0') : id;
}

export const aboutPupil = (pupil: Pupil, schoolClass: SchoolClass, judgement: Judgement): ExpectedFinding => ({
  variant: null,
  occurrence: null,
  excused_by: null,
  ...judgement,
  certainty: isStatusInDoubt(pupil) ? '待核' : (judgement.certainty ?? '确定'),
  school_code: pupil.schoolCode,
  subject_name: pupil.name,
  registry_number: pupil.registryNumber.trim() || null,
  id_number: shownId(pupil) || null,
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

export const aboutSchool = (schoolCode: string, judgement: Judgement): ExpectedFinding => ({
  variant: null,
  occurrence: null,
  excused_by: null,
  certainty: '确定',
  ...judgement,
  school_code: schoolCode,
  subject_name: null,
  registry_number: null,
  id_number: null,
  grade_no: null,
  class_no: null,
});
