import { withWrongCheck } from '../identity.ts';
import type { Random } from '../random.ts';
import type { Roll } from './roll.ts';
import { gradeOn, type YearPupil } from './sent.ts';

type Kind = 'no-id' | 'wrong-check' | 'no-registry' | 'shared-id';

interface Fault {
  readonly kind: Kind;
  /** What the right cell holds. */
  readonly right: Partial<Pick<YearPupil, 'writtenId' | 'registryNumber'>>;
  /** Of a shared number: whose it is. */
  readonly owner: number | null;
}

const KINDS: readonly Kind[] = ['no-id', 'wrong-check', 'no-registry', 'shared-id'];

/** Whose cells may be spoiled. */
interface Allowed {
  readonly isFree: (key: number) => boolean;
  /** The registry number is what tells, over changes of name, ID or school, that it is the same child. */
  readonly isKnownByRegistry: (key: number) => boolean;
}

/** What is wrong in the registry: cells that schools spoil, put right and spoil again. */
export class Faults {
  readonly #roll: Roll;
  readonly #faults = new Map<number, Fault>();
  /** Of those put right, what was wrong. */
  readonly #past = new Map<number, Kind>();
  readonly #lostRegistry = new Set<number>();

  constructor(roll: Roll) {
    this.#roll = roll;
  }

  /** Whether a pupil's own cells or a number of theirs in another's row are wrong. */
  has(key: number): boolean {
    return this.#faults.has(key) || this.isShared(key);
  }

  /** Whether somebody else's row holds the pupil's number, or the pupil's row somebody else's. */
  isShared(key: number): boolean {
    const own = this.#faults.get(key);
    return own?.kind === 'shared-id' || [...this.#faults.values()].some(({ owner }) => owner === key);
  }

  /** Whether the registry number was ever missing: then what else names the pupil is to stay. */
  hasLostRegistry(key: number): boolean {
    return this.#lostRegistry.has(key);
  }

  /** One week: some are put right, some of those spoiled again, new ones come. */
  pass(random: Random, day: string, count: number, allows: Allowed): void {
    for (const [key, { kind, right }] of [...this.#faults]) {
      const pupil = this.#roll.get(key);
      if (!pupil || !random.chance(0.3)) continue;
      this.#roll.put({ ...pupil, ...right });
      this.#faults.delete(key);
      this.#past.set(key, kind);
    }
    for (const [key, kind] of [...this.#past]) {
      if (!random.chance(0.12) || !allows.isFree(key)) continue;
      this.#past.delete(key);
      this.#spoil(key, kind, random, day, allows);
    }
    const pupils = this.#roll.pupils;
    for (let turn = 0; turn < count; turn += 1) this.#spoil(random.pick(pupils).key, KINDS[turn % KINDS.length]!, random, day, allows);
  }

  /** A pupil left or went on: nothing to put right any more. */
  forget(key: number): void {
    this.#faults.delete(key);
    this.#past.delete(key);
  }

  #spoil(key: number, kind: Kind, random: Random, day: string, allows: Allowed): void {
    const pupil = this.#roll.get(key);
    if (!pupil || !allows.isFree(key) || this.has(key)) return;
    const wrong = this.#wrongCells(pupil, kind, random, day, allows);
    if (wrong === null) return;
    const { owner, ...cells } = wrong;
    const right = 'registryNumber' in cells ? { registryNumber: pupil.registryNumber } : { writtenId: pupil.writtenId };
    this.#roll.put({ ...pupil, ...cells });
    this.#faults.set(key, { kind, right, owner });
    if (kind === 'no-registry') this.#lostRegistry.add(key);
  }

  /** Null where it is not to be done to this pupil. */
  #wrongCells(
    { key, sex, cohort, idNumber }: YearPupil,
    kind: Kind,
    random: Random,
    day: string,
    allows: Allowed,
  ): (Fault['right'] & Pick<Fault, 'owner'>) | null {
    if (kind === 'no-id') return { writtenId: '', owner: null };
    if (kind === 'wrong-check') return { writtenId: withWrongCheck(idNumber), owner: null };
    if (kind === 'no-registry') {
      // An entrant's number is not owed yet.
      const isEntrant = [1, 7].includes(gradeOn(cohort, day));
      return isEntrant || allows.isKnownByRegistry(key) ? null : { registryNumber: '', owner: null };
    }
    const owner = random.pick(this.#roll.pupils);
    const canShare = owner.key !== key && owner.sex === sex && allows.isFree(owner.key) && !this.#faults.has(owner.key);
    return canShare ? { writtenId: owner.writtenId, owner: owner.key } : null;
  }
}
