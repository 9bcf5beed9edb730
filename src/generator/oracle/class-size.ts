import { ATTENDING_STATUSES, type Pupil } from '../pupil.ts';
import type { SchoolClass } from '../school.ts';
import { isStatusInDoubt } from './finding.ts';
import { groupBy } from './grouping.ts';
import type { Inspection } from './inspection.ts';

export interface CountedClass {
  readonly schoolClass: SchoolClass;
  /** Every record of the class. */
  readonly records: readonly Pupil[];
  /** Attending pupils: the number that all class-size checks use. */
  readonly size: number;
  /** Those among them whose status is in doubt: without them the class may be small enough. */
  readonly inDoubt: number;
}

/** The classes with their attending pupils. 待分班 is no class. */
export function countedClasses(inspection: Inspection): readonly CountedClass[] {
  const byClass = groupBy(inspection.county.pupils, (pupil) => pupil.classKey);
  return inspection.county.classes
    .filter((schoolClass) => !schoolClass.isPlaceholder)
    .map((schoolClass) => {
      const records = byClass.get(schoolClass.key) ?? [];
      const attending = records.filter((pupil) => ATTENDING_STATUSES.has(pupil.status));
      return { schoolClass, records, size: attending.length, inDoubt: attending.filter(isStatusInDoubt).length };
    });
}

const SPECIAL_TYPES = new Set(['15', '16', '17', '25', '26', '27']);

/** Why a class may be larger than the standard; null when it may not. */
export function classSizeExcuse(schoolClass: SchoolClass, inspection: Inspection): string | null {
  if (schoolClass.type === '12') return '复式班';
  if (SPECIAL_TYPES.has(schoolClass.type)) return '特教班';
  if (schoolClass.type === '13') return '教学点';
  return inspection.schoolOf(schoolClass.schoolCode).kind === 'teaching_point' ? '教学点' : null;
}
