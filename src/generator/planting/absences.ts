import type { AbsenceMark } from '../attendance.ts';
import type { Draft } from '../draft.ts';
import { ABSENCE_CASES, type AbsenceCase, type DayInstead } from './absence-cases.ts';
import { absent, type Run, takeRun } from './absence-run.ts';

function dayOf(run: Run, date: string, absenceCase: AbsenceCase): DayInstead {
  if (absenceCase.middle && date === run.days[Math.floor(run.days.length / 2)]) return absenceCase.middle;
  if (absenceCase.lastDay && date === run.last) return absenceCase.lastDay;
  return absenceCase.mark ?? absent;
}

function mark(draft: Draft, run: Run, absenceCase: AbsenceCase): void {
  const marks: AbsenceMark[] = [];
  for (const date of run.days) {
    const day = dayOf(run, date, absenceCase);
    if (day === 'present') continue;
    if (day === 'unreported') {
      draft.unreported.set(run.pupil.classKey, new Set([...(draft.unreported.get(run.pupil.classKey) ?? []), date]));
      continue;
    }
    marks.push({ date, ...day });
  }
  draft.marks.set(run.pupil.key, marks);
}

/** Whether a mark is missing can be told only where the sheet has the state of the record. */
const tellsOfMarks = ({ expect }: AbsenceCase): boolean =>
  expect.some(([check, outcome]) => check === 'dropout-not-marked' && outcome === 'found');

/** Long absences and what resembles them: the four absence checks. A case for which the term is still too short is left out. */
export function plantAbsences(draft: Draft): void {
  for (const absenceCase of ABSENCE_CASES) {
    const run = takeRun(draft, absenceCase.fits, { ...absenceCase, ...(tellsOfMarks(absenceCase) ? { system: true } : {}) });
    if (!run) continue;
    if (absenceCase.fullRoll) draft.fullRoll.add(run.pupil.classKey);
    mark(draft, run, absenceCase);
    absenceCase.also?.(draft, run);
    for (const [check, outcome, variant] of absenceCase.expect) {
      draft.plant(check, absenceCase.name, outcome, [run.pupil], variant ?? null);
    }
  }
}
