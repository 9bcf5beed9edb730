import type { SchoolClass } from '../school.ts';
import { classSizeExcuse, countedClasses } from './class-size.ts';
import { aboutClass, type ExpectedFinding } from './finding.ts';
import type { Inspection } from './inspection.ts';

/** The regulation's number, or a smaller one of the class or its school; a larger one changes nothing. */
function limitOf(schoolClass: SchoolClass, inspection: Inspection): number | null {
  const own = schoolClass.sizeLimit ?? inspection.schoolOf(schoolClass.schoolCode).classSizeLimit;
  const regulated = inspection.policy.maxPupils?.[schoolClass.stage] ?? null;
  if (own === null || regulated === null) return own ?? regulated;
  return Math.min(own, regulated);
}

/** 超标准班额. 不超过45人: 46 is the first too many. */
export function classSizeOverStandard(inspection: Inspection): readonly ExpectedFinding[] {
  return countedClasses(inspection).flatMap(({ schoolClass, size, inDoubt }) => {
    const limit = limitOf(schoolClass, inspection);
    if (limit === null || size <= limit) return [];
    return aboutClass(schoolClass, {
      check: 'class-size-over-standard',
      // Where the regulation gives no number, a limit of the class's or school's own is a hint.
      severity: inspection.policy.maxPupils === null ? 'blue' : 'orange',
      certainty: size - inDoubt > limit ? '确定' : '待核',
      excused_by: classSizeExcuse(schoolClass, inspection),
      evidence: { size, limit },
    });
  });
}
