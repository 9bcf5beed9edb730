import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Row } from './rows.ts';

/** The rows of one table, which can be gone through again and again. */
export interface RowList extends Iterable<Row> {
  readonly length: number;
}

/** Rows that are packed together. */
const pieceRows = 1024;

/** A column of a piece: its values, or where most repeat the different ones and which of them each row has. */
type PackedColumn = { readonly values: readonly unknown[]; readonly places?: readonly number[] };

/**
 * Takes rows one by one and holds them packed: a county's ledger has hundreds of thousands, each a kilobyte of texts that are mostly the
 * same, and while a workbook is made all of its tables are held at once.
 */
export class RowPacker implements RowList {
  readonly #keys: readonly string[];
  readonly #pieces: Buffer[] = [];
  #open: Row[] = [];
  #length = 0;

  /** @param keys what is kept of the rows. */
  constructor(keys: readonly string[]) {
    this.#keys = keys;
  }

  get length(): number {
    return this.#length;
  }

  add(row: Row): void {
    this.#open.push(row);
    this.#length += 1;
    if (this.#open.length < pieceRows) return;
    this.#pieces.push(deflateRawSync(JSON.stringify(this.#keys.map((key) => packed(this.#open, key))), { level: 1 }));
    this.#open = [];
  }

  *[Symbol.iterator](): Iterator<Row> {
    for (const piece of this.#pieces) yield* unpacked(this.#keys, piece);
    for (const row of this.#open) yield Object.fromEntries(this.#keys.map((key) => [key, row[key] ?? null]));
  }
}

function packed(rows: readonly Row[], key: string): PackedColumn {
  const places = new Map<unknown, number>();
  const ofRows: number[] = [];
  for (const row of rows) {
    const value = row[key] ?? null;
    const known = places.get(value);
    if (known === undefined) places.set(value, places.size);
    ofRows.push(known ?? places.size - 1);
  }
  return places.size > rows.length / 2 ? { values: rows.map((row) => row[key] ?? null) } : { values: [...places.keys()], places: ofRows };
}

function* unpacked(keys: readonly string[], piece: Buffer): Generator<Row> {
  const columns = JSON.parse(inflateRawSync(piece).toString('utf8')) as PackedColumn[];
  const rows = columns[0]?.places?.length ?? columns[0]?.values.length ?? 0;
  for (let index = 0; index < rows; index += 1) {
    const row: Record<string, unknown> = {};
    for (const [place, { values, places }] of columns.entries()) row[keys[place]!] = values[places === undefined ? index : places[index]!];
    yield row;
  }
}
