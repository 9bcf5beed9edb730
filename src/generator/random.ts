/** A seeded stream of numbers (mulberry32): the same seed gives the same county on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** Whole number, both ends included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws when the list is empty. */
  pick<T>(list: readonly T[]): T {
    const item = list[this.int(0, list.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** An independent stream, so that drawing more in one part does not change the others. */
  fork(label: string): Random {
    let hash = this.#state;
    for (const character of label) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    return new Random(hash);
  }
}

/** Items drawn in proportion to their weights. */
export class WeightedList<T> {
  readonly #items: readonly T[];
  readonly #upTo: readonly number[];
  readonly #total: number;

  constructor(entries: readonly (readonly [item: T, weight: number])[]) {
    let total = 0;
    this.#items = entries.map(([item]) => item);
    this.#upTo = entries.map(([, weight]) => {
      total += weight;
      return total;
    });
    this.#total = total;
  }

  draw(random: Random): T {
    const target = random.next() * this.#total;
    let low = 0;
    let high = this.#upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#upTo[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return this.#items[low] as T;
  }
}
