import { aboutPupil, type ExpectedFinding } from './finding.ts';
import type { Inspection } from './inspection.ts';
import { faultOfPaper } from './paper.ts';

/** 证件号校验位错: letters among the first 17 characters, a date that does not exist, or a wrong last character. */
export function idChecksum(inspection: Inspection): readonly ExpectedFinding[] {
  return inspection.county.pupils.flatMap((pupil) => {
    const reason = faultOfPaper(pupil);
    if (reason === null) return [];
    return aboutPupil(pupil, inspection.classOf(pupil), { check: 'id-checksum', severity: 'orange', evidence: { reason } });
  });
}
