import type { CanonicalWriter } from '../../canonical/writer.ts';
import { RowExtents } from './row-extents.ts';

/**
 * The lines of a sheet as its cells come in. A row begins with its first value, and ends with its last: until then it is not known
 * whether empty cells and rows are followed by anything.
 */
export class RowCells {
  readonly writer: CanonicalWriter;
  /** Where each row has values. */
  readonly extents = new RowExtents();
  /** The last row that has a line. */
  lastLine = 0;
  /** Most cells of any row. */
  widest = 0;
  #row = 0;
  /** Cells written or to be filled up. */
  #next = 0;
  #isStarted = false;
  #firstValue = -1;
  #lastValue = -1;
  /** Columns of empty texts since the last value. */
  readonly #emptyTexts: number[] = [];

  constructor(writer: CanonicalWriter) {
    this.writer = writer;
  }

  /** A row can be begun again as long as it has not been ended. */
  startRow(row: number): void {
    this.#row = row;
    this.#next = 0;
    this.#isStarted = false;
    this.#firstValue = -1;
    this.#lastValue = -1;
    if (this.#emptyTexts.length > 0) this.#emptyTexts.length = 0;
  }

  /** Before the value of a column is written: everything up to it. */
  value(column: number): void {
    if (column !== this.#next || !this.#isStarted) this.#fillUp(column);
    this.#next = column + 1;
    if (this.#firstValue < 0) this.#firstValue = column;
    this.#lastValue = column;
  }

  /** An empty text is told apart from a missing cell, but is no content. */
  emptyText(column: number): void {
    this.#emptyTexts.push(column);
  }

  /** A formula without a result is content, so that the row goes up to it. */
  uncalculated(column: number): void {
    this.#fillUp(column);
    this.#next = column + 1;
    this.writer.missing();
  }

  endRow(): void {
    if (!this.#isStarted) return;
    this.writer.endRow();
    this.lastLine = this.#row;
    if (this.#next > this.widest) this.widest = this.#next;
    if (this.#firstValue >= 0) this.extents.set(this.#row, this.#firstValue, this.#lastValue);
  }

  #fillUp(column: number): void {
    if (!this.#isStarted) {
      while (this.lastLine < this.#row - 1) {
        this.writer.startRow(++this.lastLine);
        this.writer.endRow();
      }
      this.writer.startRow(this.#row);
      this.#isStarted = true;
    }
    if (this.#emptyTexts.length > 0) this.#fillUpTexts(column);
    for (; this.#next < column; this.#next++) this.writer.missing();
  }

  #fillUpTexts(column: number): void {
    for (; this.#next < column; this.#next++) {
      if (this.#emptyTexts.includes(this.#next)) this.writer.string('');
      else this.writer.missing();
    }
    this.#emptyTexts.length = 0;
  }
}
