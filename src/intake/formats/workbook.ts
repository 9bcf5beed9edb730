import fs from 'node:fs';
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { type CanonicalSheet, CanonicalWriter } from '../canonical.ts';
import type { SourceFormat } from '../format.ts';
import { corruptWorkbook, passwordProtected, type Refusal } from '../refusal.ts';
import { serialToIso } from '../serial-date.ts';
import { fillMerges, type SheetRows } from './merged-cells.ts';

type Library = typeof import('@e965/xlsx');

/** What a workbook gave: its sheets, or why it could not be read. */
export type WorkbookOutcome =
  | { readonly sheets: readonly CanonicalSheet[]; readonly refusal: null }
  | { readonly sheets: null; readonly refusal: Refusal };

const ERROR_TEXTS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

/**
 * A workbook, read whole into memory by the library → canonical text, every sheet, also hidden ones.
 * @param target where the canonical text of the n-th sheet (from 0) goes
 */
export async function transcodeWorkbook(path: string, format: SourceFormat, target: (index: number) => string): Promise<WorkbookOutcome> {
  const library = await loadLibrary();
  let workbook: WorkBook;
  try {
    workbook = library.read(fs.readFileSync(path), { dense: true, cellNF: true, cellText: false, cellHTML: false, sheetStubs: true });
  } catch (error) {
    return { sheets: null, refusal: /password-protected|ODS encryption/i.test(String(error)) ? passwordProtected : corruptWorkbook };
  }
  if (workbook.SheetNames.length === 0) return { sheets: null, refusal: corruptWorkbook };
  const reader = new SheetReader(library, format, workbook.Workbook?.WBProps?.date1904 ?? false);
  const sheets = workbook.SheetNames.map((name, index) => {
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    return reader.transcode(name, workbook.Sheets[name] ?? {}, hidden, target(index));
  });
  return { sheets, refusal: null };
}

/** Loaded when first needed: the library would triple the start time of every command. */
async function loadLibrary(): Promise<Library> {
  const [library, codepages] = await Promise.all([import('@e965/xlsx'), import('@e965/xlsx/dist/cpexcel')]);
  // Workbooks of Excel 95 hold GBK text.
  library.set_cptable(codepages);
  return library;
}

class SheetReader {
  readonly #library: Library;
  readonly #format: SourceFormat;
  readonly #date1904: boolean;
  readonly #dateFormats = new Map<string, boolean>();

  constructor(library: Library, format: SourceFormat, date1904: boolean) {
    this.#library = library;
    this.#format = format;
    this.#date1904 = date1904;
  }

  transcode(name: string, sheet: WorkSheet, hidden: boolean, path: string): CanonicalSheet {
    const notes = hidden ? [`工作表“${name}”是隐藏的，已一并读入`] : [];
    if (sheet['!autofilter']) notes.push(`工作表“${name}”设有筛选，筛掉不显示的行也已读入`);
    const writer = new CanonicalWriter(path);
    try {
      const rows = this.#rowsOf(sheet);
      const filled = fillMerges(rows, sheet['!merges'] ?? []);
      if (filled > 0) notes.push(`工作表“${name}”有${filled}处合并单元格，合并范围内的空格已按首格的内容填写`);
      const uncalculated: string[] = [];
      const first = sheet['!ref'] ? this.#library.utils.decode_range(sheet['!ref']).s.r : 0;
      for (let row = Math.min(first, rows.length); row < rows.length; row++) this.#writeRow(writer, row, rows[row] ?? [], uncalculated);
      if (uncalculated.length > 0) notes.push(uncalculatedNote(name, uncalculated));
      return writer.finish({ sheet: name, hidden, date1904: this.#date1904, notes });
    } catch (error) {
      writer.abandon();
      throw error;
    }
  }

  /** The rows up to the last one with content; formatting alone may reach down to row 1,048,576. */
  #rowsOf(sheet: WorkSheet): SheetRows {
    const rows = sheet['!data'] ?? [];
    let length = rows.length;
    while (length > 0 && !rows[length - 1]?.some(hasContent)) length--;
    return rows.slice(0, length);
  }

  #writeRow(writer: CanonicalWriter, row: number, cells: readonly (CellObject | undefined)[], uncalculated: string[]): void {
    let length = cells.length;
    while (length > 0 && !hasContent(cells[length - 1])) length--;
    writer.startRow(row + 1);
    for (let column = 0; column < length; column++) {
      const cell = cells[column];
      if (cell?.f !== undefined && !hasValue(cell)) uncalculated.push(this.#library.utils.encode_cell({ r: row, c: column }));
      this.#writeCell(writer, cell);
    }
    writer.endRow();
  }

  #writeCell(writer: CanonicalWriter, cell: CellObject | undefined): void {
    const content = cell && hasValue(cell) ? this.#contentOf(cell) : null;
    if (content === null) writer.missing();
    else if (typeof content === 'number') writer.number(content);
    else writer.string(content);
  }

  #contentOf(cell: CellObject): string | number {
    const value = cell.v;
    if (cell.t === 'b') return value ? 'TRUE' : 'FALSE';
    if (cell.t === 'e') return ERROR_TEXTS[Number(value)] ?? '#ERROR!';
    if (typeof value !== 'number') return String(value);
    return (this.#isDate(cell, value) ? serialToIso(value, this.#date1904) : null) ?? value;
  }

  #isDate(cell: CellObject, value: number): boolean {
    if (cell.z === undefined) {
      // The library has no text for the built-in formats 27–36 and 50–58, which in Chinese versions are dates, nor for the currency
      // formats; only the day numbers of 1950–2064 are taken for dates.
      return (this.#format === 'xlsx' || this.#format === 'xlsb') && value >= 18_264 && value <= 60_000;
    }
    const format = String(cell.z);
    const known = this.#dateFormats.get(format);
    if (known !== undefined) return known;
    const isDate = this.#library.SSF.is_date(format);
    this.#dateFormats.set(format, isDate);
    return isDate;
  }
}

const hasValue = (cell: CellObject): boolean => cell.t !== 'z' && cell.v !== undefined && cell.v !== null;
const hasContent = (cell: CellObject | undefined): boolean =>
  cell !== undefined && cell !== null && ((hasValue(cell) && cell.v !== '') || cell.f !== undefined);

function uncalculatedNote(sheet: string, cells: readonly string[]): string {
  return `工作表“${sheet}”有${cells.length}个公式单元格没有计算结果（第一个在${cells[0]}），按空白处理；请用WPS或Excel打开该文件并保存后重新放入`;
}
