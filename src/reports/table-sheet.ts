import type { Area } from './area.ts';
import { spannedCells } from './body-cell.ts';
import type { Presentation } from './cell-value.ts';
import type { TableColumn, TableSheet } from './declaration.ts';
import { inputRules } from './input-rules.ts';
import { lineCount, rowHeight } from './measure.ts';
import type { RowList } from './row-list.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { bodyStyleOf, headerStyle, signOffStyle } from './style.ts';
import { TableBody } from './table-body.ts';
import { homeRow, type SheetTexts, titleRows } from './title-rows.ts';

/**
 * Lays one table out: title, lines, header, rows, totals, sign-off.
 *
 * @param firstNumber what the first row is numbered, for a table that goes on from another sheet.
 */
export function buildTableSheet(
  declared: TableSheet,
  rows: RowList,
  texts: SheetTexts,
  presentation: Presentation,
  firstNumber = 1,
): Sheet {
  const survey = surveyed(declared, rows);
  const columns = declared.columns.filter((column) => !column.omit_when_empty || survey.filled.has(column.key));
  const body = new TableBody(rows, columns, presentation, firstNumber, declared.group_by);
  const { widths } = body;
  const printedColumns = columns.filter((column) => column.print).length;
  const printedWidth = widths.slice(0, printedColumns).reduce((sum, width) => sum + width, 0);
  const merges: Area[] = [];
  const mergeAcross = (row: number, toColumn: number): void => {
    if (toColumn > 0) merges.push({ fromRow: row, fromColumn: 0, toRow: row, toColumn });
  };

  const home = homeRow(texts, printedColumns);
  const head: SheetRow[] = [...home, ...titleRows(texts.title, texts.lines, printedColumns, printedWidth)];
  head.forEach((_, row) => {
    mergeAcross(row, printedColumns - 1);
  });
  const headerRow = head.length;
  head.push(header(columns, widths));
  const lastDataRow = headerRow + rows.length;
  const tail: SheetRow[] = [];
  const nextRow = (): number => lastDataRow + 1 + tail.length;
  if (rows.length === 0) {
    mergeAcross(nextRow(), columns.length - 1);
    tail.push({
      height: rowHeight(1),
      cells: spannedCells(declared.empty, columns.length, bodyStyleOf({ horizontal: 'center', format: 'text' })),
    });
  }
  if (declared.totals !== undefined && rows.length > 0) {
    mergeAcross(nextRow(), firstTotal(columns) - 1);
    tail.push(totalsRow(declared.totals, columns, survey.sums));
  }
  for (const line of declared.sign_off ?? []) {
    mergeAcross(nextRow(), printedColumns - 1);
    tail.push({ height: 34, cells: spannedCells(line, printedColumns, signOffStyle) });
  }
  const areasOf = (isMeant: (column: TableColumn) => boolean): Area[] =>
    columns.flatMap((column, index) =>
      isMeant(column) && rows.length > 0 ? [{ fromRow: headerRow + 1, fromColumn: index, toRow: lastDataRow, toColumn: index }] : [],
    );

  // Links are the library's to write; a table without them is written row by row.
  const hasLinks = columns.some((column) => column.link !== undefined);
  return {
    name: texts.name,
    widths,
    ...(hasLinks ? { rows: [...head, ...body, ...tail] } : { rows: [...head, ...tail], body: { at: headerRow + 1, rows: body } }),
    merges,
    frozen: { rows: headerRow + 1, columns: declared.frozen_columns },
    filter: { fromRow: headerRow, fromColumn: 0, toRow: lastDataRow, toColumn: columns.length - 1 },
    page: {
      orientation: declared.orientation,
      onePage: false,
      repeatedRow: headerRow,
      printed: { fromRow: home.length, fromColumn: 0, toRow: nextRow() - 1, toColumn: printedColumns - 1 },
      footer: texts.footer,
    },
    dataBars: areasOf(({ bar }) => bar),
    changes: areasOf(({ format }) => format === 'change'),
    alarms: areasOf(({ alarm }) => alarm),
    anchors: new Map([...survey.places].map(([name, place]) => [name, headerRow + 1 + place])),
    inputRules: inputRules(columns, rows, headerRow + 1),
    hiddenColumns: columns.flatMap(({ hidden }, index) => (hidden ? [index] : [])),
    locked: declared.locked,
  };
}

/** What has to be known of all rows before the first is written. */
interface Survey {
  /** Columns that have a value other than 0 in some row. */
  readonly filled: ReadonlySet<string>;
  readonly sums: ReadonlyMap<string, number>;
  /** By the values of the anchors, the first row that has it, from 0. */
  readonly places: ReadonlyMap<string, number>;
}

function surveyed({ columns, anchors }: TableSheet, rows: RowList): Survey {
  const unfilled = new Set(columns.filter(({ omit_when_empty }) => omit_when_empty).map(({ key }) => key));
  const optional = [...unfilled];
  const sums = new Map(columns.filter(({ total }) => total).map(({ key }) => [key, 0]));
  const places = new Map<string, number>();
  let place = 0;
  for (const row of rows) {
    for (const key of unfilled) if (row[key]) unfilled.delete(key);
    for (const [key, sum] of sums) {
      const value = row[key];
      if (typeof value === 'number') sums.set(key, sum + value);
    }
    for (const key of anchors) {
      const name = String(row[key]);
      if (!places.has(name)) places.set(name, place);
    }
    place += 1;
  }
  return { filled: new Set(optional.filter((key) => !unfilled.has(key))), sums, places };
}

function header(columns: readonly TableColumn[], widths: readonly number[]): SheetRow {
  const lines = columns.map((column, index) => lineCount(column.title, widths[index]!));
  return {
    height: rowHeight(Math.max(...lines)) + 4,
    cells: columns.map((column) => ({ value: column.title, style: headerStyle })),
  };
}

/** Where the first summed column is, so that the totals row's words have the columns before it; never the first column itself. */
function firstTotal(columns: readonly TableColumn[]): number {
  const index = columns.findIndex((column) => column.total);
  return index < 1 ? 1 : index;
}

function totalsRow(label: string, columns: readonly TableColumn[], sums: ReadonlyMap<string, number>): SheetRow {
  return {
    height: rowHeight(1) + 3,
    cells: columns.map((column, index) => {
      if (index === 0) return { value: label, style: bodyStyleOf({ horizontal: 'center', format: 'text', bold: true, fill: 'grey' }) };
      const value = column.total ? (sums.get(column.key) ?? 0) : null;
      const format = column.format === 'change' ? 'change' : 'integer';
      return { value, style: bodyStyleOf({ horizontal: 'right', format, bold: true, fill: 'grey' }) };
    }),
  };
}
