/** Which sheet is meant, before it has a number. */
export interface SheetPlace {
  readonly file: string;
  readonly sha256: string;
  readonly sheet: string;
}

const keyOf = ({ file, sha256, sheet }: SheetPlace): string => JSON.stringify([file, sha256, sheet]);

/**
 * Gives the sheets of a batch their numbers, from 1. When a batch is made again, a sheet that it had keeps its number, because submissions
 * and references to rows name it; those that are new come after.
 */
export class SourceNumbers {
  readonly #kept = new Map<string, number[]>();
  #last = 0;

  constructor(earlier: readonly (SheetPlace & { readonly source: number })[] = []) {
    for (const sheet of earlier) {
      const key = keyOf(sheet);
      this.#kept.set(
        key,
        [...(this.#kept.get(key) ?? []), sheet.source].sort((a, b) => a - b),
      );
      this.#last = Math.max(this.#last, sheet.source);
    }
  }

  next(sheet: SheetPlace): number {
    return this.#kept.get(keyOf(sheet))?.shift() ?? ++this.#last;
  }
}
