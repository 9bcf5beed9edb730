import { addDays } from '../calendar-date.ts';
import type { Random } from '../random.ts';
import type { SchoolCalendar } from '../school-calendar.ts';
import type { Absentees } from './absentees.ts';
import type { Roll } from './roll.ts';
import { classOf, gradeOn, type SentAttendance, type SentList, type YearPupil, type YearSchool } from './sent.ts';

/** How a school sends its list in one week. late: not now, but with the next one. stale: next week, and then nothing newer. */
export type Mode = 'normal' | 'missing' | 'incomplete' | 'unchanged' | 'late' | 'stale';

interface Promise {
  readonly list: SentList;
  readonly isAlone: boolean;
}

/** What lists are made from. */
interface Behind {
  readonly roll: Roll;
  readonly absentees: Absentees;
  readonly calendar: SchoolCalendar;
  readonly staysListed: (key: number) => boolean;
}

/** What one school sends from week to week. */
export class SchoolPost {
  readonly #school: YearSchool;
  readonly #roll: Roll;
  readonly #absentees: Absentees;
  readonly #calendar: SchoolCalendar;
  /** Pupils who share a number with another are not left out: by that number they would be found all the same. */
  readonly #staysListed: (key: number) => boolean;
  #owed: Promise | null = null;
  #last: SentList | null = null;
  #silentWeeks = 0;
  #classesBefore: SentAttendance['classes'];
  #reportedThrough: string;

  /** `since`: the day before which no attendance was sent. */
  constructor(school: YearSchool, { roll, absentees, calendar, staysListed }: Behind, since: string) {
    this.#school = school;
    this.#roll = roll;
    this.#absentees = absentees;
    this.#calendar = calendar;
    this.#staysListed = staysListed;
    this.#reportedThrough = addDays(since, -1);
    this.#classesBefore = this.#classes();
  }

  get code(): string {
    return this.#school.code;
  }

  /** `mustSend`: in the first week, and when the classes have moved up. */
  choose(random: Random, mustSend: boolean): Mode {
    const draw = random.next();
    if (this.#owed?.isAlone && !mustSend) return 'missing';
    if (this.#silentWeeks > 0 && !mustSend) {
      this.#silentWeeks -= 1;
      return 'missing';
    }
    if (mustSend || draw < 0.76) return 'normal';
    if (draw < 0.83) this.#silentWeeks = random.int(0, 1);
    if (draw < 0.83) return 'missing';
    if (draw < 0.89) return this.#last === null || this.#last.isIncomplete ? 'normal' : 'unchanged';
    if (draw < 0.94) return this.#last?.isIncomplete ? 'normal' : 'incomplete';
    return draw < 0.98 ? 'late' : 'stale';
  }

  lists(mode: Mode, day: string, random: Random): readonly SentList[] {
    const owed = this.#owed;
    const list = this.#listOf(mode, day, random);
    const isLate = mode === 'late' || mode === 'stale';
    this.#owed = isLate ? { list: this.#full(day), isAlone: mode === 'stale' } : null;
    const sent = [...(owed ? [owed.list] : []), ...(list && !isLate ? [list] : [])];
    this.#last = sent.at(-1) ?? this.#last;
    return sent;
  }

  /** All days since the last report, or where the school was silent sometimes only the last ones. */
  attendance(mode: Mode, day: string, random: Random): SentAttendance | null {
    if (mode === 'missing' || mode === 'late' || mode === 'stale') return null;
    const from = addDays(this.#reportedThrough, 1);
    const isGap = from < addDays(day, -7) && random.chance(0.3);
    const days = this.#calendar.schoolDays(isGap ? addDays(day, -7) : from, addDays(day, -1));
    this.#reportedThrough = addDays(day, -1);
    if (days.length === 0) return null;
    // In August the days of July are still told of the classes and pupils that the school had then.
    const was = ({ cohort }: YearPupil): boolean => this.#hasGrade(gradeOn(cohort, days[0]!));
    const pupils = this.#roll.of(this.code).filter(was);
    const classes = pupils.length < this.#roll.of(this.code).length ? this.#classesBefore : this.#classes();
    const absences = days.flatMap((date) =>
      pupils.filter(({ key }) => this.#absentees.isAbsent(key, date)).map((pupil) => ({ pupil, day: date })),
    );
    this.#classesBefore = this.#classes();
    return { schoolCode: this.code, days, classes, absences };
  }

  #classes(): SentAttendance['classes'] {
    return this.#roll.classes(this.code).map(([first]) => ({ cohort: first!.cohort, classNo: first!.classNo }));
  }

  #hasGrade(grade: number): boolean {
    return this.#school.stage === 'primary' ? grade >= 1 && grade <= 6 : grade >= 7 && grade <= 9;
  }

  #listOf(mode: Mode, day: string, random: Random): SentList | null {
    if (mode === 'missing') return null;
    if (mode === 'unchanged') return { ...this.#last!, dataDate: day };
    return mode === 'incomplete' ? this.#withoutAClass(day, random) : this.#full(day);
  }

  #full(day: string): SentList {
    return { schoolCode: this.code, dataDate: day, pupils: this.#roll.of(this.code), isIncomplete: false };
  }

  /** One that stays: those of the last grade may leave. */
  #withoutAClass(day: string, random: Random): SentList {
    const full = this.#full(day);
    const isStaying = ({ cohort }: YearPupil): boolean => ![6, 9].includes(gradeOn(cohort, day));
    // Where a pupil has left or gone over to the next class, it does not look as if a class were missing.
    const now = new Map(full.pupils.map((pupil) => [pupil.key, classOf(pupil)]));
    const divided = new Set(this.#last?.pupils.filter((pupil) => now.get(pupil.key) !== classOf(pupil)).map(classOf));
    const classes = this.#roll
      .classes(this.code)
      .filter((pupils) => pupils.length > 5 && isStaying(pupils[0]!) && !divided.has(classOf(pupils[0]!)))
      .filter((pupils) => !pupils.some(({ key }) => this.#staysListed(key)));
    if (classes.length === 0) return full;
    const left = new Set(random.pick(classes).map(({ key }) => key));
    return { ...full, pupils: full.pupils.filter(({ key }) => !left.has(key)), isIncomplete: true };
  }
}
