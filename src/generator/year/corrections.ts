import type { Random } from '../random.ts';
import { PRIMARY_STANDARD, type Roll } from './roll.ts';
import type { YearPupil } from './sent.ts';

/** Below the standard, over it, over what the county allows for a time. */
const CROWDS = [-1, 2, 2, 2, 5] as const;

/** Changes that make nobody another child: numbers and names put right, L numbers replaced, pupils of a class in the next one. */
export class Corrections {
  readonly #roll: Roll;
  /** Whose name, ID, registry number or school has changed. Each only once, so that something is left by which the child is known. */
  readonly #changed = new Set<number>();

  constructor(roll: Roll) {
    this.#roll = roll;
  }

  hasChanged(key: number): boolean {
    return this.#changed.has(key);
  }

  /** What makes nobody unknown. `mayChange`: whose registry number can be relied on; `hasRightId`: whose ID is their own and nobody else's. */
  pass(random: Random, count: number, mayChange: (key: number) => boolean, hasRightId: (key: number) => boolean): void {
    for (let turn = 0; turn < count; turn += 1) {
      const pupil = random.pick(this.#roll.pupils);
      const isSteady = pupil.registryNumber.startsWith('G') && mayChange(pupil.key);
      if (turn % 3 === 0) this.#changeClass(pupil);
      else if (turn % 3 === 1 && isSteady) this.#change({ ...pupil, name: this.#roll.newName(pupil.sex) });
      else if (turn % 6 === 2 && isSteady && hasRightId(pupil.key)) this.#renumber(pupil);
      else this.#makeFinal(random, (key) => mayChange(key) && hasRightId(key));
    }
    this.#crowd(random);
  }

  /** To another school of the county. */
  move(pupil: YearPupil, schoolCode: string): void {
    this.#change({ ...pupil, schoolCode, classNo: 2 });
  }

  #change(pupil: YearPupil): void {
    if (this.#changed.has(pupil.key)) return;
    this.#changed.add(pupil.key);
    this.#roll.put(pupil);
  }

  #changeClass(pupil: YearPupil): void {
    const isCrowded = pupil.schoolCode === this.#roll.schools[0]?.code;
    if (!isCrowded) this.#roll.put({ ...pupil, classNo: pupil.classNo === 1 ? 2 : 1 });
  }

  /** Another valid number; the registry number stays. */
  #renumber(pupil: YearPupil): void {
    const idNumber = this.#roll.newNumber(pupil);
    this.#change({ ...pupil, idNumber, writtenId: idNumber });
  }

  /** L to G. */
  #makeFinal(random: Random, isKnown: (key: number) => boolean): void {
    const temporary = this.#roll.pupils.filter(({ key, registryNumber }) => registryNumber.startsWith('L') && isKnown(key));
    if (temporary.length === 0) return;
    const pupil = random.pick(temporary);
    this.#change({ ...pupil, registryNumber: `G${pupil.idNumber}` });
  }

  /** The first school's big class is filled over the standard and brought down again. */
  #crowd(random: Random): void {
    const classes = this.#roll.classes(this.#roll.schools[0]!.code);
    const at = classes.findIndex((pupils) => pupils.length > PRIMARY_STANDARD - 5);
    const [big, next] = [classes[at], classes[at + 1]];
    if (!big || !next || !random.chance(0.5)) return;
    const wanted = PRIMARY_STANDARD + random.pick(CROWDS);
    const surplus = big.length - wanted;
    const [from, classNo] = surplus > 0 ? [big, 2] : [next, 1];
    for (const pupil of from.slice(0, Math.min(Math.abs(surplus), from.length - 2))) this.#roll.put({ ...pupil, classNo });
  }
}
