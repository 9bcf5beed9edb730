import type { Area } from './area.ts';
import { bodyCell, spannedCells } from './body-cell.ts';
import { cellValue, type Presentation, shownText } from './cell-value.ts';
import type { Chart } from './chart.ts';
import type { Block, BlockColumn, ChartsBlock, PageSheet, TableBlock } from './declaration.ts';
import { lineCount, rowHeight } from './measure.ts';
import type { Row } from './rows.ts';
import type { PlacedChart, Sheet, SheetCell, SheetRow } from './sheet.ts';
import { alertHeadingStyle, blockHeaderStyle, bodyStyleOf, headingStyle, noteStyle, signOffStyle } from './style.ts';
import { linkOf } from './table-body.ts';
import { homeRow, type SheetTexts, titleRows } from './title-rows.ts';

/** A block and the rows of its query. */
export interface FilledBlock {
  readonly block: Block;
  readonly rows: readonly Row[];
}

/**
 * Lays blocks out one under the other on a shared grid.
 *
 * @param tables those of pages built before, which charts may show; this page's are added.
 */
export function buildPageSheet(
  declared: PageSheet,
  blocks: readonly FilledBlock[],
  texts: SheetTexts,
  presentation: Presentation,
  tables: Map<string, PlacedTable> = new Map(),
): Sheet {
  const grid = new Grid(declared.grid);
  const home = homeRow(texts, grid.columns);
  for (const row of home) grid.addMerged(row);
  for (const row of titleRows(texts.title, texts.lines, grid.columns, grid.width)) grid.addMerged(row);
  for (const { block, rows } of blocks) {
    if (block.heading !== undefined) grid.addLine(block.heading, isAlert(block, rows) ? alertHeadingStyle : headingStyle, 20);
    if (block.kind === 'charts') {
      grid.addChartsRow(block);
    } else if (block.kind === 'lines') {
      for (const row of rows) grid.addLine(String(row[block.text] ?? ''), noteStyle);
    } else {
      const table = addTable(grid, block, rows, presentation);
      if (block.id !== undefined) tables.set(block.id, { ...table, sheet: texts.name });
    }
  }
  grid.drawCharts(tables, texts.name);
  for (const line of declared.sign_off ?? []) grid.addLine(line, signOffStyle, 30);

  return {
    name: texts.name,
    widths: declared.grid,
    rows: grid.rows,
    merges: grid.merges,
    ...(home.length > 0 && { frozen: { rows: home.length, columns: 0 } }),
    dataBars: grid.areas.bar,
    changes: grid.areas.change,
    alarms: grid.areas.alarm,
    charts: grid.charts,
    locked: declared.locked,
    page: {
      orientation: declared.orientation,
      onePage: declared.one_page,
      printed: { fromRow: home.length, fromColumn: 0, toRow: grid.rows.length - 1, toColumn: grid.columns - 1 },
      footer: texts.footer,
    },
  };
}

function isAlert(block: Block, rows: readonly Row[]): boolean {
  return block.kind === 'table' && block.alert && rows.length > 0;
}

function addTable(grid: Grid, block: TableBlock, rows: readonly Row[], presentation: Presentation): Omit<PlacedTable, 'sheet'> {
  if (rows.length === 0) {
    grid.addLine(block.empty, bodyStyleOf({ horizontal: 'left', wrap: true, format: 'text' }));
    return { block, fromRow: grid.rows.length, rows: [] };
  }
  grid.addSpanned(
    block.columns,
    block.columns.map((column) => ({ value: column.title, style: blockHeaderStyle(column.fill) })),
  );
  const isStrong = (row: Row): boolean => block.strong !== undefined && row[block.strong] === true;
  const fromRow = grid.rows.length;
  rows.forEach((row, index) => {
    grid.addSpanned(
      block.columns,
      block.columns.map((column) => {
        const cell = bodyCell(cellValue(row, index + 1, column, presentation), column, { strong: isStrong(row) });
        const link = linkOf(row, column);
        return link ? { ...cell, link } : cell;
      }),
    );
  });
  grid.markAreas(block.columns, fromRow);
  const firstStrong = rows.findIndex(isStrong);
  return { block, fromRow, rows: firstStrong < 0 ? rows : rows.slice(0, firstStrong) };
}

/** A table on a page, and its rows before the first in bold: those that charts show. */
export interface PlacedTable {
  readonly sheet: string;
  readonly block: TableBlock;
  readonly fromRow: number;
  readonly rows: readonly Row[];
}

/** Where a column of the table stands. */
function columnArea({ block, fromRow, rows }: PlacedTable, key: string): Area {
  const index = block.columns.findIndex((column) => column.key === key);
  const place = block.columns.slice(0, index).reduce((sum, column) => sum + column.span, 0);
  return { fromRow, fromColumn: place, toRow: fromRow + rows.length - 1, toColumn: place };
}

function lastRows(table: PlacedTable | undefined, last: number | undefined): PlacedTable | undefined {
  if (table === undefined || last === undefined || table.rows.length <= last) return table;
  return { ...table, fromRow: table.fromRow + table.rows.length - last, rows: table.rows.slice(-last) };
}

function toChart({ kind, title, stacked, categories, series }: ChartsBlock['charts'][number], table: PlacedTable, sheet: string): Chart {
  return {
    kind,
    title,
    stacked,
    ...(table.sheet !== sheet && { sheet: table.sheet }),
    categories: columnArea(table, categories),
    series: series.map(({ key, fill }) => ({
      title: table.block.columns.find((column) => column.key === key)?.title ?? key,
      values: columnArea(table, key),
      fill,
    })),
  };
}

/** The rows of a page while they are laid out. */
class Grid {
  readonly rows: SheetRow[] = [];
  readonly merges: Area[] = [];
  readonly charts: PlacedChart[] = [];
  readonly areas: Record<'bar' | 'change' | 'alarm', Area[]> = { bar: [], change: [], alarm: [] };
  readonly width: number;
  readonly #widths: readonly number[];
  readonly #chartRows: { readonly row: number; readonly block: ChartsBlock }[] = [];

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

  /** Leaves a row for charts side by side; their tables may stand below it. */
  addChartsRow(block: ChartsBlock): void {
    this.#chartRows.push({ row: this.rows.length, block });
    this.rows.push({ height: 1, cells: [] });
  }

  /** Draws the charts over their rows, which become as high as they are. Of nothing there is no chart. */
  drawCharts(tables: ReadonlyMap<string, PlacedTable>, sheet: string): void {
    for (const { row, block } of this.#chartRows) {
      let from = 0;
      for (const declared of block.charts) {
        const table = lastRows(tables.get(declared.of), declared.last);
        const area = { fromRow: row, fromColumn: from, toRow: row, toColumn: from + declared.span - 1 };
        const hasNumbers = table?.rows.some((data) => declared.series.some(({ key }) => Boolean(data[key])));
        if (table && hasNumbers) this.charts.push({ chart: toChart(declared, table, sheet), area });
        from += declared.span;
      }
      if (this.charts.some(({ area }) => area.fromRow === row)) this.rows[row] = { height: block.height, cells: [] };
    }
  }

  /** Where the columns of the table that began at `fromRow` are to be drawn otherwise than their cells say. */
  markAreas(columns: readonly BlockColumn[], fromRow: number): void {
    let from = 0;
    for (const column of columns) {
      const area = { fromRow, fromColumn: from, toRow: this.rows.length - 1, toColumn: from };
      if (column.bar) this.areas.bar.push(area);
      if (column.format === 'change') this.areas.change.push(area);
      if (column.alarm) this.areas.alarm.push(area);
      from += column.span;
    }
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
