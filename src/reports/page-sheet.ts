import { bodyCell, spannedCells } from './body-cell.ts';
import { cellValue, type Presentation, shownText } from './cell-value.ts';
import type { Block, BlockColumn, PageSheet, TableBlock } from './declaration.ts';
import { lineCount, rowHeight } from './measure.ts';
import type { Row } from './rows.ts';
import type { Area, Sheet, SheetCell, SheetRow } from './sheet.ts';
import { alertHeadingStyle, bodyStyleOf, headerStyle, headingStyle, noteStyle, signOffStyle } from './style.ts';
import { type SheetTexts, titleRows } from './title-rows.ts';

/** A block and the rows of its query. */
export interface FilledBlock {
  readonly block: Block;
  readonly rows: readonly Row[];
}

/** Lays blocks out one under the other on a shared grid, to be printed on one page. */
export function buildPageSheet(declared: PageSheet, blocks: readonly FilledBlock[], texts: SheetTexts, presentation: Presentation): Sheet {
  const grid = new Grid(declared.grid);
  for (const row of titleRows(texts.title, texts.lines, grid.columns, grid.width)) grid.addMerged(row);
  for (const { block, rows } of blocks) {
    if (block.heading !== undefined) grid.addLine(block.heading, isAlert(block, rows) ? alertHeadingStyle : headingStyle, 20);
    if (block.kind === 'lines') {
      for (const row of rows) grid.addLine(String(row[block.text] ?? ''), noteStyle);
    } else {
      addTable(grid, block, rows, presentation);
    }
  }
  for (const line of declared.sign_off ?? []) grid.addLine(line, signOffStyle, 30);

  return {
    name: texts.name,
    widths: declared.grid,
    rows: grid.rows,
    merges: grid.merges,
    page: {
      orientation: declared.orientation,
      onePage: true,
      printed: { fromRow: 0, fromColumn: 0, toRow: grid.rows.length - 1, toColumn: grid.columns - 1 },
      footer: texts.footer,
    },
  };
}

function isAlert(block: Block, rows: readonly Row[]): boolean {
  return block.kind === 'table' && block.alert && rows.length > 0;
}

function addTable(grid: Grid, block: TableBlock, rows: readonly Row[], presentation: Presentation): void {
  if (rows.length === 0) {
    grid.addLine(block.empty, bodyStyleOf({ horizontal: 'left', wrap: true, format: 'text' }));
    return;
  }
  grid.addSpanned(
    block.columns,
    block.columns.map((column) => ({ value: column.title, style: headerStyle })),
  );
  rows.forEach((row, index) => {
    const strong = block.strong !== undefined && row[block.strong] === true;
    grid.addSpanned(
      block.columns,
      block.columns.map((column) => {
        const cell = bodyCell(cellValue(row, index + 1, column, presentation), column, { strong });
        const target = column.link === undefined ? undefined : row[column.link];
        return typeof target === 'string' ? { ...cell, link: target } : cell;
      }),
    );
  });
}

/** The rows of a page while they are laid out. */
class Grid {
  readonly rows: SheetRow[] = [];
  readonly merges: Area[] = [];
  readonly width: number;
  readonly #widths: readonly number[];

  constructor(widths: readonly number[]) {
    this.#widths = widths;
    this.width = widths.reduce((sum, width) => sum + width, 0);
  }

  get columns(): number {
    return this.#widths.length;
  }

  /** A row whose cells are all one. */
  addMerged(row: SheetRow): void {
    this.#merge(0, this.columns);
    this.rows.push(row);
  }

  addLine(text: string, style: SheetCell['style'], height = rowHeight(lineCount(text, this.width))): void {
    this.addMerged({ height, cells: spannedCells(text, this.columns, style) });
  }

  /** A row of cells that take their columns' spans. */
  addSpanned(columns: readonly BlockColumn[], cells: readonly SheetCell[]): void {
    let from = 0;
    let lines = 1;
    const all: SheetCell[] = [];
    columns.forEach((column, index) => {
      const cell = cells[index]!;
      const width = this.#widths.slice(from, from + column.span).reduce((sum, part) => sum + part, 0);
      if (cell.style.wrap) lines = Math.max(lines, lineCount(shownText({ value: cell.value, format: cell.style.format ?? 'text' }), width));
      this.#merge(from, column.span);
      all.push(cell, ...spannedCells(null, column.span, cell.style).slice(1));
      from += column.span;
    });
    this.rows.push({ height: rowHeight(lines), cells: all });
  }

  #merge(fromColumn: number, columns: number): void {
    if (columns < 2) return;
    const row = this.rows.length;
    this.merges.push({ fromRow: row, fromColumn, toRow: row, toColumn: fromColumn + columns - 1 });
  }
}
