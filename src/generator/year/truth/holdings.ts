import { daysBetween } from '../../calendar-date.ts';
import { classOf, type SentChange, type SentList, type Week, type Year, type YearPupil } from '../sent.ts';

/** Natural days: data that is older has not been sent for the week. */
const PERIOD_DAYS = 7;

interface Submission extends SentList {
  readonly isHeld: boolean;
}

/** What the bureau has in hand on a Monday: everything that came up to then, read as the county reads it. */
export class Holdings {
  readonly year: Year;
  readonly week: Week;
  /** Of the pupils on the schools' current lists. */
  readonly current: ReadonlyMap<number, YearPupil>;
  /** The last record of each pupil who is on none of them, with the day of its list. */
  readonly lost: ReadonlyMap<number, { readonly pupil: YearPupil; readonly lastSeen: string }>;
  readonly #received: readonly Week[];
  readonly #submissions: ReadonlyMap<string, readonly Submission[]>;
  readonly #classes: ReadonlySet<string>;

  constructor(year: Year, index: number) {
    this.year = year;
    this.week = year.weeks[index]!;
    this.#received = year.weeks.slice(0, index + 1);
    this.#submissions = new Map(year.schools.map(({ code }) => [code, this.#submissionsOf(code)]));
    const listed = year.schools.flatMap(({ code }) => this.effective(code).at(-1)?.pupils ?? []);
    this.current = new Map(listed.map((pupil) => [pupil.key, pupil]));
    const lists = year.schools.flatMap(({ code }) => this.effective(code)).sort(byDate);
    const sightings = lists.flatMap(({ pupils, dataDate }) => pupils.map((pupil) => ({ pupil, lastSeen: dataDate })));
    this.lost = new Map(sightings.filter(({ pupil }) => !this.current.has(pupil.key)).map((seen) => [seen.pupil.key, seen]));
    this.#classes = new Set(listed.map(classOf));
  }

  get day(): string {
    return this.week.day;
  }

  get changes(): readonly SentChange[] {
    return this.#received.flatMap(({ changes }) => changes);
  }

  hasClass(name: string): boolean {
    return this.#classes.has(name);
  }

  /** The lists of a school that count, oldest first. */
  effective(schoolCode: string): readonly Submission[] {
    return (this.#submissions.get(schoolCode) ?? []).filter(({ isHeld }) => !isHeld);
  }

  /** Whether the list that counts is of this week and nothing newer is held back. */
  isListFresh(schoolCode: string): boolean {
    const newest = this.#submissions.get(schoolCode)?.at(-1);
    return newest !== undefined && !newest.isHeld && daysBetween(newest.dataDate, this.day) < PERIOD_DAYS;
  }

  /** Whether attendance came this week. */
  isAttendanceFresh(schoolCode: string): boolean {
    return this.#received.some(
      ({ day, attendance }) => daysBetween(day, this.day) < PERIOD_DAYS && attendance.some((report) => report.schoolCode === schoolCode),
    );
  }

  /** The days on which a school called its classes, and who was away on them. */
  attendance(schoolCode: string): ReadonlyMap<string, ReadonlySet<number>> {
    const reports = this.#received.flatMap(({ attendance }) => attendance.filter((report) => report.schoolCode === schoolCode));
    const away = (report: (typeof reports)[number], day: string): Set<number> =>
      new Set(report.absences.filter((absence) => absence.day === day).map(({ pupil }) => pupil.key));
    return new Map(reports.flatMap((report) => report.days.map((day) => [day, away(report, day)] as const)));
  }

  /** Left its last school for good and with papers, or finished it. Papers that know the child by no number of any list are nobody's. */
  hasLeftLawfully(key: number): boolean {
    const schoolCode = this.lost.get(key)?.pupil.schoolCode;
    const exits = this.changes.filter(({ kind, fromSchool }) => kind !== 'suspension' && fromSchool === schoolCode);
    const graduations = this.#received.flatMap((week) => week.graduations).filter(({ pupil }) => pupil.schoolCode === schoolCode);
    const papers = [...exits, ...graduations].map(({ pupil }) => pupil).filter((pupil) => pupil.key === key);
    const known = this.#numbersOf(key);
    return papers.some((pupil) => numbersIn(pupil).some((number) => known.has(number)));
  }

  #numbersOf(key: number): ReadonlySet<string> {
    const records = this.year.schools.flatMap(({ code }) => this.effective(code).flatMap(({ pupils }) => pupils));
    return new Set(records.filter((pupil) => pupil.key === key).flatMap(numbersIn));
  }

  #submissionsOf(schoolCode: string): readonly Submission[] {
    return this.#received
      .flatMap(({ lists, accepted }) =>
        lists
          .filter((list) => list.schoolCode === schoolCode)
          .map((list) => ({ ...list, isHeld: list.isIncomplete && !accepted.includes(schoolCode) })),
      )
      .sort(byDate);
  }
}

/** Of equal dates the later receipt is newer: the order in which they came is kept. */
const byDate = (a: SentList, b: SentList): number => (a.dataDate < b.dataDate ? -1 : a.dataDate > b.dataDate ? 1 : 0);

/** A G number is an ID number after its G. */
const numbersIn = ({ writtenId, registryNumber }: YearPupil): string[] =>
  [writtenId, registryNumber, registryNumber.replace(/^G/, '')].filter((number) => number !== '');
