import type { Column } from '../datasets/column.ts';
import { columnLetter } from '../intake/column-letter.ts';
import type { ReceivedSource } from '../lake/manifest.ts';
import type { KeptCell, KeptFiles, KeptRows } from './kept-file.ts';
import type { LakeRow } from './lake-rows.ts';

/** One cell on which a finding rests: where it is, what it says, and what was made of it. */
export interface TracedCell {
  /** Column of the dataset. */
  readonly column: string;
  readonly title: string;
  /** Letter of the column in the file; null: the table has no such column, the value came from above the header, a name or a sheet. */
  readonly letter: string | null;
  /** Number of the row in the file. */
  readonly row: number;
  /** The title as the file has it. */
  readonly source_title: string | null;
  /** The cell as it stands in the file; null: empty, or the file is gone. */
  readonly original: string | null;
  readonly is_number: boolean;
  /** What the lake holds. */
  readonly loaded: string | null;
}

export interface SourceCells {
  readonly cellsOf: ReadonlyMap<LakeRow, readonly TracedCell[]>;
  /** Why the originals are not there; null: they are. */
  readonly note: string | null;
}

/** Reads the cells of rows of one source again from the kept bytes. */
export async function sourceCells(
  files: KeptFiles,
  source: ReceivedSource,
  rows: readonly LakeRow[],
  columns: readonly Column[],
): Promise<SourceCells> {
  const [first, last] = source.header_rows;
  const headers = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const kept = await files.rows(source.sha256, source.sheet, [...headers, ...rows.map(({ row }) => row)]);
  const note = typeof kept === 'string' ? kept : null;
  const found: KeptRows = typeof kept === 'string' ? new Map() : kept;
  const place = new Places(source, found);
  return { note, cellsOf: new Map(rows.map((row) => [row, columns.map((column) => tracedCell(place, found, row, column))])) };
}

function tracedCell(place: Places, kept: KeptRows, row: LakeRow, column: Column): TracedCell {
  const { index, at, title } = place.of(column.name, row);
  const cell: KeptCell | undefined = index === null ? undefined : kept.get(at)?.[index - 1];
  return {
    column: column.name,
    title: column.titles[0] ?? column.name,
    letter: index === null ? null : columnLetter(index),
    row: at,
    source_title: title,
    original: cell?.text ?? null,
    is_number: cell?.isNumber ?? false,
    loaded: row.values[column.name] ?? null,
  };
}

interface Place {
  /** 1-based source column; null: no column has it. */
  readonly index: number | null;
  /** Row of the cell. */
  readonly at: number;
  readonly title: string | null;
}

/** Where the columns of a source are in its file. */
class Places {
  readonly #source: ReceivedSource;
  readonly #kept: KeptRows;

  constructor(source: ReceivedSource, kept: KeptRows) {
    this.#source = source;
    this.#kept = kept;
  }

  of(column: string, row: LakeRow): Place {
    return this.#ofDay(column, row) ?? this.#ofColumn(column, row);
  }

  #ofColumn(column: string, row: LakeRow): Place {
    const title = this.#source.columns[column] ?? null;
    if (title === null) return { index: null, at: row.row, title: null };
    const index = this.#source.column_index[column] ?? this.#indexByTitle(title);
    return { index: index !== null && index > 0 ? index : null, at: row.row, title };
  }

  /** In a month with a column per day the mark is the state, and its day stands in the header. */
  #ofDay(column: string, row: LakeRow): Place | null {
    const { days, header_rows } = this.#source;
    if (days === null || !['date', 'status', 'day_part'].includes(column)) return null;
    // A day may have two columns: morning and afternoon.
    const columns = days.filter(({ date }) => date === row.values.date).map(({ index }) => index);
    const index = row.values.day_part === 'pm' ? columns.at(-1) : columns[0];
    if (index === undefined) return null;
    return column === 'date' ? { index, at: header_rows[0], title: null } : { index, at: row.row, title: this.#headerAt(index) };
  }

  #headerAt(index: number): string | null {
    const [first, last] = this.#source.header_rows;
    for (let row = first; row <= last; row++) {
      const text = this.#kept.get(row)?.[index - 1]?.text;
      if (text) return text;
    }
    return null;
  }

  /** Snapshots of earlier versions do not say where their columns are. */
  #indexByTitle(title: string): number | null {
    for (const cells of this.#kept.values()) {
      const at = cells.findIndex((cell) => cell.text === title);
      if (at >= 0) return at + 1;
    }
    return null;
  }
}
