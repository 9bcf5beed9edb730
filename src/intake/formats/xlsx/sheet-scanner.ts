import { type CellRange, rangeOf } from './cell-reference.ts';
import type { PartScanner } from './part-feed.ts';
import type { RowScanner } from './row-scanner.ts';
import { DEEPEST, tooDeep, Unsupported } from './trouble.ts';
import { isNamespaceOfCells } from './workbook-part.ts';
import type { XmlCursor } from './xml-cursor.ts';

const ROW = Buffer.from('row');
const SHEET_DATA = Buffer.from('sheetData');

/** Reads the part of a sheet: its rows, and what comes before and after them. */
export class SheetScanner implements PartScanner {
  readonly merges: CellRange[] = [];
  hasFilter = false;
  readonly #sheet: string;
  readonly #rows: RowScanner;
  /** Tags that are open, with their prefixes. */
  readonly #open: string[] = [];
  #prefix = '';
  #inRows = false;
  #hasRows = false;
  #isDone = false;

  constructor(sheet: string, rows: RowScanner) {
    this.#sheet = sheet;
    this.#rows = rows;
  }

  place = (): string => (this.#rows.lastRow > 0 ? `工作表“${this.#sheet}”第${this.#rows.lastRow}行` : `工作表“${this.#sheet}”开头`);
  isDone = (): boolean => this.#isDone;

  step = (cursor: XmlCursor): void => {
    if (this.#inRows) this.#stepInRows(cursor);
    else this.#stepAround(cursor);
    cursor.mark = cursor.at;
  };

  #stepInRows(cursor: XmlCursor): void {
    const isStart = cursor.nextTag();
    if (isStart && cursor.is(ROW)) {
      this.#rows.scan(cursor);
      return;
    }
    if (isStart || !cursor.is(SHEET_DATA)) throw new Unsupported(`${this.place()}之后有不认识的标签${cursor.tag()}`);
    this.#inRows = false;
  }

  #stepAround(cursor: XmlCursor): void {
    if (!cursor.nextTag(true)) {
      if (this.#open.pop() !== cursor.tag()) throw new Unsupported(`${this.place()}之后的标签没有成对`);
      this.#isDone = this.#open.length === 0;
      if (this.#isDone && !this.#hasRows) throw new Unsupported(`工作表“${this.#sheet}”里没有存放行的地方`);
      return;
    }
    const tag = cursor.tag();
    const depth = this.#open.length;
    if (depth === 0) this.#root(cursor, tag);
    else if (depth === 1 && tag === `${this.#prefix}sheetData`) this.#startRows(cursor);
    else this.#other(cursor, tag, depth);
  }

  #other(cursor: XmlCursor, tag: string, depth: number): void {
    if (depth === 1 && tag === `${this.#prefix}autoFilter`) this.hasFilter = true;
    if (depth === 2 && tag === `${this.#prefix}mergeCell`) this.#merge(cursor);
    else cursor.skipAttributes();
    if (!cursor.selfClosed) this.#open.push(tag);
    if (depth > DEEPEST) throw tooDeep();
  }

  #root(cursor: XmlCursor, tag: string): void {
    if (cursor.name() !== 'worksheet') throw new Unsupported(`工作表“${this.#sheet}”的内容是${tag}`);
    this.#prefix = cursor.prefix();
    const declaration = this.#prefix ? `xmlns:${this.#prefix.slice(0, -1)}` : 'xmlns';
    let namespace = '';
    while (cursor.nextAttribute()) if (cursor.attribute() === declaration) namespace = cursor.value();
    if (!isNamespaceOfCells(namespace)) throw new Unsupported(`工作表“${this.#sheet}”的命名空间是“${namespace}”`);
    if (cursor.selfClosed) throw new Unsupported(`工作表“${this.#sheet}”里没有存放行的地方`);
    this.#open.push(tag);
  }

  #startRows(cursor: XmlCursor): void {
    cursor.skipAttributes();
    if (this.#hasRows) throw new Unsupported(`工作表“${this.#sheet}”有两处存放行的地方`);
    this.#hasRows = true;
    this.#inRows = !cursor.selfClosed;
  }

  #merge(cursor: XmlCursor): void {
    let reference = '';
    while (cursor.nextAttribute()) if (cursor.attribute() === 'ref') reference = cursor.value();
    const range = rangeOf(reference);
    if (range) this.merges.push(range);
  }
}
