const longestName = 31;

/** Sheet names that spreadsheet programs accept, and that differ: from the names that the data give. */
export class SheetNames {
  readonly #taken = new Set<string>();

  /** The name itself where it can be used, otherwise the nearest that can. */
  take(wanted: string): string {
    const usable = wanted.replace(/[[\]:*?/\\]/g, '、').replace(/^'+|'+$/g, '') || '未命名';
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? '' : `(${number})`;
      const name = `${usable.slice(0, longestName - suffix.length)}${suffix}`;
      // Programs compare sheet names without regard to case.
      const id = name.toLowerCase();
      if (this.#taken.has(id) || id === 'history') continue;
      this.#taken.add(id);
      return name;
    }
  }
}
