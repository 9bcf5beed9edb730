import type { CanonicalWriter } from '../canonical/writer.ts';

export interface CellContent {
  readonly text: string;
  /** Whether the source stored a number. `text` is then how JavaScript prints it, or its exact digits. */
  readonly isNumber: boolean;
}

interface Placed {
  readonly content: CellContent | null;
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
}

/** Excel has no more columns. */
const MOST_COLUMNS = 16_384;

/**
 * Writes rows whose cells reach over several columns and rows, as they come. Like merges in workbooks: the cells covered get the
 * content of the first, but a cell over several columns that is alone in its row is a title, and stays where it is.
 */
export class SpanningRows {
  readonly #writer: CanonicalWriter;
  /** Of the cells above, by column: what they put into this row and how many more rows they reach. */
  readonly #hanging = new Map<number, { content: CellContent; rows: number }>();
  #row: Placed[] = [];
  #taken = new Set<number>();
  #column = 0;
  #rowNumber = 0;
  /** Rows without content, which are written when one with content follows. */
  #blank: number[] = [];
  #filled = 0;
  #hasContent = false;
  #width = 0;

  constructor(writer: CanonicalWriter) {
    this.#writer = writer;
  }

  /** How many cells gave their content to rows below. */
  get filled(): number {
    return this.#filled;
  }

  get hasContent(): boolean {
    return this.#hasContent;
  }

  /** How many columns the widest row takes, with or without content. */
  get width(): number {
    return this.#width;
  }

  startRow(rowNumber: number): void {
    this.#rowNumber = rowNumber;
    this.#row = [];
    this.#column = 0;
    this.#taken = new Set(this.#hanging.keys());
  }

  /** Leaves cells empty up to the column, counted from 0. */
  skipTo(column: number): void {
    this.#column = Math.max(this.#column, column);
  }

  /** Puts a cell into the next free column. */
  cell(content: CellContent | null, columns: number, rows: number): void {
    while (this.#taken.has(this.#column)) this.#column++;
    if (this.#column >= MOST_COLUMNS) return;
    const width = Math.max(1, Math.min(columns, MOST_COLUMNS - this.#column));
    this.#row.push({ content, column: this.#column, columns: width, rows: Math.max(1, rows) });
    this.#column += width;
  }

  /** No cell reaches further down than here. */
  endGroup(): void {
    this.#hanging.clear();
  }

  endRow(): void {
    const cells: (CellContent | undefined)[] = [];
    this.#width = Math.max(this.#width, this.#column);
    for (const [column, above] of this.#hanging) {
      this.#width = Math.max(this.#width, column + 1);
      cells[column] = above.content;
      if (--above.rows === 0) this.#hanging.delete(column);
    }
    for (const { content, column } of this.#row) if (content) cells[column] = content;
    for (const placed of this.#row) this.#spread(placed, cells);
    this.#write(cells);
  }

  #spread({ content, column, columns, rows }: Placed, cells: (CellContent | undefined)[]): void {
    if (!content || (columns > 1 && isAlone(cells, column, columns))) return;
    for (let at = column; at < column + columns; at++) {
      cells[at] = content;
      if (rows > 1) this.#hanging.set(at, { content, rows: rows - 1 });
    }
    if (rows > 1) this.#filled++;
  }

  #write(cells: readonly (CellContent | undefined)[]): void {
    if (cells.length === 0) {
      this.#blank.push(this.#rowNumber);
      return;
    }
    for (const row of this.#blank) {
      this.#writer.startRow(row);
      this.#writer.endRow();
    }
    this.#blank = [];
    this.#hasContent = true;
    this.#writer.startRow(this.#rowNumber);
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column];
      if (!cell) this.#writer.missing();
      else if (cell.isNumber) this.#writer.digits(cell.text);
      else this.#writer.string(cell.text);
    }
    this.#writer.endRow();
  }
}

function isAlone(cells: readonly (CellContent | undefined)[], column: number, columns: number): boolean {
  return !cells.some((cell, at) => cell && (at < column || at >= column + columns));
}
