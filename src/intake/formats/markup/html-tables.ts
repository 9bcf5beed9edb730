import type { CanonicalSheet } from '../../canonical/sheet.ts';
import { AttributeMemory } from './attributes.ts';
import { type CellShape, htmlContent, htmlText, isHidden, shapeOf } from './html-cell.ts';
import { HtmlText } from './html-text.ts';
import type { MarkupEvents } from './scanner.ts';
import { type SheetCell, TableSheet } from './table-sheet.ts';

/** A table whose end has not come yet. */
interface OpenTable {
  readonly isHidden: boolean;
  /** Null until the first row says whether it continues the table before. */
  sheet: TableSheet | null;
  row: SheetCell[] | null;
  /** Cells of the row that are not shown. */
  hidden: SheetCell[];
  isRowHidden: boolean;
  cell: { readonly text: HtmlText; readonly shape: CellShape } | null;
}

/** A table whose end has come; the next one may continue it. */
interface ClosedTable {
  readonly sheet: TableSheet;
  readonly depth: number;
  readonly isHidden: boolean;
}

const GROUPS = new Set(['thead', 'tbody', 'tfoot']);
const SHEET_NAMES = /<x:Name>([^<]*)<\/x:Name>/gi;
const EMPTY_ROWS = /mso-xlrowspan\s*:\s*(\d+)/i;
const LONGEST_GROUP = 65_534;

/**
 * The tables of a web page, a sheet each. A table of the same width right behind another continues it: pages put the header into a
 * table of its own, or begin a new table on every page. Text between tables becomes rows above the next one, or below the last.
 */
export class HtmlTables implements MarkupEvents {
  readonly #target: (index: number) => string;
  readonly #shapes = new AttributeMemory(shapeOf);
  readonly #open: OpenTable[] = [];
  readonly #order: TableSheet[] = [];
  /** Null for those without content. */
  readonly #finished = new Map<TableSheet, CanonicalSheet | null>();
  readonly #names: string[] = [];
  readonly #loose = new HtmlText();
  #looseLines: string[] = [];
  #closed: ClosedTable | null = null;
  #hasFrames = false;
  #isCutOff = false;

  /** @param target where the canonical text of the n-th table (from 0) goes */
  constructor(target: (index: number) => string) {
    this.#target = target;
  }

  /** Whether the page shows other files, which hold the tables. */
  get hasFrames(): boolean {
    return this.#hasFrames;
  }

  open(name: string, attributes: string, isEmpty: boolean): void {
    const table = this.#open.at(-1);
    if (name === 'table') this.#openTable(attributes);
    else if (table && name === 'tr') this.#openRow(table, attributes);
    else if (table && (name === 'td' || name === 'th')) this.#openCell(table, attributes);
    else if (table && GROUPS.has(name)) this.#endGroup(table);
    else {
      if (name === 'frame' || name === 'frameset') this.#hasFrames = true;
      this.#textOf(table).open(name, attributes, isEmpty);
    }
  }

  close(name: string): void {
    const table = this.#open.at(-1);
    if (!table) this.#loose.close(name);
    else if (name === 'td' || name === 'th') this.#endCell(table);
    else if (name === 'tr') this.#endRow(table);
    else if (name === 'table') this.#endTable(table);
    else if (GROUPS.has(name)) this.#endGroup(table);
    else this.#textOf(table).close(name);
  }

  text(text: string): void {
    this.#textOf(this.#open.at(-1)).text(text);
  }

  cdata(text: string): void {
    this.text(text.replaceAll('&', '&amp;'));
  }

  comment(text: string): void {
    for (const [, name] of text.matchAll(SHEET_NAMES)) this.#names.push(htmlText(name!));
  }

  cutOff(): void {
    this.#isCutOff = true;
  }

