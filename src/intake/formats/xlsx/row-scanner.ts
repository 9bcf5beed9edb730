import { columnOfReference, MOST_COLUMNS, MOST_ROWS, referenceOf } from './cell-reference.ts';
import type { CellType, CellValues } from './cell-values.ts';
import { countOf } from './number-text.ts';
import type { RowCells } from './row-cells.ts';
import { StringItemReader } from './string-item.ts';
import { Damaged, Unsupported } from './trouble.ts';
import { UsualCell } from './usual-cell.ts';
import { isTrue } from './workbook-part.ts';
import type { XmlCursor } from './xml-cursor.ts';
import { XmlText } from './xml-text.ts';

const ROW = Buffer.from('row');
const C = Buffer.from('c');
const V = Buffer.from('v');
const F = Buffer.from('f');
const IS = Buffer.from('is');
const EXT_LST = Buffer.from('extLst');
const LOWER_B = 0x62;
const LOWER_D = 0x64;
const LOWER_E = 0x65;
const LOWER_N = 0x6e;
const LOWER_R = 0x72;
const LOWER_S = 0x73;
const LOWER_T = 0x74;

/** Reads `<row>` with its cells. A row that is incomplete leaves no trace and can be read again. */
export class RowScanner {
  readonly #cells: RowCells;
  readonly #values: CellValues;
  readonly #usual = new UsualCell();
  readonly #item = new StringItemReader(new XmlText());
  /** The last row that was there, with or without content. */
  lastRow = 0;
  /** Rows with content that are not shown. */
  hiddenRows = 0;
  /** Formulas without a result. */
  uncalculated = 0;
  /** The first of them, as `AB12`. */
  firstUncalculated = '';
  readonly #uncalculatedColumns: number[] = [];
  #column = -1;
  #type: CellType = 'n';
  #style = 0;

  constructor(cells: RowCells, values: CellValues) {
    this.#cells = cells;
    this.#values = values;
  }

  /** The cursor is behind `<row`. */
  scan(cursor: XmlCursor): void {
    let row = this.lastRow + 1;
    let isHidden = false;
    while (cursor.nextAttribute()) {
      const length = cursor.attributeEnd - cursor.attributeStart;
      if (length === 1 && cursor.bytes[cursor.attributeStart] === LOWER_R) row = this.#rowNumber(cursor);
      else if (length === 6 && cursor.attribute() === 'hidden') isHidden = isTrue(cursor.value());
    }
    if (row > MOST_ROWS) throw new Damaged(`有内容在第${MOST_ROWS}行之后，超出表格的范围`);
    this.#uncalculatedColumns.length = 0;
    this.#cells.startRow(row);
    if (!cursor.selfClosed) this.#scanCells(cursor, row);
    this.#cells.endRow();
    this.lastRow = row;
    if (isHidden && this.#cells.lastLine === row) this.hiddenRows++;
    if (this.uncalculated === 0 && this.#uncalculatedColumns[0] !== undefined) {
      this.firstUncalculated = referenceOf(this.#uncalculatedColumns[0], row);
    }
    this.uncalculated += this.#uncalculatedColumns.length;
  }

  #rowNumber(cursor: XmlCursor): number {
    const row = countOf(cursor.bytes, cursor.valueStart, cursor.valueEnd);
    if (row > MOST_ROWS || (row < 0 && cursor.valueEnd - cursor.valueStart > 9)) {
      throw new Damaged(`有一行的行号是${cursor.value().slice(0, 20)}，超出表格的范围（最多${MOST_ROWS}行）`);
    }
    if (row <= this.lastRow) throw new Unsupported(`第${this.lastRow}行之后的行号是${cursor.value().slice(0, 20)}`);
    return row;
  }

  #scanCells(cursor: XmlCursor, row: number): void {
    const usual = this.#usual;
    let next = 0;
    for (;;) {
      const behind = usual.read(cursor.bytes, cursor.at, cursor.end, row);
      if (behind >= 0) {
        const column = usual.column < 0 ? next : usual.column;
        this.#checkOrder(column, next, row);
        next = column + 1;
        cursor.at = behind;
        if (usual.hasValue) this.#usualValue(column, cursor.bytes);
        continue;
      }
      if (!cursor.nextTag()) break;
      if (!cursor.is(C)) {
        if (!cursor.is(EXT_LST)) throw new Unsupported(`第${row}行里有不认识的标签${cursor.tag()}`);
        cursor.skipElement();
        continue;
      }
      this.#attributes(cursor, row);
      if (this.#column < 0) this.#column = next;
      this.#checkOrder(this.#column, next, row);
      next = this.#column + 1;
      if (!cursor.selfClosed) this.#content(cursor, row);
    }
    if (!cursor.is(ROW)) throw new Unsupported('标签没有成对');
  }

  #checkOrder(column: number, next: number, row: number): void {
    if (column < next) throw new Unsupported(`第${row}行的单元格没有按顺序排列`);
    if (column >= MOST_COLUMNS) throw new Damaged(`第${row}行有单元格在第${MOST_COLUMNS}列之后，超出表格的范围`);
  }

