import { classSizeExcuse, countedClasses } from './class-size.ts';
import { aboutClass, type ExpectedFinding } from './finding.ts';
import type { Inspection } from './inspection.ts';

/** 大班额、超大班额: the national yardstick, 56 to 65 pupils and 66 or more. A class is one or the other. */
export function classSizeNational(inspection: Inspection): readonly ExpectedFinding[] {
  return countedClasses(inspection).flatMap(({ schoolClass, size, inDoubt }) => {
    if (size < 56) return [];
    const isSuper = size >= 66;
    const min = isSuper ? 66 : 56;
    return aboutClass(schoolClass, {
      check: isSuper ? 'class-size-national-super' : 'class-size-national-large',
      severity: 'blue',
      certainty: size - inDoubt >= min ? '确定' : '待核',
      excused_by: classSizeExcuse(schoolClass, inspection),
      evidence: isSuper ? { size, super_min: min } : { size, large_min: min },
    });
  });
}
