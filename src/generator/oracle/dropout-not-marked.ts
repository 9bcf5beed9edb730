import { daysBetween } from '../calendar-date.ts';
import { ATTENDING_STATUSES, NO_STATUS_COLUMN, type Pupil } from '../pupil.ts';
import type { AbsenceRun } from './absence-run.ts';
import { contactState, dropoutDay, isInterrupted } from './absences.ts';
import { absenceExcuse } from './excuse.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import type { Inspection } from './inspection.ts';
import { comparableNumber } from './paper.ts';
import { registryKey } from './registry-number.ts';

/** First day on which more days than the limit have gone by. */
const overLimitOn = ({ firstDay, days, pupil }: AbsenceRun, inspection: Inspection): string | undefined =>
  days.find((day) => {
    const passed = daysBetween(firstDay, day) + 1 - inspection.county.calendar.vacationDays(firstDay, day);
    return passed > inspection.policyAt(pupil.schoolCode).maxDays;
  });

const monthOn = (run: AbsenceRun, inspection: Inspection): string | undefined =>
  run.days.find((day) => day >= dropoutDay(run, day, inspection));

/** Whether the register says that the child was marked since the run began. */
function isMarked({ pupil, firstDay }: AbsenceRun, inspection: Inspection): boolean {
  const isSame = (other: Pupil | undefined): boolean => {
    if (!other) return false;
    if (other.key === pupil.key) return true;
    const [registry, number] = [registryKey(pupil), comparableNumber(pupil)];
    return (registry !== null && registryKey(other) === registry) || (number !== null && comparableNumber(other) === number);
  };
  return inspection.county.dropouts.some(
    ({ pupilKey, markedDate }) =>
      markedDate !== null && markedDate >= firstDay && markedDate <= inspection.asOf && isSame(inspection.recordOf(pupilKey)),
  );
}

/** 应标未标辍学: long enough away to be marked in the system, and the record still says that the child attends. */
export function dropoutNotMarked(inspection: Inspection, runs: readonly AbsenceRun[]): readonly ExpectedFinding[] {
  return runs.flatMap((run) => {
    const { pupil, firstDay, lastDay, naturalDays } = run;
    const failed = contactState(run, inspection) === 'failed';
    const overLimit = failed ? overLimitOn(run, inspection) : undefined;
    const month = monthOn(run, inspection);
    const [due] = [overLimit, month].filter((day) => day !== undefined).sort();
    if (due === undefined || !ATTENDING_STATUSES.has(pupil.status) || due > inspection.asOf) return [];
    // A sheet without the column does not say whether anything was marked.
    if (pupil.status === NO_STATUS_COLUMN) return [];
    if (absenceExcuse(pupil, lastDay, inspection) !== null || isMarked(run, inspection)) return [];
    return aboutPupil(pupil, inspection.classOf(pupil), {
      check: 'dropout-not-marked',
      severity: inspection.policyAt(pupil.schoolCode).regulatesAbsence ? 'red' : 'blue',
      certainty: isInterrupted(run) ? '待核' : '确定',
      occurrence: firstDay,
      evidence: {
        first_day: firstDay,
        last_day: lastDay,
        natural_days: naturalDays,
        due_day: due,
        rule: month === undefined ? '疑似辍学' : '连续一个月未到校',
        contact_state: overLimit === undefined ? null : 'failed',
      },
    });
  });
}
