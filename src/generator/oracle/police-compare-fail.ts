import type { PoliceResult } from '../paperwork.ts';
import { ACTIVE_STATUSES, type Pupil } from '../pupil.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import { groupBy } from './grouping.ts';
import { normalisedId } from './id-number.ts';
import type { Inspection } from './inspection.ts';
import { comparableNumber } from './paper.ts';
import { nameKey } from './person-name.ts';
import { registryKey } from './registry-number.ts';

/** 身份证号不存在, 身份证号与姓名不匹配. */
type Failed = PoliceResult & { readonly result: 'not_found' | 'name_mismatch' };

const isFailed = (row: PoliceResult): row is Failed => row.result === 'not_found' || row.result === 'name_mismatch';

/** The record that a row means: by registry number, by ID, by a name that the school has once. */
function recordOf(row: PoliceResult, inspection: Inspection): Pupil | null {
  const { pupils } = inspection.county;
  const meant = row.pupilKey === null ? null : (inspection.recordOf(row.pupilKey) ?? null);
  const byRegistry = row.gives === 'both' || row.gives === 'registry';
  const byId = row.gives === 'both' || row.gives === 'id';
  if (meant === null) return pupils.find((pupil) => byId && comparableNumber(pupil) === normalisedId(row.stranger?.idNumber ?? '')) ?? null;
  if (byRegistry && registryKey(meant) !== null) return meant;
  if (byId && comparableNumber(meant) !== null) return meant;
  const namesakes = pupils.filter(({ schoolCode, name }) => schoolCode === meant.schoolCode && nameKey(name) === nameKey(meant.name));
  return namesakes.length === 1 ? meant : null;
}

/** Nobody of the registry, or a name that does not say who: kept, and said to be nobody. */
function aboutNobody({ pupilKey, stranger, gives, policeName, result }: Failed, inspection: Inspection): ExpectedFinding {
  const named = stranger ?? (pupilKey === null ? undefined : inspection.recordOf(pupilKey));
  return {
    check: 'police-compare-fail',
    variant: null,
    severity: 'orange',
    certainty: '确定',
    school_code: named?.schoolCode ?? '',
    subject_name: named?.name ?? null,
    registry_number: null,
    id_number: gives === 'name' || gives === 'registry' ? null : (named?.idNumber ?? null),
    grade_no: null,
    class_no: null,
    occurrence: null,
    excused_by: '在籍学生里查无此人，未能核对',
    evidence: { result, police_name: policeName },
  };
}

/** 公安比对不通过: by the newest row that has a result. A row without a day is as new as the list. */
export function policeCompareFail(inspection: Inspection): readonly ExpectedFinding[] {
  const told = inspection.county.policeResults.filter(({ result }) => result !== 'pending');
  const newest = [...groupBy(told, (row) => row.pupilKey ?? row.stranger?.idNumber).values()].flatMap((rows) => {
    const [first] = [...rows].sort((a, b) => ((a.comparedDate ?? inspection.asOf) < (b.comparedDate ?? inspection.asOf) ? 1 : -1));
    return first ?? [];
  });
  return newest.filter(isFailed).flatMap((row) => {
    const pupil = recordOf(row, inspection);
    if (pupil === null) return aboutNobody(row, inspection);
    if (!ACTIVE_STATUSES.has(pupil.status)) return [];
    const isGlyph = row.policeName !== null && nameKey(row.policeName) === nameKey(pupil.name);
    return aboutPupil(pupil, inspection.classOf(pupil), {
      check: 'police-compare-fail',
      severity: isGlyph ? 'blue' : 'orange',
      variant: isGlyph ? '字形差异' : null,
      evidence: { result: row.result, police_name: row.policeName },
    });
  });
}
