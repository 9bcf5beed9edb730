import type { AbsenceMark } from '../attendance.ts';
import type { Draft } from '../draft.ts';
import type { Pupil } from '../pupil.ts';
import { type AttendanceStyle, hasSystemColumns, type School } from '../school.ts';

/** School days on which a pupil stays away, the last of them near the day of inspection. */
export interface Run {
  readonly pupil: Pupil;
  readonly days: readonly string[];
  readonly first: string;
  readonly last: string;
}

/** Which run is wanted: its school days, first to last. */
export type Fits = (days: readonly string[]) => boolean;

export interface RunOptions {
  readonly style?: AttendanceStyle;
  /** The school's files give the state of a record. */
  readonly system?: true;
  /** School days after the run, up to the day of inspection, on which the class is not reported. */
  readonly unreportedAfter?: readonly [min: number, max: number];
  /** What is planted concerns the whole class, so that no other case may be in it. */
  readonly ownClass?: true;
}

export const absent: Omit<AbsenceMark, 'date'> = { dayPart: 'full', status: 'absent', label: '旷课', approved: null };

/** The run that ends as late as possible and fits; null when the term has none. */
function findRun(draft: Draft, school: School, fits: Fits, [min, max]: readonly [number, number]): readonly string[] | null {
  const days = draft.calendar.schoolDays(draft.termStart, school.reportedThrough);
  for (let end = days.length - 1; end >= 0; end -= 1) {
    const unreported = draft.calendar.schoolDays(days[end] ?? draft.asOf, draft.asOf).length - 1;
    if (unreported > max) return null;
    // A list of absences cannot leave out a class for a day: what it does not name, attended.
    if (unreported < min || (school.attendance === 'absences-only' && end < days.length - 1)) continue;
    for (let start = end; start >= 0; start -= 1) {
      const run = days.slice(start, end + 1);
      if (fits(run)) return run;
    }
  }
  return null;
}

/** Finds a pupil for a run and marks the class as not reported after it. Does not mark the absences. */
export function takeRun(draft: Draft, fits: Fits, options: RunOptions = {}): Run | null {
  const bySchool = new Map<string, readonly string[] | null>();
  const runAt = (school: School): readonly string[] | null => {
    const known = bySchool.get(school.code);
    if (known !== undefined) return known;
    const run = findRun(draft, school, fits, options.unreportedAfter ?? [0, 1]);
    bySchool.set(school.code, run);
    return run;
  };
  const silent = (school: School, run: readonly string[]): readonly string[] =>
    draft.calendar.schoolDays(run.at(-1) ?? draft.asOf, school.reportedThrough).slice(1);
  const pupil = draft.take((_, plan, school) => {
    if (plan.size < 20 || school.attendance !== (options.style ?? 'class-reported')) return false;
    if (options.system && !hasSystemColumns(school.form)) return false;
    const run = runAt(school);
    if (run === null) return false;
    const alone = options.ownClass === true || silent(school, run).length > 0;
    return !alone || draft.isUntouched(plan.key);
  });
  if (!pupil) return null;
  const school = draft.schoolOf(pupil.schoolCode);
  const days = runAt(school) ?? [];
  const after = silent(school, days);
  if (after.length > 0) draft.unreported.set(pupil.classKey, new Set(after));
  if (after.length > 0 || options.ownClass) draft.closeClass(pupil.classKey);
  return { pupil, days, first: days[0] ?? draft.asOf, last: days.at(-1) ?? draft.asOf };
}
