import { addDays, addMonths, daysBetween } from '../../calendar-date.ts';
import { groupBy } from '../../files/group-by.ts';
import { checksOut } from '../../identity.ts';
import { schoolYearOf } from '../../school-calendar.ts';
import { classOf, type YearPupil } from '../sent.ts';
import type { Holdings } from './holdings.ts';

/** The checks that the year is judged by. */
export const YEAR_CHECKS = [
  'dup-id-number',
  'id-missing',
  'id-checksum',
  'xueji-number-missing',
  'class-size-over-standard',
  'absence-early-warning',
  'absence-suspected-dropout',
  'absence-dropout',
  'pupil-vanished',
] as const;
export type YearCheck = (typeof YEAR_CHECKS)[number];

export const isAboutAbsence = (check: YearCheck): boolean => check.startsWith('absence-');

/** One problem on one day, as a plain reading of the rule finds it. */
export interface Problem {
  readonly check: YearCheck;
  /** Of a pupil the key, of a class its lasting name. */
  readonly subject: number | string;
  readonly occurrence: string | null;
  readonly schoolCode: string;
  /** excused: withheld for a reason. graver: a graver problem on the same fact is reported instead. */
  readonly state: 'found' | 'excused' | 'graver';
  /** By which rows of one duplicate are told from others. */
  readonly group: string | null;
  /** The evidence whose change makes an accepted explanation lapse. */
  readonly material: string;
  /** Of an absence the last day away. */
  readonly lastDay: string | null;
}

const JUNIOR_LIMIT = 50;
const WARNING_SCHOOL_DAYS = 3;
const MAX_DAYS = 7;

/** What is wrong on the day of the run, by what the bureau has in hand. */
export function problemsOf(holdings: Holdings): readonly Problem[] {
  return [...cellProblems(holdings), ...sharedNumbers(holdings), ...crowdedClasses(holdings), ...absences(holdings), ...vanished(holdings)];
}

const about = (check: YearCheck, pupil: YearPupil, group: string | null = null): Problem => ({
  check,
  subject: pupil.key,
  occurrence: null,
  schoolCode: pupil.schoolCode,
  state: 'found',
  group,
  material: '',
  lastDay: null,
});

function cellProblems(holdings: Holdings): readonly Problem[] {
  return [...holdings.current.values()].flatMap((pupil) => {
    if (pupil.writtenId === '') return about('id-missing', pupil);
    if (!checksOut(pupil.writtenId)) return about('id-checksum', pupil);
    return pupil.registryNumber === '' && isNumberOwed(pupil, holdings) ? about('xueji-number-missing', pupil) : [];
  });
}

/** One month after the month of entry has passed. */
function isNumberOwed({ enrolMonth, schoolCode }: YearPupil, holdings: Holdings): boolean {
  const lastDay = addDays(addMonths(`${enrolMonth}-01`, 2), -1);
  return holdings.effective(schoolCode).at(-1)!.dataDate > lastDay;
}

function sharedNumbers(holdings: Holdings): readonly Problem[] {
  const pupils = [...holdings.current.values()].filter(({ writtenId }) => writtenId !== '' && checksOut(writtenId));
  return [...groupBy(pupils, ({ writtenId }) => writtenId)].flatMap(([number, sharers]) =>
    sharers.length > 1 ? sharers.map((pupil) => ({ ...about('dup-id-number', pupil, number), material: `${sharers.length}` })) : [],
  );
}

function crowdedClasses(holdings: Holdings): readonly Problem[] {
  const stages = new Map(holdings.year.schools.map(({ code, stage }) => [code, stage]));
  return [...groupBy(holdings.current.values(), classOf)].flatMap(([name, pupils]) => {
    const { schoolCode } = pupils[0]!;
    const limit = stages.get(schoolCode) === 'primary' ? holdings.week.primaryLimit : JUNIOR_LIMIT;
    return pupils.length > limit ? { ...about('class-size-over-standard', pupils[0]!), subject: name } : [];
  });
}

/** The days away since a pupil was last seen in class; every called day without an entry is a day in class. */
function absences(holdings: Holdings): readonly Problem[] {
  const suspended = new Set(holdings.changes.filter(({ kind }) => kind === 'suspension').map(({ pupil }) => pupil.key));
  return holdings.year.schools.flatMap(({ code }) => {
    const called = [...holdings.attendance(code)].sort(([a], [b]) => (a < b ? -1 : 1));
    const missing = called.at(-1)?.[1] ?? new Set<number>();
    if (!hasAttendanceOfTerm(holdings, code)) return [];
    return [...missing].flatMap((key) => {
      const pupil = holdings.current.get(key);
      if (pupil?.schoolCode !== code) return [];
      const seen = called.findLastIndex(([, away]) => !away.has(key));
      const days = called.slice(seen + 1).map(([day]) => day);
      const checks = absenceChecks(days, holdings);
      return checks.map((check, index): Problem => {
        const state = suspended.has(key) ? 'excused' : index === 0 ? 'found' : 'graver';
        return { ...about(check, pupil), occurrence: days[0]!, lastDay: days.at(-1)!, state };
      });
    });
  });
}

/** Whether the child has been in class after that day: the class was called, in this school year, and nobody missed the child. */
export function wasInClassAfter(lastDay: string, { key, schoolCode }: YearPupil, holdings: Holdings): boolean {
  const firstDay = `${schoolYearOf(holdings.day)}-08-01`;
  return [...holdings.attendance(schoolCode)].some(([day, away]) => day > lastDay && day >= firstDay && !away.has(key));
}

/** The checks that an absence meets, the gravest first. */
function absenceChecks(days: readonly string[], { year: { calendar } }: Holdings): readonly YearCheck[] {
  const [first, last] = [days[0]!, days.at(-1)!];
  const vacation = calendar.vacationDays(first, last);
  const natural = daysBetween(first, last) + 1 - vacation;
  return [
    ...(last >= addDays(addMonths(first, 1), vacation) ? (['absence-dropout'] as const) : []),
    ...(natural > MAX_DAYS ? (['absence-suspected-dropout'] as const) : []),
    ...(days.length >= WARNING_SCHOOL_DAYS ? (['absence-early-warning'] as const) : []),
  ];
}

/** Whether the school reported any day of the term; in the holidays, of the last one. */
export function hasAttendanceOfTerm(holdings: Holdings, schoolCode: string): boolean {
  const start = holdings.year.calendar.termStart(holdings.day);
  const { calendar } = holdings.year;
  const isListed = ([day]: readonly [string, unknown]): boolean => day >= start && calendar.isSchoolDay(day);
  return [...holdings.attendance(schoolCode)].some(isListed);
}

function vanished(holdings: Holdings): readonly Problem[] {
  return [...holdings.lost.values()].flatMap(({ pupil, lastSeen }): Problem[] =>
    holdings.hasLeftLawfully(pupil.key) ? [] : [{ ...about('pupil-vanished', pupil), occurrence: lastSeen }],
  );
}
