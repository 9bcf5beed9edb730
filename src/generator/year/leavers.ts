import type { Random } from '../random.ts';
import type { Roll } from './roll.ts';
import { gradeOn, type SentChange, type YearPupil } from './sent.ts';

interface Gone {
  readonly pupil: YearPupil;
  /** Weeks until it comes out. */
  readonly weeks: number;
  readonly end: 'returns' | 'left lawfully' | 'stays gone';
}

const ENDS = ['returns', 'left lawfully', 'returns', 'stays gone'] as const;

/** Pupils who are taken off a list: some with papers, some without; some of these turn up again, of some the papers come later. */
export class Leavers {
  readonly #roll: Roll;
  readonly #gone = new Map<number, Gone>();
  readonly #once = new Set<number>();
  #changes = 0;

  constructor(roll: Roll) {
    this.#roll = roll;
  }

  change(kind: SentChange['kind'], pupil: YearPupil, toSchool: string | null, day: string): SentChange {
    this.#changes += 1;
    return { no: `YD${String(this.#changes).padStart(6, '0')}`, kind, pupil, fromSchool: pupil.schoolCode, toSchool, day };
  }

  /** Who vanished comes back or turns out to have left. Returns the papers. */
  settle(day: string): readonly SentChange[] {
    const papers: SentChange[] = [];
    for (const [key, gone] of [...this.#gone]) {
      this.#gone.set(key, { ...gone, weeks: gone.weeks - 1 });
      if (gone.weeks > 0 || gone.end === 'stays gone') continue;
      this.#gone.delete(key);
      const hasGrownOut = this.#isOfAnotherSchool(gone.pupil, day);
      if (gone.end === 'returns' && !hasGrownOut) this.#roll.put(gone.pupil);
      else papers.push(this.change('transfer-out', gone.pupil, null, day));
    }
    return papers;
  }

  /** Takes pupils off the lists, without a word or with papers: any, and some of those who are watched for something. */
  pass(random: Random, day: string, count: number, isWatched: (key: number) => boolean): readonly SentChange[] {
    const papers: SentChange[] = [];
    const watched = this.#roll.pupils.filter(({ key }) => isWatched(key) && random.chance(0.06));
    const any = Array.from({ length: count }, () => random.pick(this.#roll.pupils));
    for (const [turn, pupil] of [...any, ...watched].entries()) {
      if (this.#once.has(pupil.key)) continue;
      this.#once.add(pupil.key);
      this.#roll.remove(pupil.key);
      if (turn % 3 === 2) papers.push(this.change('transfer-out', pupil, null, day));
      else this.#gone.set(pupil.key, { pupil, weeks: random.int(0, 3), end: random.pick(ENDS) });
    }
    return papers;
  }

  /** Children of the grades that went on in August do not come back to the school that they left. */
  #isOfAnotherSchool({ cohort, schoolCode }: YearPupil, day: string): boolean {
    const stage = this.#roll.schools.find(({ code }) => code === schoolCode)?.stage;
    return gradeOn(cohort, day) > (stage === 'primary' ? 6 : 9);
  }
}
