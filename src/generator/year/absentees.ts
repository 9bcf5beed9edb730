import { addDays } from '../calendar-date.ts';
import type { Random } from '../random.ts';
import type { SchoolCalendar } from '../school-calendar.ts';
import type { Roll } from './roll.ts';

interface Absence {
  readonly from: string;
  /** The last day away. */
  readonly to: string;
}

/** Natural days away: not worth a word, a warning, a suspected dropout, a dropout, over the holidays. */
const LENGTHS = [2, 6, 6, 14, 25, 50, 90] as const;

/** Who is away from class, from when to when. */
export class Absentees {
  readonly #roll: Roll;
  readonly #calendar: SchoolCalendar;
  readonly #absences = new Map<number, Absence[]>();

  constructor(roll: Roll, calendar: SchoolCalendar) {
    this.#roll = roll;
    this.#calendar = calendar;
  }

  /** Whether the pupil is away on a day of the last two weeks or later: others are not to be mixed up with it. */
  isAway(key: number, day: string): boolean {
    return (this.#absences.get(key) ?? []).some(({ to }) => to >= addDays(day, -14));
  }

  isAbsent(key: number, day: string): boolean {
    return (this.#absences.get(key) ?? []).some(({ from, to }) => from <= day && day <= to);
  }

  /** Whoever began to stay away in the week before `day`, and who after having come back stays away again. */
  pass(random: Random, day: string, count: number, isFree: (key: number) => boolean): void {
    const pupils = this.#roll.pupils;
    const days = this.#calendar.schoolDays(addDays(day, -7), addDays(day, -1));
    const again = [...this.#absences.keys()].filter(() => random.chance(0.03));
    const fresh = Array.from({ length: count }, () => random.pick(pupils).key);
    for (const key of [...again, ...fresh]) {
      if (!this.#roll.get(key) || days.length === 0 || !isFree(key) || this.isAway(key, day)) continue;
      const from = random.pick(days);
      this.#absences.set(key, [...(this.#absences.get(key) ?? []), { from, to: addDays(from, random.pick(LENGTHS)) }]);
    }
  }
}
