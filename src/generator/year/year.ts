import { addDays, dateRange, weekday } from '../calendar-date.ts';
import { Random } from '../random.ts';
import { buildCalendar, type SchoolCalendar } from '../school-calendar.ts';
import { Absentees } from './absentees.ts';
import { Corrections } from './corrections.ts';
import { Faults } from './faults.ts';
import { Leavers } from './leavers.ts';
import { PRIMARY_STANDARD, Roll } from './roll.ts';
import { SchoolPost } from './sending.ts';
import { gradeOn, type SentChange, type SentGraduation, type Week, type Year, type YearPupil } from './sent.ts';

export interface YearOptions {
  readonly pupils: number;
  readonly seed: number;
  /** A Monday of 2026, in term time. */
  readonly firstDay: string;
  /** Mondays without school in the week before or after are left out. */
  readonly weeks: number;
}

/** The county allows three pupils more in a primary class: for two weeks at the end of the school year, and then for good. */
const MORE_ALLOWED = PRIMARY_STANDARD + 3;
const limitOn = (day: string): number =>
  (day >= '2026-06-29' && day < '2026-07-13') || day >= '2026-10-12' ? MORE_ALLOWED : PRIMARY_STANDARD;

/** A county's registry and attendance week by week, with what schools send of it, and when. The same options give the same year. */
export function simulateYear(options: YearOptions): Year {
  const calendar = buildCalendar('2026-09-01');
  const days = mondays(calendar, options);
  const random = new Random(options.seed);
  const county = new County(options, calendar, random.fork('roll'));
  const weeks = days.map((day, index) => county.week(day, days[index - 1] ?? null, random.fork(day)));
  return { calendar, schools: county.roll.schools, weeks };
}

/** Those of term time, and the one before the first day of a term. */
function mondays(calendar: SchoolCalendar, { firstDay, weeks }: YearOptions): readonly string[] {
  const last = calendar.days.at(-1)!.date;
  const found = dateRange(firstDay, last).filter((day) => weekday(day) === 1 && calendar.day(addDays(day, 1))?.term);
  if (found.length < weeks) throw new Error(`only ${found.length} weeks from ${firstDay}`);
  return found.slice(0, weeks);
}

class County {
  readonly roll: Roll;
  readonly #absentees: Absentees;
  readonly #faults: Faults;
  readonly #leavers: Leavers;
  readonly #corrections: Corrections;
  readonly #posts: readonly SchoolPost[];
  /** Of each kind of event in a week. */
  readonly #pace: number;

  constructor({ pupils, firstDay }: YearOptions, calendar: SchoolCalendar, random: Random) {
    this.roll = new Roll(pupils, firstDay, random);
    this.#absentees = new Absentees(this.roll, calendar);
    this.#faults = new Faults(this.roll);
    this.#leavers = new Leavers(this.roll);
    this.#corrections = new Corrections(this.roll);
    const since = addDays(firstDay, -7);
    const behind = { roll: this.roll, absentees: this.#absentees, calendar, staysListed: (key: number) => this.#faults.isShared(key) };
    this.#posts = this.roll.schools.map((school) => new SchoolPost(school, behind, since));
    this.#pace = Math.max(1, Math.round(pupils / 300));
  }

  week(day: string, before: string | null, random: Random): Week {
    const hasMovedUp = before !== null && before.slice(5) < '08-01' && day.slice(5) >= '08-01';
    const graduations = hasMovedUp ? this.#promote(day) : [];
    const modes = new Map(this.#posts.map((post) => [post.code, post.choose(random, before === null || hasMovedUp)]));
    const changes = [...this.#leavers.settle(day)];
    this.#faults.pass(random, day, 4 * this.#pace, {
      isFree: (key) => !this.#absentees.isAway(key, day),
      isKnownByRegistry: (key) => this.#corrections.hasChanged(key),
    });
    this.#absentees.pass(random, day, 3 * this.#pace, (key) => !this.#faults.has(key));
    changes.push(...this.#suspend(random, day));
    if (before !== null) {
      this.#corrections.pass(
        random,
        6 * this.#pace,
        (key) => this.#isSteady(key),
        (key) => !this.#faults.has(key),
      );
      changes.push(...this.#leavers.pass(random, day, this.#pace, (key) => this.#isWatched(key, day)));
      changes.push(...this.#changeSchools(random, day, (code) => modes.get(code) === 'normal'));
    }
    const lists = this.#posts.flatMap((post) => post.lists(modes.get(post.code)!, day, random));
    return {
      day,
      lists,
      attendance: this.#posts.flatMap((post) => post.attendance(modes.get(post.code)!, day, random) ?? []),
      changes,
      graduations,
      accepted: lists.filter(({ isIncomplete }) => isIncomplete && random.chance(0.35)).map(({ schoolCode }) => schoolCode),
      primaryLimit: limitOn(day),
    };
  }

  #promote(day: string): readonly SentGraduation[] {
    const leavers = this.roll.promote(day);
    for (const { key } of leavers) this.#faults.forget(key);
    return leavers.map((pupil) => ({ pupil, day: `${day.slice(0, 4)}-07-10` }));
  }

  /** Of those who are away some are suspended on application: excused from then on. */
  #suspend(random: Random, day: string): readonly SentChange[] {
    const away = this.roll.pupils.filter(({ key }) => this.#absentees.isAbsent(key, addDays(day, -1)) && random.chance(0.04));
    return away.map((pupil) => this.#leavers.change('suspension', pupil, null, day));
  }

  /** To the same grade of another school of the county, with papers and without: the number tells that it is the same child. */
  #changeSchools(random: Random, day: string, sends: (code: string) => boolean): readonly SentChange[] {
    const primaries = this.roll.schools.filter(({ stage, code }) => stage === 'primary' && sends(code));
    if (primaries.length < 2) return [];
    const canMove = ({ key, cohort, registryNumber }: YearPupil): boolean =>
      registryNumber.startsWith('G') && this.#isSteady(key) && !this.#faults.isShared(key) && gradeOn(cohort, day) < 6;
    const papers: SentChange[] = [];
    for (let turn = 0; turn < this.#pace; turn += 1) {
      const from = random.pick(primaries);
      const to = random.pick(primaries.filter(({ code }) => code !== from.code));
      const all = this.roll.of(from.code);
      const watched = all.filter(({ key }) => this.#isWatched(key, day));
      const pupil = random.pick(turn % 2 === 0 && watched.length > 0 ? watched : all);
      if (!canMove(pupil)) continue;
      this.#corrections.move(pupil, to.code);
      if (random.chance(0.5)) papers.push(this.#leavers.change('transfer-in', pupil, to.code, day));
    }
    return papers;
  }

  /** Whether something is wrong with the pupil's record or attendance. */
  #isWatched(key: number, day: string): boolean {
    return this.#faults.has(key) || this.#absentees.isAbsent(key, addDays(day, -1));
  }

  #isSteady(key: number): boolean {
    return !this.#corrections.hasChanged(key) && !this.#faults.hasLostRegistry(key);
  }
}
