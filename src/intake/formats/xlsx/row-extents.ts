const NONE = 0xffff;

/** The first and last column with a value, for each row. Two bytes each: a sheet has 16,384 columns. */
export class RowExtents {
  #first = new Uint16Array(1024).fill(NONE);
  #last = new Uint16Array(1024);

  /** @param row from 1; columns from 0 */
  set(row: number, first: number, last: number): void {
    if (row >= this.#first.length) this.#grow(row);
    this.#first[row] = first;
    this.#last[row] = last;
  }

  isEmpty(row: number): boolean {
    return (this.#first[row] ?? NONE) === NONE;
  }

  /** Whether the row has values in no other columns than from `from` to `to`. */
  isWithin(row: number, from: number, to: number): boolean {
    return this.isEmpty(row) || (this.#first[row]! >= from && this.#last[row]! <= to);
  }

  #grow(row: number): void {
    const length = 2 * Math.max(row, this.#first.length);
    const first = new Uint16Array(length).fill(NONE);
    const last = new Uint16Array(length);
    first.set(this.#first);
    last.set(this.#last);
    this.#first = first;
    this.#last = last;
  }
}
