export interface PhaseTime {
  readonly name: string;
  readonly milliseconds: number;
  readonly rows: number;
}

/** How long each phase of a run took. */
export class Phases {
  readonly #times: PhaseTime[] = [];

  get times(): readonly PhaseTime[] {
    return this.#times;
  }

  add(name: string, milliseconds: number, rows = 0): void {
    this.#times.push({ name, milliseconds: Math.round(milliseconds), rows });
  }

  async measure<T>(name: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    this.add(name, performance.now() - start);
    return result;
  }
}
