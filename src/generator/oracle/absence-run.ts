import type { AbsenceMark } from '../attendance.ts';
import { daysBetween } from '../calendar-date.ts';
import type { Leave } from '../paperwork.ts';
import type { Pupil } from '../pupil.ts';
import type { School } from '../school.ts';
import { groupBy } from './grouping.ts';
import type { Inspection } from './inspection.ts';

/** An unbroken absence without leave after which the pupil has not been seen. */
export interface AbsenceRun {
  readonly pupil: Pupil;
  readonly firstDay: string;
  readonly lastDay: string;
  /** First and last and the confirmed days between them. */
  readonly days: readonly string[];
  /** Both ends count; days of the winter and summer vacation do not. */
  readonly naturalDays: number;
  /** Confirmed days of absence. */
  readonly schoolDays: number;
  /** Last day on which the class was called. */
  readonly lastReportedDay: string;
  /** School days since then, the day of inspection included. */
  readonly unreportedSchoolDays: number;
}

type DayState = 'absent' | 'on leave' | 'present';

/** Approved by its own column; else by the kind of mark; and a bare 缺勤 by an approved leave over that day. */
function isApproved(mark: AbsenceMark, leaves: readonly Leave[]): boolean {
  if (mark.approved !== null) return mark.approved;
  if (mark.status === 'sick_leave' || mark.status === 'personal_leave') return true;
  return leaves.some(({ approval, startDate, endDate }) => approval === 'approved' && startDate <= mark.date && mark.date <= endDate);
}

/** Half a day away is half a day in class, and so is a day that began late. */
function stateOf(mark: AbsenceMark | undefined, leaves: readonly Leave[]): DayState {
  if (mark?.dayPart !== 'full' || mark.status === 'present' || mark.status === 'late') return 'present';
  return isApproved(mark, leaves) ? 'on leave' : 'absent';
}

/** Runs of absent days with nothing but absent days between them; the days are those on which the class was called. */
function runsIn(days: readonly string[], states: readonly DayState[]): readonly (readonly string[])[] {
  const runs: string[][] = [];
  days.forEach((day, index) => {
    if (states[index] !== 'absent') return;
    if (states[index - 1] === 'absent') runs.at(-1)?.push(day);
    else runs.push([day]);
  });
  return runs;
}

/** School days of the attendance period on which each class was called. */
class ReportedDays {
  readonly #inspection: Inspection;
  readonly #lastMarks: ReadonlyMap<string, string>;
  readonly #known = new Map<string, readonly string[]>();

  constructor(inspection: Inspection) {
    this.#inspection = inspection;
    const lastMarks = new Map<string, string>();
    for (const pupil of inspection.county.pupils) {
      const last = inspection.county.attendance.marks.get(pupil.key)?.at(-1)?.date ?? '';
      if (last > (lastMarks.get(pupil.schoolCode) ?? '')) lastMarks.set(pupil.schoolCode, last);
    }
    this.#lastMarks = lastMarks;
  }

  of(pupil: Pupil): readonly string[] {
    const known = this.#known.get(pupil.classKey);
    if (known) return known;
    const { calendar, attendance } = this.#inspection.county;
    const school = this.#inspection.schoolOf(pupil.schoolCode);
    const unreported = attendance.unreported.get(pupil.classKey) ?? new Set<string>();
    const days = calendar.schoolDays(attendance.firstDay, this.#through(school)).filter((day) => !unreported.has(day));
    this.#known.set(pupil.classKey, days);
    return days;
  }

  /** A list of absences that names no day is good up to its own last row. */
  #through(school: School): string {
    const through =
      school.attendance === 'absences-only' && !school.statesCutoff ? (this.#lastMarks.get(school.code) ?? '') : school.reportedThrough;
    return through < this.#inspection.asOf ? through : this.#inspection.asOf;
  }
}

/** Every run of absence of an active pupil that has not ended in class. */
export function openRuns(inspection: Inspection): readonly AbsenceRun[] {
  const { attendance, calendar } = inspection.county;
  const leaves = groupBy(inspection.county.leaves, (leave) => leave.pupilKey);
  const reported = new ReportedDays(inspection);
  return inspection.active.flatMap((pupil) => {
    const marks = new Map((attendance.marks.get(pupil.key) ?? []).map((mark) => [mark.date, mark]));
    if (marks.size === 0) return [];
    const days = reported.of(pupil);
    const states = days.map((day) => stateOf(marks.get(day), leaves.get(pupil.key) ?? []));
    const lastSeen = days[states.lastIndexOf('present')] ?? '';
    const lastReportedDay = days.at(-1) ?? '';
    return runsIn(days, states).flatMap((run) => {
      const firstDay = run[0] ?? '';
      const lastDay = run.at(-1) ?? '';
      if (lastDay < lastSeen) return [];
      return {
        pupil,
        firstDay,
        lastDay,
        days: run,
        naturalDays: daysBetween(firstDay, lastDay) + 1 - calendar.vacationDays(firstDay, lastDay),
        schoolDays: run.length,
        lastReportedDay,
        unreportedSchoolDays: calendar.schoolDays(lastReportedDay, inspection.asOf).length - 1,
      };
    });
  });
}
