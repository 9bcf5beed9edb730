import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileShape } from '../student-forms.ts';
import { type Cell, writeCsv } from './csv.ts';
import { encodeFile, extensionOf } from './encode-file.ts';
import type { Sheet } from './sheet.ts';
import { zipBytes } from './zip.ts';

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

  /** A csv file of any length. `above`: lines before the first row of data. */
  async csv(name: string, dataset: string, above: readonly (readonly Cell[])[], body: Iterable<readonly Cell[]>): Promise<void> {
    const lines = await writeCsv(this.#pathOf(name), chain(above, body));
    this.#add(name, dataset, lines - above.length);
  }

  /** A file of any shape, and the zip files around it. `stem`: its name without extension; `rows`: how many of its rows are data. */
  async file(
    stem: string,
    dataset: string,
    { shape, zips = 0 }: { readonly shape: FileShape; readonly zips?: number },
    sheets: readonly [Sheet, ...Sheet[]],
    rows: number,
  ): Promise<void> {
    let name = `${stem}.${extensionOf(shape)}`;
    let bytes = await encodeFile(shape, sheets);
    for (let zip = 0; zip < zips; zip += 1) {
      bytes = zipBytes([{ name, bytes }]);
      name = `${stem}${zip === 0 ? '' : '-打包'}.zip`;
    }
    await writeFile(this.#pathOf(name), bytes);
    this.#add(name, dataset, rows);
  }

  async junk(name: string, bytes: Uint8Array): Promise<void> {
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
