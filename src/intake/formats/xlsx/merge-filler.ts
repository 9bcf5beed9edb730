import type { CanonicalLines } from '../../canonical/cells.ts';
import type { CanonicalWriter } from '../../canonical/writer.ts';
import type { CellRange } from './cell-reference.ts';
import { Unsupported } from './trouble.ts';

/** A merge whose first cell has been read. */
interface OpenMerge {
  readonly range: CellRange;
  /** The first cell as canonical text has it, without its quotes. */
  readonly content: Buffer;
}

/** Writes lines with the cells of merges filled, from the top down: the first cell of a merge comes before all that it hides. */
export class MergeFiller {
  /** Merges filled below their first row. */
  filled = 0;
  readonly #writer: CanonicalWriter;
  readonly #rows: number;
  readonly #merges: readonly CellRange[];
  #next = 0;
  #open: OpenMerge[] = [];
  /** What merges put into the cells of the row at hand, by column. */
  #covers: (Buffer | undefined)[] = [];

  /** @param rows the last row that has a line */
  constructor(writer: CanonicalWriter, merges: readonly CellRange[], rows: number) {
    this.#writer = writer;
    this.#merges = merges.toSorted((a, b) => a.first.row - b.first.row || a.first.column - b.first.column);
    this.#rows = rows;
  }

  /** Writes the line that was read last. */
  write(lines: CanonicalLines): void {
    this.#covers = [];
    this.#open = this.#open.filter(({ range }) => range.last.row >= lines.row);
    for (const merge of this.#open) this.#cover(merge);
    this.#openAt(lines);
    this.#writer.startRow(lines.row);
    const cells = Math.max(lines.cells, this.#covers.length);
    for (let column = 0; column < cells; column++) {
      const cover = this.#covers[column];
      const start = lines.starts[column] ?? -1;
      if (cover) this.#writer.escaped(cover, 0, cover.length);
      else if (start < 0) this.#writer.missing();
      else this.#writer.escaped(lines.bytes, start, lines.ends[column]!);
    }
    this.#writer.endRow();
  }

  #openAt(lines: CanonicalLines): void {
    if (this.#merges[this.#next]?.first.row !== lines.row) return;
    const { first, last } = this.#extent(lines);
    for (let range = this.#merges[this.#next]; range?.first.row === lines.row; range = this.#merges[++this.#next]) {
      const { column } = range.first;
      const start = lines.starts[column] ?? -1;
      const isAlone = range.last.column > column && first >= column && last <= range.last.column;
      if (start < 0 || start === lines.ends[column] || isAlone) continue;
      const merge = { range, content: Buffer.from(lines.bytes.subarray(start, lines.ends[column])) };
      this.#cover(merge);
      if (Math.min(range.last.row, this.#rows) === lines.row) continue;
      this.#open.push(merge);
      this.filled++;
    }
  }

  /** The first and last column with content, of merges from above too. */
  #extent(lines: CanonicalLines): { first: number; last: number } {
    let first = Number.POSITIVE_INFINITY;
    let last = -1;
    for (let column = 0; column < Math.max(lines.starts.length, this.#covers.length); column++) {
      if (!this.#covers[column] && (lines.starts[column] ?? -1) === (lines.ends[column] ?? -1)) continue;
      first = Math.min(first, column);
      last = column;
    }
    return { first, last };
  }

  #cover({ range, content }: OpenMerge): void {
    for (let column = range.first.column; column <= range.last.column; column++) {
      const cover = this.#covers[column];
      if (cover && cover !== content) throw new Unsupported('有合并单元格互相重叠');
      this.#covers[column] = content;
    }
  }
}
