import { bodyCell } from './body-cell.ts';
import { type CellValue, cellValue, type Presentation, shownText } from './cell-value.ts';
import type { TableColumn } from './declaration.ts';
import { cellPadding, lineCount, rowHeight, textWidth, widestLine } from './measure.ts';
import type { RowList } from './row-list.ts';
import type { Row } from './rows.ts';
import type { BodyRows, Link, SheetRow } from './sheet.ts';
import type { Style } from './style.ts';

/** The rows of a table as cells. Only the rows of the query are held; a row's cells are made when it is its turn. */
export class TableBody implements BodyRows {
  readonly widths: readonly number[];
  readonly styles: readonly Style[];
  readonly #rows: RowList;
  readonly #columns: readonly TableColumn[];
  readonly #presentation: Presentation;
  readonly #firstNumber: number;
  readonly #groupBy: string | undefined;
  readonly #looks = new Map<string, Style>();
  /** By column, what its cell above looked like: most go on so. */
  readonly #last: { readonly format: string; readonly fill: string | undefined; readonly newGroup: boolean; readonly style: Style }[] = [];

  constructor(
    rows: RowList,
    columns: readonly TableColumn[],
    presentation: Presentation,
    firstNumber: number,
    groupBy: string | undefined,
  ) {
    this.#rows = rows;
    this.#columns = columns;
    this.#presentation = presentation;
    this.#firstNumber = firstNumber;
    this.#groupBy = groupBy;
    this.widths = this.#measure();
    this.styles = [...new Set(this.#looks.values())];
  }

  get length(): number {
    return this.#rows.length;
  }

  *[Symbol.iterator](): Iterator<SheetRow> {
    for (const { index, row, newGroup } of this.#grouped()) {
      let lines = 1;
      const cells = this.#columns.map((column, place) => {
        const value = this.#valueOf(row, index, column);
        if (column.wrap && value.format === 'text') lines = Math.max(lines, lineCount(shownText(value), this.widths[place]!));
        const link = linkOf(row, column);
        return { value: value.value, style: this.#styleOf(value, column, place, newGroup), ...(link && { link }) };
      });
      yield { height: rowHeight(lines), cells };
    }
  }

  /** The widths of the columns; on the way every style that is needed comes to be known. */
  #measure(): number[] {
    const widest = this.#columns.map((column) => textWidth(column.title));
    const padding = this.#columns.map((column) => cellPadding + (column.format === 'text' || column.format === 'date' ? 0 : 1));
    for (const { index, row, newGroup } of this.#grouped()) {
      this.#columns.forEach((column, place) => {
        const value = this.#valueOf(row, index, column);
        this.#styleOf(value, column, place, newGroup);
        // A column that is as wide as it may be need not be measured on.
        if (widest[place]! + padding[place]! < column.max) widest[place] = Math.max(widest[place]!, widestLine(shownText(value)));
      });
    }
    return this.#columns.map((column, place) => Math.max(Math.min(widest[place]! + padding[place]!, column.max), column.min));
  }

  #valueOf(row: Row, index: number, column: TableColumn): CellValue {
    const value = cellValue(row, this.#firstNumber + index, column, this.#presentation);
    // A day that is written into a cell of text would stay a text.
    return value.value === null && column.input !== undefined && column.format === 'date' ? { ...value, format: 'date' } : value;
  }

  #styleOf(value: CellValue, column: TableColumn, place: number, newGroup: boolean): Style {
    const { format, fill } = value;
    const last = this.#last[place];
    if (last !== undefined && last.format === format && last.fill === fill && last.newGroup === newGroup) return last.style;
    const look = `${place} ${format} ${fill ?? ''} ${newGroup}`;
    const style = this.#looks.get(look) ?? bodyCell(value, column, { newGroup, isInput: column.input !== undefined }).style;
    this.#looks.set(look, style);
    this.#last[place] = { format, fill, newGroup, style };
    return style;
  }

  /** The rows with their number from 0, and whether a new group begins with them. */
  *#grouped(): Generator<{ readonly index: number; readonly row: Row; readonly newGroup: boolean }> {
    let index = 0;
    let before: unknown;
    for (const row of this.#rows) {
      const group = this.#groupBy === undefined ? null : (row[this.#groupBy] ?? null);
      yield { index, row, newGroup: index > 0 && group !== before };
      before = group;
      index += 1;
    }
  }
}

/** Where a cell leads: to the sheet that the query names, and there to the first row of what it names. */
export function linkOf(row: Row, { link, link_to }: Pick<TableColumn, 'link' | 'link_to'>): Link | undefined {
  const sheet = link === undefined ? undefined : row[link];
  if (typeof sheet !== 'string') return undefined;
  const anchor = link_to === undefined ? undefined : row[link_to];
  return { sheet, ...(typeof anchor === 'string' && { anchor }) };
}