  #usualValue(column: number, bytes: Buffer): void {
    const { type, integer, style, start, end } = this.#usual;
    if (integer < 0) this.#value(column, type, style, bytes, start, end);
    else if (type === 's') this.#values.writeShared(column, integer);
    else this.#values.writeInteger(column, style, integer, bytes, start, end);
  }

  /** An empty text is a value, an empty number is none. */
  #value(column: number, type: CellType, style: number, bytes: Buffer, start: number, end: number): boolean {
    if (end === start && type !== 'str' && type !== 'inlineStr') return false;
    this.#values.write(column, type, style, bytes, start, end);
    return true;
  }

  #attributes(cursor: XmlCursor, row: number): void {
    this.#column = -1;
    this.#type = 'n';
    this.#style = 0;
    const { bytes } = cursor;
    let seen = 0;
    while (cursor.nextAttribute()) {
      if (cursor.attributeEnd - cursor.attributeStart > 1) {
        this.#otherAttribute(cursor);
        continue;
      }
      const name = bytes[cursor.attributeStart]!;
      const bit = name >= LOWER_R && name <= LOWER_T ? 1 << (name - LOWER_R) : 0;
      if (seen & bit) throw new Unsupported(`第${row}行有单元格的属性写了两次`);
      seen |= bit;
      if (name === LOWER_R) {
        this.#column = columnOfReference(bytes, cursor.valueStart, cursor.valueEnd, row);
      } else if (name === LOWER_S) {
        this.#style = countOf(bytes, cursor.valueStart, cursor.valueEnd);
      } else if (name === LOWER_T) {
        this.#type = typeOf(cursor);
      } else {
        this.#otherAttribute(cursor);
      }
    }
  }

  /** Those that do not change the value: of metadata, of the pronunciation, of other namespaces. */
  #otherAttribute(cursor: XmlCursor): void {
    const name = cursor.attribute();
    if (name !== 'cm' && name !== 'vm' && name !== 'ph' && !name.includes(':')) throw new Unsupported(`单元格有不认识的属性${name}`);
  }

  #content(cursor: XmlCursor, row: number): void {
    const type = this.#type;
    let hasFormula = false;
    let hasValue = false;
    while (cursor.nextTag()) {
      if (cursor.is(V) || cursor.is(IS)) {
        const isInline = cursor.nameEnd - cursor.nameStart === 2;
        if (hasValue || isInline !== (type === 'inlineStr')) throw new Unsupported(`第${row}行有单元格的内容与它的类型不符`);
        hasValue = true;
        cursor.skipAttributes();
        if (isInline) this.#item.read(cursor, IS);
        else this.#item.readText(cursor, V);
      } else if (cursor.is(F)) {
        hasFormula = true;
        cursor.skipElement();
      } else if (cursor.is(EXT_LST)) {
        cursor.skipElement();
      } else {
        throw new Unsupported(`第${row}行的单元格里有不认识的标签${cursor.tag()}`);
      }
    }
    if (!cursor.is(C)) throw new Unsupported('标签没有成对');
    const { bytes, start, end } = this.#item;
    const isWritten = hasValue && this.#value(this.#column, type, this.#style, bytes, start, end);
    if (!isWritten && hasFormula) this.#noResult();
  }

  #noResult(): void {
    this.#cells.uncalculated(this.#column);
    this.#uncalculatedColumns.push(this.#column);
  }
}

function typeOf(cursor: XmlCursor): CellType {
  if (cursor.valueEnd - cursor.valueStart === 1) {
    switch (cursor.bytes[cursor.valueStart]) {
      case LOWER_S:
        return 's';
      case LOWER_N:
        return 'n';
      case LOWER_B:
        return 'b';
      case LOWER_E:
        return 'e';
      case LOWER_D:
        return 'd';
    }
  }
  const type = cursor.value();
  if (type === 'str' || type === 'inlineStr') return type;
  throw new Unsupported(`有单元格的类型是“${type.slice(0, 20)}”`);
}
