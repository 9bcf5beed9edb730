import { bodyCell, spannedCells } from './body-cell.ts';
import { type CellValue, cellValue, type Presentation, shownText } from './cell-value.ts';
import type { TableColumn, TableSheet } from './declaration.ts';
import { cellPadding, lineCount, rowHeight, textWidth, widestLine } from './measure.ts';
import type { Row } from './rows.ts';
import type { Area, Sheet, SheetRow } from './sheet.ts';
import { bodyStyleOf, headerStyle, signOffStyle } from './style.ts';
import { type SheetTexts, titleRows } from './title-rows.ts';

/**
 * Lays one table out: title, lines, header, rows, totals, sign-off.
 *
 * @param firstNumber what the first row is numbered, for a table that goes on from another sheet.
 */
export function buildTableSheet(
  declared: TableSheet,
  rows: readonly Row[],
  texts: SheetTexts,
  presentation: Presentation,
  firstNumber = 1,
): Sheet {
  const columns = declared.columns.filter(
    (column) => !column.omit_when_empty || rows.some((row) => row[column.key] && row[column.key] !== 0),
  );
  const values = rows.map((row, index) => columns.map((column) => cellValue(row, firstNumber + index, column, presentation)));
  const widths = columns.map((column, index) => columnWidth(column, values, index));
  const printedColumns = columns.filter((column) => column.print).length;
  const printedWidth = widths.slice(0, printedColumns).reduce((sum, width) => sum + width, 0);
  const merges: Area[] = [];
  const mergeAcross = (row: number, toColumn: number): void => {
    if (toColumn > 0) merges.push({ fromRow: row, fromColumn: 0, toRow: row, toColumn });
  };

  const sheetRows: SheetRow[] = titleRows(texts.title, texts.lines, printedColumns, printedWidth);
  sheetRows.forEach((_, row) => {
    mergeAcross(row, printedColumns - 1);
  });
  const headerRow = sheetRows.length;
  sheetRows.push(header(columns, widths));
  values.forEach((line, index) => {
    sheetRows.push(bodyRow(line, columns, widths, beginsGroup(declared.group_by, rows, index)));
  });
  const lastDataRow = sheetRows.length - 1;
  if (rows.length === 0) {
    mergeAcross(sheetRows.length, columns.length - 1);
    sheetRows.push({
      height: rowHeight(1),
      cells: spannedCells(declared.empty, columns.length, bodyStyleOf({ horizontal: 'center', format: 'text' })),
    });
  }
  if (declared.totals !== undefined && rows.length > 0) {
    mergeAcross(sheetRows.length, firstTotal(columns) - 1);
    sheetRows.push(totalsRow(declared.totals, columns, rows));
  }
  for (const line of declared.sign_off ?? []) {
    mergeAcross(sheetRows.length, printedColumns - 1);
    sheetRows.push({ height: 34, cells: spannedCells(line, printedColumns, signOffStyle) });
  }

  return {
    name: texts.name,
    widths,
    rows: sheetRows,
    merges,
    frozen: { rows: headerRow + 1, columns: declared.frozen_columns },
    filter: { fromRow: headerRow, fromColumn: 0, toRow: lastDataRow, toColumn: columns.length - 1 },
    page: {
      orientation: declared.orientation,
      onePage: false,
      repeatedRow: headerRow,
      printed: { fromRow: 0, fromColumn: 0, toRow: sheetRows.length - 1, toColumn: printedColumns - 1 },
      footer: texts.footer,
    },
    dataBars: columns.flatMap((column, index) =>
      column.bar && rows.length > 0 ? [{ fromRow: headerRow + 1, fromColumn: index, toRow: lastDataRow, toColumn: index }] : [],
    ),
  };
}

function columnWidth(column: TableColumn, values: readonly (readonly CellValue[])[], index: number): number {
  const padding = cellPadding + (column.format === 'integer' ? 1 : 0);
  let widest = textWidth(column.title);
  for (const line of values) {
    widest = Math.max(widest, widestLine(shownText(line[index]!)));
    if (widest + padding >= column.max) return column.max;
  }
  return Math.max(widest + padding, column.min);
}

function header(columns: readonly TableColumn[], widths: readonly number[]): SheetRow {
  const lines = columns.map((column, index) => lineCount(column.title, widths[index]!));
  return {
    height: rowHeight(Math.max(...lines)) + 4,
    cells: columns.map((column) => ({ value: column.title, style: headerStyle })),
  };
}

function bodyRow(values: readonly CellValue[], columns: readonly TableColumn[], widths: readonly number[], newGroup: boolean): SheetRow {
  const lines = values.map((value, index) => (columns[index]!.wrap ? lineCount(shownText(value), widths[index]!) : 1));
  return {
    height: rowHeight(Math.max(...lines)),
    cells: values.map((value, index) => bodyCell(value, columns[index]!, { newGroup })),
  };
}

function beginsGroup(groupBy: string | undefined, rows: readonly Row[], index: number): boolean {
  if (groupBy === undefined || index === 0) return false;
  return (rows[index]?.[groupBy] ?? null) !== (rows[index - 1]?.[groupBy] ?? null);
}

/** Where the first summed column is, so that the totals row's words have the columns before it; never the first column itself. */
function firstTotal(columns: readonly TableColumn[]): number {
  const index = columns.findIndex((column) => column.total);
  return index < 1 ? 1 : index;
}

function totalsRow(label: string, columns: readonly TableColumn[], rows: readonly Row[]): SheetRow {
  return {
    height: rowHeight(1) + 3,
    cells: columns.map((column, index) => {
      if (index === 0) return { value: label, style: bodyStyleOf({ horizontal: 'center', format: 'text', bold: true, fill: 'grey' }) };
      const value = column.total ? sum(rows, column.key) : null;
      return { value, style: bodyStyleOf({ horizontal: 'right', format: 'integer', bold: true, fill: 'grey', indent: 1 }) };
    }),
  };
}

function sum(rows: readonly Row[], key: string): number {
  return rows.reduce((total, row) => total + (typeof row[key] === 'number' ? row[key] : 0), 0);
}
