import type { County } from './county.ts';
import { openRuns } from './oracle/absence-run.ts';
import { absenceFindings } from './oracle/absences.ts';
import { classSizeNational } from './oracle/class-size-national.ts';
import { classSizeOverStandard } from './oracle/class-size-over-standard.ts';
import { classSizeRegisterBlock } from './oracle/class-size-register-block.ts';
import { dropoutNotMarked } from './oracle/dropout-not-marked.ts';
import { dupCrossSchoolActive } from './oracle/dup-cross-school-active.ts';
import { dupIdNumber } from './oracle/dup-id-number.ts';
import { dupNearId } from './oracle/dup-near-id.ts';
import { dupSuspectedIdentity } from './oracle/dup-suspected-identity.ts';
import { dupXuejiNumber } from './oracle/dup-xueji-number.ts';
import type { ExpectedFinding } from './oracle/finding.ts';
import { idChecksum } from './oracle/id-checksum.ts';
import { idBirthMismatch, idLength, idMissing, idSciNotation, idSexMismatch } from './oracle/id-papers.ts';
import { Inspection } from './oracle/inspection.ts';
import { personRecordMismatch } from './oracle/person-record-mismatch.ts';
import { type Home, personRecordMissing } from './oracle/person-record-missing.ts';
import { policeCompareFail } from './oracle/police-compare-fail.ts';
import { type PolicyId, policyOf } from './oracle/policy.ts';
import { pupilVanished } from './oracle/pupil-vanished.ts';
import { requiredMissing } from './oracle/required-missing.ts';
import { schoolCodeInvalid } from './oracle/school-code-invalid.ts';
import { xuejiNumberFormat, xuejiNumberMissing } from './oracle/xueji-number.ts';
import { placeOf } from './place.ts';

export type { ExpectedFinding } from './oracle/finding.ts';
export type { Home } from './oracle/person-record-missing.ts';
export { POLICY_IDS, type PolicyId } from './oracle/policy.ts';

/** The checks about which the oracle says everything; about others it says nothing. */
export const JUDGED_CHECKS = [
  'dup-id-number',
  'dup-xueji-number',
  'dup-cross-school-active',
  'dup-suspected-identity',
  'dup-near-id',
  'class-size-over-standard',
  'class-size-register-block',
  'class-size-national-large',
  'class-size-national-super',
  'absence-early-warning',
  'absence-suspected-dropout',
  'absence-7d-contacted',
  'absence-dropout',
  'dropout-not-marked',
  'pupil-vanished',
  'person-record-mismatch',
  'person-record-missing',
  'police-compare-fail',
  'id-missing',
  'id-length',
  'id-sci-notation',
  'id-checksum',
  'id-birth-mismatch',
  'id-sex-mismatch',
  'xueji-number-missing',
  'xueji-number-format',
  'required-missing',
  'school-code-invalid',
] as const;

/** The county of the first school, which is the only one unless the schools lie in several. */
function homeOf({ schools }: County): Home {
  const { area, county } = placeOf(schools[0]?.areaCode ?? '');
  return { code: area, name: county };
}

/**
 * Every finding that the judged checks must return over the county, excused ones with their reason, and no other.
 * @param policy the regulation of all schools, or of each by its code: a school that is not on the list has no area, and so the workspace's own.
 * @param home whose police made the extract of persons.
 */
export function expectedFindings(
  county: County,
  policy: PolicyId | ((schoolCode: string) => PolicyId),
  home: Home = homeOf(county),
): ExpectedFinding[] {
  const inspection = new Inspection(county, (schoolCode) => policyOf(typeof policy === 'string' ? policy : policy(schoolCode)));
  const runs = openRuns(inspection);
  return [
    ...dupIdNumber(inspection),
    ...dupXuejiNumber(inspection),
    ...dupCrossSchoolActive(inspection),
    ...dupSuspectedIdentity(inspection),
    ...dupNearId(inspection),
    ...classSizeOverStandard(inspection),
    ...classSizeRegisterBlock(inspection),
    ...classSizeNational(inspection),
    ...absenceFindings(inspection, runs),
    ...dropoutNotMarked(inspection, runs),
    ...pupilVanished(inspection),
    ...personRecordMismatch(inspection),
    ...personRecordMissing(inspection, home),
    ...policeCompareFail(inspection),
    ...idMissing(inspection),
    ...idLength(inspection),
    ...idSciNotation(inspection),
    ...idChecksum(inspection),
    ...idBirthMismatch(inspection),
    ...idSexMismatch(inspection),
    ...xuejiNumberMissing(inspection),
    ...xuejiNumberFormat(inspection),
    ...requiredMissing(inspection),
    ...schoolCodeInvalid(inspection),
  ];
}
