import { ACTIVE_STATUSES, type Pupil } from '../pupil.ts';
import { hasSystemColumns } from '../school.ts';
import { classSizeExcuse, countedClasses } from './class-size.ts';
import { aboutClass, type ExpectedFinding } from './finding.ts';
import type { Inspection } from './inspection.ts';

/** 班额达禁注册线. 大于等于55人: 55 is the first that blocks. Red only where a record was created since the term began. */
export function classSizeRegisterBlock(inspection: Inspection): readonly ExpectedFinding[] {
  const termStart = inspection.county.calendar.termStart(inspection.asOf);
  const isNew = (pupil: Pupil): boolean =>
    ACTIVE_STATUSES.has(pupil.status) && pupil.createdDate >= termStart && pupil.createdDate <= inspection.asOf;
  return countedClasses(inspection).flatMap(({ schoolClass, records, size, inDoubt }) => {
    const { blockAt } = inspection.policyAt(schoolClass.schoolCode);
    // A school that does not say when records were created cannot be judged.
    if (blockAt === null || size < blockAt || !hasSystemColumns(inspection.schoolOf(schoolClass.schoolCode).form)) return [];
    const created = records.filter(isNew).length;
    return aboutClass(schoolClass, {
      check: 'class-size-register-block',
      severity: created > 0 ? 'red' : 'blue',
      certainty: size - inDoubt >= blockAt ? '确定' : '待核',
      variant: created > 0 ? null : '存量',
      excused_by: classSizeExcuse(schoolClass, inspection),
      evidence: { size, block_at: blockAt, registered: created },
    });
  });
}
