import { addDays, addMonths } from '../calendar-date.ts';
import type { AbsenceRun } from './absence-run.ts';
import { absenceExcuse } from './excuse.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import type { Inspection } from './inspection.ts';

type ContactState = 'reached' | 'failed' | 'none';

interface Verdict {
  readonly check: string;
  readonly severity: ExpectedFinding['severity'];
  readonly variant: string | null;
}

/** The day that completes the month, vacation days up to `lastDay` not counted: 01-31 plus one month is the last day of February. */
export function dropoutDay({ pupil, firstDay }: AbsenceRun, lastDay: string, inspection: Inspection): string {
  const due = addMonths(firstDay, inspection.policyAt(pupil.schoolCode).dropoutMonths);
  return addDays(due, inspection.county.calendar.vacationDays(firstDay, lastDay));
}

/** 考勤中断: since the class was last called, two school days or more have gone by. */
export const isInterrupted = (run: AbsenceRun): boolean => run.unreportedSchoolDays >= 2;

/** The gravest of the four checks that the run meets; null when it meets none. */
function verdictOf(run: AbsenceRun, contact: ContactState, inspection: Inspection): Verdict | null {
  const policy = inspection.policyAt(run.pupil.schoolCode);
  const graded = (severity: Verdict['severity']): Verdict['severity'] => (policy.regulatesAbsence ? severity : 'blue');
  const interrupted = isInterrupted(run) ? '考勤中断' : null;
  if (run.lastDay >= dropoutDay(run, run.lastDay, inspection))
    return { check: 'absence-dropout', severity: graded('red'), variant: interrupted };
  if (run.naturalDays > policy.maxDays) {
    if (contact === 'reached') return { check: 'absence-7d-contacted', severity: graded('orange'), variant: interrupted };
    const variant = interrupted ?? (contact === 'none' ? '待联系核实' : null);
    return { check: 'absence-suspected-dropout', severity: graded(interrupted ? 'orange' : 'red'), variant };
  }
  if (run.schoolDays >= policy.warnSchoolDays) return { check: 'absence-early-warning', severity: 'blue', variant: interrupted };
  return null;
}

/** What came of the calls since the run began. */
export function contactState({ pupil, firstDay }: AbsenceRun, inspection: Inspection): ContactState {
  const since = inspection.contactsOf(pupil).filter(({ date }) => date >= firstDay && date <= inspection.asOf);
  if (since.some(({ result }) => result === 'reached')) return 'reached';
  return since.length > 0 ? 'failed' : 'none';
}

/** 缺勤预警、疑似辍学、超期未到校已联系、连续一个月未到校: each run once, as the gravest. */
export function absenceFindings(inspection: Inspection, runs: readonly AbsenceRun[]): readonly ExpectedFinding[] {
  return runs.flatMap((run) => {
    const state = contactState(run, inspection);
    const verdict = verdictOf(run, state, inspection);
    if (!verdict) return [];
    return aboutPupil(run.pupil, inspection.classOf(run.pupil), {
      ...verdict,
      occurrence: run.firstDay,
      excused_by: absenceExcuse(run.pupil, run.lastDay, inspection),
      evidence: {
        first_day: run.firstDay,
        last_day: run.lastDay,
        natural_days: run.naturalDays,
        school_days: run.schoolDays,
        contact_state: state,
        last_reported_day: run.lastReportedDay,
      },
    });
  });
}