  /** Nothing that comes belongs to what has been read. */
  endPage(): void {
    for (let table = this.#open.at(-1); table; table = this.#open.at(-1)) {
      this.#endTable(table);
      this.#isCutOff = true;
    }
    if (this.#isCutOff) this.#closed?.sheet.cutOff();
    this.#isCutOff = false;
    this.#endLine(this.#loose);
    for (const line of this.#looseLines) this.#closed?.sheet.line(line);
    this.#looseLines = [];
    this.#settle();
  }

  /** The sheets of all pages. Tables without any content are left out. */
  finish(): CanonicalSheet[] {
    const sheets = this.#order.flatMap((sheet) => this.#finished.get(sheet) ?? []);
    return sheets.map((sheet, index) => {
      if (this.#names.length === sheets.length) return { ...sheet, sheet: this.#names[index]! };
      return sheets.length === 1 ? sheet : { ...sheet, sheet: `表格${index + 1}` };
    });
  }

  abandon(): void {
    for (const sheet of this.#order) if (!this.#finished.has(sheet)) sheet.abandon();
  }

  #openTable(attributes: string): void {
    const outer = this.#open.at(-1);
    // The text of a cell that holds a table is what stands above that table.
    if (outer?.cell) this.#endLine(outer.cell.text);
    const isTableHidden = isHidden(attributes) || this.#textOf(outer).isSilent;
    this.#open.push({ isHidden: isTableHidden, sheet: null, row: null, hidden: [], isRowHidden: false, cell: null });
  }

  #openRow(table: OpenTable, attributes: string): void {
    this.#endRow(table);
    const empty = EMPTY_ROWS.exec(attributes);
    if (empty) table.sheet?.skip(Math.min(Number(empty[1]), LONGEST_GROUP) - 1);
    table.row = [];
    table.isRowHidden = isHidden(attributes);
  }

  #openCell(table: OpenTable, attributes: string): void {
    this.#endCell(table);
    table.row ??= [];
    table.cell = { text: new HtmlText(), shape: this.#shapes.of(attributes) };
  }

  #endCell(table: OpenTable): void {
    if (!table.cell || !table.row) return;
    const { text, shape } = table.cell;
    table.cell = null;
    const content = htmlContent(text.take(), shape);
    const rows = shape.rows || LONGEST_GROUP;
    if (shape.isHidden) table.hidden.push({ content, columns: shape.columns, rows });
    else if (!shape.isOverflow) table.row.push({ content, columns: shape.columns, rows });
    else table.row.push({ content, columns: 1, rows: 1 }, { content: null, columns: shape.columns - 1, rows: 1 });
  }

  #endRow(table: OpenTable): void {
    this.#endCell(table);
    if (!table.row) return;
    // Where all of its cells are hidden it is the row that is.
    const isHidden = table.isRowHidden || (table.row.length === 0 && table.hidden.length > 0);
    const [row, left] = table.row.length === 0 ? [table.hidden, []] : [table.row, table.hidden];
    table.row = null;
    table.hidden = [];
    table.sheet ??= this.#sheetFor(table, row);
    table.sheet.row(row, isHidden);
    for (const { content } of left) table.sheet.leaveOut(content);
  }

  /** Continues the table before, or begins a sheet with the text that stands above. */
  #sheetFor(table: OpenTable, row: readonly SheetCell[]): TableSheet {
    this.#endLine(this.#loose);
    const before = this.#closed;
    const width = row.reduce((columns, cell) => columns + cell.columns, 0);
    const continues = before?.depth === this.#open.length && before.isHidden === table.isHidden && before.sheet.width === width;
    if (before && continues && this.#looseLines.length === 0) {
      this.#closed = null;
      return before.sheet;
    }
    const sheet = new TableSheet(this.#target(this.#order.length));
    this.#order.push(sheet);
    for (const line of this.#looseLines) sheet.line(line);
    this.#looseLines = [];
    return sheet;
  }

  #endGroup(table: OpenTable): void {
    this.#endRow(table);
    table.sheet?.endGroup();
  }

  #endTable(table: OpenTable): void {
    this.#endGroup(table);
    const { sheet, isHidden } = table;
    if (sheet) {
      this.#settle();
      this.#closed = { sheet, depth: this.#open.length, isHidden };
    }
    this.#open.pop();
  }

  /** The table before is not continued. */
  #settle(): void {
    if (!this.#closed) return;
    const { sheet, isHidden } = this.#closed;
    this.#closed = null;
    this.#finished.set(sheet, sheet.hasContent ? sheet.finish('', isHidden) : null);
    if (!sheet.hasContent) sheet.abandon();
  }

  #endLine(text: HtmlText): void {
    this.#looseLines.push(
      ...htmlText(text.take())
        .split('\n')
        .filter((line) => line.trim() !== ''),
    );
  }

  #textOf(table: OpenTable | undefined): HtmlText {
    return table?.cell?.text ?? this.#loose;
  }
}
