import { DateTexts, isoDateText } from './date-text.ts';
import { DecimalText } from './decimal-text.ts';
import type { NumberKind } from './number-format.ts';
import { countOf, numberOf, printsAsWritten } from './number-text.ts';
import type { RowCells } from './row-cells.ts';
import type { StringStore } from './string-store.ts';
import { Damaged, Unsupported } from './trouble.ts';

/** What the cells of a workbook refer to. */
export interface CellContext {
  readonly strings: StringStore;
  /** What numbers show as, by cell format; undefined where the file does not say. */
  readonly kinds: readonly (NumberKind | undefined)[];
  readonly date1904: boolean;
}

/** ISO 29500-1, 18.18.11. */
export type CellType = 'b' | 'd' | 'e' | 'inlineStr' | 'n' | 's' | 'str';

const ZERO = 0x30;

/** Writes the values of cells, given as the bytes of `<v>` or `<is>`, in the form that canonical text has for them. */
export class CellValues {
  readonly #cells: RowCells;
  readonly #strings: StringStore;
  readonly #kinds: CellContext['kinds'];
  readonly #dates: DateTexts;
  readonly #decimal = new DecimalText();

  constructor(cells: RowCells, context: CellContext) {
    this.#cells = cells;
    this.#strings = context.strings;
    this.#kinds = context.kinds;
    this.#dates = new DateTexts(context.date1904);
  }

  /** @param style number of the cell format */
  write(column: number, type: CellType, style: number, bytes: Buffer, start: number, end: number): void {
    switch (type) {
      case 's':
        this.writeShared(column, countOf(bytes, start, end));
        break;
      case 'n':
        this.#number(column, style, bytes, start, end);
        break;
      case 'b':
        this.#ownText(column, booleanText(bytes.toString('latin1', start, end)));
        break;
      case 'd':
        this.#ownText(column, isoDateText(bytes.toString('latin1', start, end)));
        break;
      case 'e':
        this.#ownText(column, errorText(bytes.toString('utf8', start, end)));
        break;
      default:
        this.#text(column, bytes, start, end);
    }
  }

  /** @param index negative where the cell has no number of a string */
  writeShared(column: number, index: number): void {
    if (index < 0 || !this.#strings.find(index)) throw new Damaged('有单元格指向不存在的共享文字');
    if (this.#strings.start === this.#strings.end) {
      this.#cells.emptyText(column);
      return;
    }
    this.#cells.value(column);
    this.#cells.writer.escaped(this.#strings.bytes, this.#strings.start, this.#strings.end);
  }

  /** @param value what the digits from `start` to `end` stand for */
  writeInteger(column: number, style: number, value: number, bytes: Buffer, start: number, end: number): void {
    const kind = this.#kindOf(style);
    const date = kind === 'number' ? null : this.#dates.of(value, kind);
    this.#cells.value(column);
    if (date) this.#cells.writer.escaped(date, 0, date.length);
    else if (bytes[start] !== ZERO || end - start === 1) this.#cells.writer.digitBytes(bytes, start, end);
    else this.#cells.writer.number(value);
  }

  #text(column: number, bytes: Buffer, start: number, end: number): void {
    if (start === end) {
      this.#cells.emptyText(column);
      return;
    }
    this.#cells.value(column);
    this.#cells.writer.text(bytes, start, end);
  }

  #ownText(column: number, text: string): void {
    this.#cells.value(column);
    this.#cells.writer.string(text);
  }

  #number(column: number, style: number, bytes: Buffer, start: number, end: number): void {
    const kind = this.#kindOf(style);
    if (kind === 'number' && printsAsWritten(bytes, start, end)) {
      this.#cells.value(column);
      this.#cells.writer.digitBytes(bytes, start, end);
      return;
    }
    if (kind === 'number' && this.#decimal.shorten(bytes, start, end)) {
      this.#cells.value(column);
      this.#cells.writer.digitBytes(this.#decimal.bytes, this.#decimal.start, this.#decimal.bytes.length);
      return;
    }
    const value = numberOf(bytes, start, end);
    const date = kind === 'number' ? null : this.#dates.of(value, kind);
    this.#cells.value(column);
    if (date) this.#cells.writer.escaped(date, 0, date.length);
    else this.#cells.writer.number(value);
  }

  #kindOf(style: number): NumberKind {
    const kind = this.#kinds[style];
    if (kind === undefined) throw new Unsupported('单元格的格式没有定义');
    return kind;
  }
}

function booleanText(raw: string): string {
  const value = raw.trim();
  if (value === '1' || value === 'true') return 'TRUE';
  if (value === '0' || value === 'false') return 'FALSE';
  throw new Unsupported('有是非单元格的内容不是0或1');
}

/** Newer versions have more errors than ISO 29500 lists (`#SPILL!`); all look alike. */
function errorText(raw: string): string {
  if (!/^#[A-Z][A-Z0-9_/]*[!?]?$/.test(raw)) throw new Unsupported('有错误值单元格的内容不是错误值');
  return raw;
}
