// This file and the workbook-*.ts beside it are all that know the spreadsheet library.
import { type WriteOptions, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { cellText } from './cell-text.ts';
import { rowsXml } from './rows-xml.ts';
import type { Body, Sheet, SheetCell, SheetRow } from './sheet.ts';
import { bodySize, fonts, type Style } from './style.ts';
import { toSheetChart } from './workbook-chart.ts';
import { protectedButForUse, toValidations } from './workbook-input.ts';
import { absoluteRange, plainRange, quoted } from './workbook-ranges.ts';
import { chinese, toCellStyle, toConditions } from './workbook-style.ts';
import { type Rewrite, rewriteZip } from './zip-rewrite.ts';

/** A workbook, ready to be written. */
export interface Workbook {
  readonly title: string;
  /** Who issues it. */
  readonly author: string;
  /** When its content was made, as ISO text; printed in the file's properties instead of the clock's time. */
  readonly madeAt?: string;
  readonly sheets: readonly Sheet[];
}

/**
 * The workbook as the bytes of an .xlsx file. Links to sheets that it does not have become plain text.
 *
 * The library holds every cell several times over, so the rows of long tables are not given to it: it writes one row in their place, which
 * tells under which numbers it knows their styles, and they are put there afterwards.
 */
export async function writeWorkbook(workbook: Workbook): Promise<Uint8Array> {
  const sheets = new Map(workbook.sheets.map((sheet) => [sheet.name, sheet]));
  const made = workbook.madeAt === undefined ? Number.NaN : Date.parse(workbook.madeAt);
  const bytes = await writeXlsx({
    sheets: workbook.sheets.map((sheet) => toWriteSheet(sheet, sheets)),
    // Not through the page setup: the library leaves sheet names unquoted there, and 重复(2) then breaks the file.
    namedRanges: workbook.sheets.flatMap(printRanges),
    defaultFont: { name: fonts.body.name, family: fonts.body.family, charset: chinese, size: bodySize },
    properties: {
      title: workbook.title,
      creator: workbook.author,
      company: workbook.author,
      ...(Number.isNaN(made) ? {} : { created: new Date(made), modified: new Date(made) }),
    },
  });
  const bodies = workbook.sheets.flatMap((sheet, index): [string, Rewrite][] =>
    sheet.body && sheet.body.rows.length > 0 ? [[`xl/worksheets/sheet${index + 1}.xml`, bodyWriter(sheet, sheet.body)]] : [],
  );
  return bodies.length === 0 ? bytes : rewriteZip(bytes, new Map(bodies));
}

/** Texts that the library would write as error values. */
const errorTexts = /^#(VALUE!|REF!|N\/A|NAME\?|NULL!|DIV\/0!|NUM!|GETTING_DATA|SPILL!|CALC!)$/;

type NamedRange = NonNullable<WriteOptions['namedRanges']>[number];
type WriteCell = Parameters<NonNullable<WriteSheet['cells']>['set']>[1];

/** Puts the rows of the body where its styles' row stands. */
function bodyWriter({ widths, page }: Sheet, { at, rows }: Body): Rewrite {
  return function* (xml) {
    const [before, styles, after] = splitAtRow(xml, at + 1);
    const ids = [...styles.matchAll(/ s="(\d+)"/g)].map((match) => Number(match[1]));
    if (ids.length !== rows.styles.length) throw new Error(`${ids.length} styles of ${rows.styles.length} were written`);
    const known = new Map(rows.styles.map((style, index) => [style, ids[index]!]));
    const whole = plainRange({ fromRow: 0, fromColumn: 0, toRow: page.printed.toRow, toColumn: widths.length - 1 });
    yield before.replace(/<dimension ref="[^"]*"/, `<dimension ref="${whole}"`);
    yield* rowsXml(rows, at, (style) => known.get(style)!);
    yield after;
  };
}

function splitAtRow(xml: string, number: number): [string, string, string] {
  const start = xml.indexOf(`<row r="${number}"`);
  const end = xml.indexOf('</row>', start) + '</row>'.length;
  if (start < 0) throw new Error(`the workbook has no row ${number}`);
  return [xml.slice(0, start), xml.slice(start, end), xml.slice(end)];
}

function toWriteSheet(sheet: Sheet, sheets: ReadonlyMap<string, Sheet>): WriteSheet {
  const { page } = sheet;
  return {
    name: sheet.name,
    columns: sheet.widths.map((width, column) => ({ width, ...(sheet.hiddenColumns?.includes(column) && { hidden: true }) })),
    ...toCells(sheet, sheets),
    merges: sheet.merges.map((area) => ({
      startRow: area.fromRow,
      startCol: area.fromColumn,
      endRow: area.toRow,
      endCol: area.toColumn,
    })),
    ...(sheet.frozen && { freezePane: sheet.frozen }),
    ...(sheet.filter && { autoFilter: { range: plainRange(sheet.filter) } }),
    ...toConditions(sheet),
    ...toValidations(sheet),
    ...(sheet.locked && { protection: protectedButForUse }),
    ...(sheet.charts && { charts: sheet.charts.map(toSheetChart) }),
    view: { showGridLines: false },
    pageSetup: {
      paperSize: 'a4',
      orientation: page.orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: page.onePage ? 1 : 0,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddFooter: `&L&9${footerText(page.footer.left)}&C&9第&P页 共&N页&R&9${footerText(page.footer.right)}`,
    },
  };
}

function toCells({ rows, body }: Sheet, sheets: ReadonlyMap<string, Sheet>): Pick<WriteSheet, 'cells' | 'rowDefs'> {
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  const rowDefs: NonNullable<WriteSheet['rowDefs']> = new Map();
  const add = (row: SheetRow, number: number): void => {
    rowDefs.set(number, { height: row.height });
    row.cells.forEach((cell, column) => {
      cells.set(`${number},${column}`, toWriteCell(cell, sheets));
    });
  };
  const length = body?.rows.length ?? 0;
  rows.forEach((row, index) => {
    add(row, body && index >= body.at ? index + length : index);
  });
  if (body && length > 0) {
    body.rows.styles.forEach((style, column) => {
      cells.set(`${body.at},${column}`, { value: null, style: toCellStyle(style) });
    });
  }
  return { cells, rowDefs };
}

/** Every text goes out as text: the library never reads a formula out of a value, whatever it begins with. */
function toWriteCell(cell: SheetCell, sheets: ReadonlyMap<string, Sheet>): WriteCell {
  const target = cell.link && sheets.get(cell.link.sheet);
  if (cell.link && target) return toLink(cell.value, target, cell.link.anchor, cell.style);
  const style = toCellStyle(cell.style);
  if (typeof cell.value !== 'string') return { value: cell.value, style };
  const text = cellText(cell.value);
  // Inline text, since a shared #N/A would become an error value.
  if (errorTexts.test(text)) return { value: text, richText: [{ text }], style };
  return { value: text, style };
}

function toLink(value: SheetCell['value'], target: Sheet, anchor: string | undefined, style: Style): WriteCell {
  const { font, ...rest } = toCellStyle(style);
  const row = anchor === undefined ? 0 : (target.anchors?.get(anchor) ?? 0);
  return {
    value: typeof value === 'string' ? cellText(value) : value,
    style: { ...rest, font: { ...font, underline: true, color: { rgb: '0563C1' } } },
    hyperlink: { target: '', location: `${quoted(target.name)}!A${row + 1}` },
  };
}

function printRanges(sheet: Sheet): NamedRange[] {
  const name = quoted(sheet.name);
  const { printed, repeatedRow } = sheet.page;
  const area: NamedRange = { name: '_xlnm.Print_Area', range: `${name}!${absoluteRange(printed)}`, scope: sheet.name };
  if (repeatedRow === undefined) return [area];
  const row = `$${repeatedRow + 1}`;
  return [area, { name: '_xlnm.Print_Titles', range: `${name}!${row}:${row}`, scope: sheet.name }];
}

/** An ampersand begins a code in footers. Excel takes 255 characters for the whole footer. */
function footerText(text: string): string {
  return ` ${text.slice(0, 70).replaceAll('&', '&&')}`;
}
