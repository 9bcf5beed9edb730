import { addMonths } from '../calendar-date.ts';
import type { Placement, StatusChange } from '../paperwork.ts';
import type { Pupil } from '../pupil.ts';
import type { Inspection } from './inspection.ts';

/** A transfer that has been under way for as many workdays no longer excuses. */
const TRANSFER_WORKDAYS = 60;

/** Neither effective nor returned, rejected or withdrawn, and applied for less than 60 workdays ago. */
function isInProgress(change: StatusChange, inspection: Inspection): boolean {
  if (change.type !== '22' || change.approval !== 'pending') return false;
  if (change.effectiveDate !== null || change.returnedDate !== null || change.applyDate > inspection.asOf) return false;
  return inspection.county.calendar.workdaysAfter(change.applyDate, inspection.asOf) < TRANSFER_WORKDAYS;
}

const covers = (placement: Placement, date: string): boolean =>
  placement.startDate <= date && (placement.endDate === null || placement.endDate >= date);

const PLACEMENT_REASONS: Readonly<Record<Placement['kind'], string>> = {
  inclusive: '随班就读',
  special_school: '随班就读',
  home_teaching: '送教上门',
  reform_school: '专门学校',
};

/** Why two records of one child may stand beside each other; null when they may not. */
export function duplicateExcuse(records: readonly Pupil[], inspection: Inspection): string | null {
  const schools = [...new Set(records.map((record) => record.schoolCode))];
  if (records.length !== 2 || schools.length !== 2) return null;
  const between = (one: string | null, other: string | null): boolean => schools.every((code) => code === one || code === other);
  const transfers = records.flatMap((record) => inspection.changesOf(record)).filter((change) => isInProgress(change, inspection));
  if (transfers.some((change) => between(change.fromSchoolCode, change.toSchoolCode))) return '转学在办';
  const placement = records
    .flatMap((record) => inspection.placementsOf(record))
    .find((one) => covers(one, inspection.asOf) && between(one.recordSchoolCode, one.hostSchoolCode));
  return placement ? PLACEMENT_REASONS[placement.kind] : null;
}

/** A suspension lasts to its end, or a year when none is given. */
function isSuspended(pupil: Pupil, changes: readonly StatusChange[], date: string): boolean {
  const suspensions = changes.filter((change) => change.type === '11' && change.approval === 'approved' && change.startDate !== null);
  if (suspensions.length === 0) return pupil.status === '02';
  return suspensions.some(({ startDate, endDate }) => {
    const start = startDate ?? '';
    return start <= date && date <= (endDate ?? addMonths(start, 12));
  });
}

function isAbroad(pupil: Pupil, changes: readonly StatusChange[], date: string): boolean {
  if (pupil.status === '13') return true;
  return changes.some(
    ({ type, approval, startDate, endDate }) =>
      type === '55' && approval === 'approved' && startDate !== null && startDate <= date && (endDate === null || endDate >= date),
  );
}

/** Why a pupil need not be in class on that day; null when there is no reason. A special school is none: its pupils are missed too. */
export function absenceExcuse(pupil: Pupil, date: string, inspection: Inspection): string | null {
  const changes = inspection.changesOf(pupil);
  if (isSuspended(pupil, changes, date)) return '休学';
  const placements = inspection.placementsOf(pupil).filter((placement) => covers(placement, date));
  if (placements.some(({ kind }) => kind === 'home_teaching')) return '送教上门';
  if (placements.some(({ kind }) => kind === 'reform_school')) return '专门学校';
  if (isAbroad(pupil, changes, date)) return '出境';
  const leaving = changes.some(
    (change) => change.fromSchoolCode === pupil.schoolCode && change.applyDate <= date && isInProgress(change, inspection),
  );
  return leaving ? '转学在办' : null;
}
