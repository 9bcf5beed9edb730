import type { SchoolClass } from '../school.ts';
import { classSizeExcuse, countedClasses } from './class-size.ts';
import { aboutClass, type ExpectedFinding } from './finding.ts';
import type { Inspection } from './inspection.ts';

/** The regulation's number, or a smaller one of the class or its school; a larger one changes nothing. */
function limitOf(schoolClass: SchoolClass, inspection: Inspection): number | null {
  const own = schoolClass.sizeLimit ?? inspection.schoolOf(schoolClass.schoolCode).classSizeLimit;
  const regulated = inspection.policyAt(schoolClass.schoolCode).maxPupils?.[schoolClass.stage] ?? null;
  if (own === null || regulated === null) return own ?? regulated;
  return Math.min(own, regulated);
}

/** 超标准班额. 不超过45人: 46 is the first too many. */
export function classSizeOverStandard(inspection: Inspection): readonly ExpectedFinding[] {
  return countedClasses(inspection).flatMap(({ schoolClass, size, inDoubt }) => {
    const limit = limitOf(schoolClass, inspection);
    if (limit === null || size <= limit) return [];
    const policy = inspection.policyAt(schoolClass.schoolCode);
    return aboutClass(schoolClass, {
      check: 'class-size-over-standard',
      severity: policy.maxPupils === null ? policy.ownLimitSeverity : 'orange',
      certainty: size - inDoubt > limit ? '确定' : '待核',
      excused_by: classSizeExcuse(schoolClass, inspection),
      evidence: { size, size_limit: limit },
    });
  });
}
