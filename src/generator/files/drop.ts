import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cell, type CsvOptions, writeCsv } from './csv.ts';
import { type Merge, writeWorkbook } from './workbook.ts';

export interface WrittenFile {
  /** Relative to the directory of the county. */
  readonly path: string;
  readonly week: '上周' | '本周';
  /** Dataset id; null for junk. */
  readonly dataset: string | null;
  /** Rows of data: titles, headers, totals and signatures do not count. */
  readonly rows: number;
}

/** One weekly drop: a folder, and what has been put into it. */
export class Drop {
  readonly files: WrittenFile[] = [];
  readonly #dir: string;
  readonly #week: WrittenFile['week'];

  constructor(dir: string, week: WrittenFile['week']) {
    this.#dir = dir;
    this.#week = week;
  }

  async open(): Promise<void> {
    await mkdir(join(this.#dir, this.#week), { recursive: true });
  }

  /** `above`: lines before the first row of data. */
  async csv(
    name: string,
    dataset: string,
    above: readonly (readonly Cell[])[],
    body: Iterable<readonly Cell[]>,
    options: CsvOptions = {},
  ): Promise<void> {
    const lines = await writeCsv(this.#pathOf(name), chain(above, body), options);
    this.#add(name, dataset, lines - above.length);
  }

  /** `frame`: how many rows stand above and below the data. */
  async workbook(
    name: string,
    dataset: string,
    sheet: string,
    rows: readonly (readonly Cell[])[],
    frame: number,
    merges: readonly Merge[] = [],
  ): Promise<void> {
    await writeWorkbook(this.#pathOf(name), sheet, rows, merges);
    this.#add(name, dataset, rows.length - frame);
  }

  async bytes(name: string, bytes: Uint8Array): Promise<void> {
    await writeFile(this.#pathOf(name), bytes);
    this.#add(name, null, 0);
  }

  #pathOf(name: string): string {
    return join(this.#dir, this.#week, name);
  }

  #add(name: string, dataset: string | null, rows: number): void {
    this.files.push({ path: `${this.#week}/${name}`, week: this.#week, dataset, rows });
  }
}

function* chain(above: Iterable<readonly Cell[]>, body: Iterable<readonly Cell[]>): Generator<readonly Cell[]> {
  yield* above;
  yield* body;
}
