import type { County } from './county.ts';
import { absenceFindings } from './oracle/absences.ts';
import { classSizeOverStandard } from './oracle/class-size-over-standard.ts';
import { classSizeRegisterBlock } from './oracle/class-size-register-block.ts';
import { dupCrossSchoolActive } from './oracle/dup-cross-school-active.ts';
import { dupIdNumber } from './oracle/dup-id-number.ts';
import type { ExpectedFinding } from './oracle/finding.ts';
import { idChecksum } from './oracle/id-checksum.ts';
import { Inspection } from './oracle/inspection.ts';
import { personRecordMismatch } from './oracle/person-record-mismatch.ts';
import { type PolicyId, policyOf } from './oracle/policy.ts';
import { pupilVanished } from './oracle/pupil-vanished.ts';

export type { ExpectedFinding } from './oracle/finding.ts';
export type { PolicyId } from './oracle/policy.ts';

/** The checks about which the oracle says everything; about others it says nothing. */
export const JUDGED_CHECKS = [
  'dup-id-number',
  'dup-cross-school-active',
  'class-size-over-standard',
  'class-size-register-block',
  'absence-early-warning',
  'absence-suspected-dropout',
  'absence-7d-contacted',
  'absence-dropout',
  'pupil-vanished',
  'person-record-mismatch',
  'id-checksum',
] as const;

/** Every finding that the judged checks must return over the county, excused ones with their reason, and no other. */
export function expectedFindings(county: County, policy: PolicyId): ExpectedFinding[] {
  const inspection = new Inspection(county, policyOf(policy));
  return [
    ...dupIdNumber(inspection),
    ...dupCrossSchoolActive(inspection),
    ...classSizeOverStandard(inspection),
    ...classSizeRegisterBlock(inspection),
    ...absenceFindings(inspection),
    ...pupilVanished(inspection),
    ...personRecordMismatch(inspection),
    ...idChecksum(inspection),
  ];
}
