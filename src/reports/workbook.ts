import { type CellStyle, type ConditionalRule, cellRef, rangeRef, type WriteOptions, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { Area, Dropdown, Sheet, SheetCell } from './sheet.ts';
import { bodySize, fills, fonts, type Style } from './style.ts';

/** A workbook, ready to be written. */
export interface Workbook {
  readonly title: string;
  /** Who issues it. */
  readonly author: string;
  /** When its content was made, as ISO text; printed in the file's properties instead of the clock's time. */
  readonly madeAt?: string;
  readonly sheets: readonly Sheet[];
}

/** The workbook as the bytes of an .xlsx file. Links to sheets that it does not have become plain text. */
export async function writeWorkbook(workbook: Workbook): Promise<Uint8Array> {
  const names = new Set(workbook.sheets.map((sheet) => sheet.name));
  const made = workbook.madeAt === undefined ? Number.NaN : Date.parse(workbook.madeAt);
  return writeXlsx({
    sheets: workbook.sheets.map((sheet) => toWriteSheet(sheet, names)),
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
}

/** GB2312, as fonts name it. */
const chinese = 134;

/** Excel shows no longer text in a cell, and calls a file that has one damaged. */
const longestText = 32_767;

/** Texts that the library would write as error values. */
const errorTexts = /^#(VALUE!|REF!|N\/A|NAME\?|NULL!|DIV\/0!|NUM!|GETTING_DATA|SPILL!|CALC!)$/;

type NamedRange = NonNullable<WriteOptions['namedRanges']>[number];
type WriteCell = Parameters<NonNullable<WriteSheet['cells']>['set']>[1];

function toWriteSheet(sheet: Sheet, names: ReadonlySet<string>): WriteSheet {
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  const rowDefs: NonNullable<WriteSheet['rowDefs']> = new Map();
  sheet.rows.forEach((row, rowNumber) => {
    rowDefs.set(rowNumber, { height: row.height });
    row.cells.forEach((cell, column) => {
      cells.set(`${rowNumber},${column}`, toWriteCell(cell, names));
    });
  });
  const { page } = sheet;
  return {
    name: sheet.name,
    columns: sheet.widths.map((width) => ({ width })),
    cells,
    rowDefs,
    merges: sheet.merges.map((area) => ({
      startRow: area.fromRow,
      startCol: area.fromColumn,
      endRow: area.toRow,
      endCol: area.toColumn,
    })),
    ...(sheet.frozen && { freezePane: sheet.frozen }),
    ...(sheet.filter && { autoFilter: { range: plainRange(sheet.filter) } }),
    ...(sheet.dataBars && { conditionalRules: sheet.dataBars.map(toDataBar) }),
    ...(sheet.dropdowns && { dataValidations: sheet.dropdowns.map(toValidation) }),
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

/** Every text goes out as text: the library never reads a formula out of a value, whatever it begins with. */
function toWriteCell(cell: SheetCell, names: ReadonlySet<string>): WriteCell {
  if (cell.link !== undefined && names.has(cell.link)) return toLink(cell.value, cell.link, cell.style);
  const style = toCellStyle(cell.style);
  if (typeof cell.value !== 'string') return { value: cell.value, style };
  const text = writable(cell.value);
  // Inline text, since a shared #N/A would become an error value.
  if (errorTexts.test(text)) return { value: text, richText: [{ text }], style };
  return { value: text, style };
}

function toLink(value: SheetCell['value'], sheetName: string, style: Style): WriteCell {
  const { font, ...rest } = toCellStyle(style);
  return {
    value: typeof value === 'string' ? writable(value) : value,
    style: { ...rest, font: { ...font, underline: true, color: { rgb: '0563C1' } } },
    hyperlink: { target: '', location: `${quoted(sheetName)}!A1` },
  };
}

function writable(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText - 20)}……（内容过长，以下略）` : text;
  // _x0041_ is how the format escapes a character, so a text that has it must itself be escaped; U+FFFE and U+FFFF are not XML.
  return cut.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x').replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
}

const cellStyles = new WeakMap<Style, CellStyle>();

function toCellStyle(style: Style): CellStyle {
  const known = cellStyles.get(style);
  if (known) return known;
  const font = fonts[style.font];
  const cellStyle: CellStyle = {
    font: {
      name: font.name,
      family: font.family,
      charset: chinese,
      size: style.size,
      ...(style.bold && { bold: true }),
      ...(style.colour && { color: { rgb: style.colour } }),
    },
    alignment: {
      vertical: 'center',
      ...(style.horizontal && { horizontal: style.horizontal }),
      ...(style.wrap && { wrapText: true }),
      ...(style.shrink && { shrinkToFit: true }),
      ...(style.indent && { indent: style.indent }),
    },
    ...(style.fill && { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fills[style.fill] } } }),
    ...(style.border && { border: toBorder(style.border) }),
    ...(style.format && { numFmt: numberFormats[style.format] }),
  };
  cellStyles.set(style, cellStyle);
  return cellStyle;
}

const numberFormats = { text: '@', integer: '0', date: 'yyyy-mm-dd' } as const;

function toBorder(border: NonNullable<Style['border']>): NonNullable<CellStyle['border']> {
  const thin = { style: 'thin', color: { rgb: '8C8C8C' } } as const;
  const heavy = { style: 'medium', color: { rgb: '404040' } } as const;
  return { top: border === 'group' ? heavy : thin, right: thin, bottom: thin, left: thin };
}

function toDataBar(area: Area, index: number): ConditionalRule {
  return {
    type: 'dataBar',
    priority: index + 1,
    range: plainRange(area),
    dataBar: { cfvo: [{ type: 'num', value: '0' }, { type: 'max' }], color: 'FF9DC3E6' },
  };
}

function toValidation({ area, listSheet, list }: Dropdown): NonNullable<WriteSheet['dataValidations']>[number] {
  return {
    type: 'list',
    range: plainRange(area),
    formula1: `${quoted(listSheet)}!${absolute(list.fromRow, list.fromColumn)}:${absolute(list.toRow, list.toColumn)}`,
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: '请从下拉框里选',
    errorMessage: '这里只能选下拉框里列出的内容。',
  };
}

function printRanges(sheet: Sheet): NamedRange[] {
  const name = quoted(sheet.name);
  const { printed, repeatedRow } = sheet.page;
  const from = absolute(printed.fromRow, printed.fromColumn);
  const to = absolute(printed.toRow, printed.toColumn);
  const area: NamedRange = { name: '_xlnm.Print_Area', range: `${name}!${from}:${to}`, scope: sheet.name };
  if (repeatedRow === undefined) return [area];
  const row = `$${repeatedRow + 1}`;
  return [area, { name: '_xlnm.Print_Titles', range: `${name}!${row}:${row}`, scope: sheet.name }];
}

function plainRange(area: Area): string {
  return rangeRef(area.fromRow, area.fromColumn, area.toRow, area.toColumn);
}

function absolute(row: number, column: number): string {
  return cellRef(row, column).replace(/^([A-Z]+)/, '$$$1$$');
}

function quoted(sheetName: string): string {
  return `'${sheetName.replaceAll("'", "''")}'`;
}

/** An ampersand begins a code in footers. Excel takes 255 characters for the whole footer. */
function footerText(text: string): string {
  return ` ${text.slice(0, 70).replaceAll('&', '&&')}`;
}
