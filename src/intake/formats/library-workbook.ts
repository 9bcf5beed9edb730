import fs from 'node:fs';
import type { CellObject, ParsingOptions, WorkBook, WorkSheet } from '@e965/xlsx';
import type { CanonicalSheet } from '../canonical/sheet.ts';
import { CanonicalWriter } from '../canonical/writer.ts';
import type { SourceFormat } from '../files/format.ts';
import { corruptWorkbook, passwordProtected, tooLarge } from '../files/refusal.ts';
import { readZipDirectory } from '../files/zip-directory.ts';
import { openZipEntry } from '../files/zip-entry.ts';
import { isWholeBareWorkbook } from './bare-workbook.ts';
import { fullSheetNote } from './full-sheet.ts';
import { fillMerges, type SheetRows } from './merged-cells.ts';
import type { WorkbookOutcome } from './outcome.ts';
import { serialToIso } from './serial-date.ts';
import { MOST_COLUMNS, MOST_ROWS } from './xlsx/cell-reference.ts';

type Library = typeof import('@e965/xlsx');

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

const OPTIONS: ParsingOptions = {
  dense: true,
  cellNF: true,
  cellText: false,
  cellHTML: false,
  sheetStubs: true,
  // What old workbooks mean that do not say it: they were made on Chinese Windows.
  codepage: 936,
};
/** The first byte of a workbook that is no container. */
const BARE = 0x09;

/** A JavaScript string, into which the library unpacks a sheet, holds at most 512 MB. */
const LARGEST_PART = 450 << 20;

/**
 * A workbook that no reader of our own knows, read whole into memory by the library → canonical text, every sheet, also hidden ones.
 * @param target where the canonical text of the n-th sheet (from 0) goes
 */
export async function transcodeWithLibrary(
  path: string,
  format: SourceFormat,
  target: (index: number) => string,
): Promise<WorkbookOutcome> {
  if (largestPart(path) > LARGEST_PART) return { sheets: null, refusal: tooLarge };
  const bytes = fs.readFileSync(path);
  if (format === 'xls' && bytes[0] === BARE && !isWholeBareWorkbook(bytes)) return { sheets: null, refusal: corruptWorkbook };
  const library = await loadLibrary();
  let workbook: WorkBook;
  try {
    workbook = quietly(() => library.read(bytes, OPTIONS));
  } catch (error) {
    const isLocked = /password-protected|encryption/i.test(String(error)) || (format === 'ods' && (await isEncryptedOds(path)));
    return { sheets: null, refusal: isLocked ? passwordProtected : corruptWorkbook };
  }
  if (workbook.SheetNames.length === 0) return { sheets: null, refusal: corruptWorkbook };
  if (Object.values(workbook.Sheets).some((sheet) => isBeyondSheet(library, sheet))) return { sheets: null, refusal: corruptWorkbook };
  const reader = new SheetReader(library, format, workbook.Workbook?.WBProps?.date1904 ?? false);
  const sheets = workbook.SheetNames.map((name, index) => {
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    return reader.transcode(name, workbook.Sheets[name] ?? {}, hidden, target(index));
  });
  return { sheets, refusal: null };
}

/** A damaged reference can name a cell of the billionth column, and the rows are walked up to there. */
function isBeyondSheet(library: Library, { '!ref': range }: WorkSheet): boolean {
  if (range === undefined) return false;
  const { e } = library.utils.decode_range(range);
  return e.r >= MOST_ROWS || e.c >= MOST_COLUMNS;
}

/** Bytes of the file or, where that is a zip, of the largest entry unpacked. */
function largestPart(path: string): number {
  const fd = fs.openSync(path, 'r');
  try {
    const entries = readZipDirectory(fd) ?? [];
    return entries.reduce((largest, { size }) => Math.max(largest, size), fs.fstatSync(fd).size);
  } finally {
    fs.closeSync(fd);
  }
}

/** The library prints what it makes of odd number formats. */
function quietly<T>(read: () => T): T {
  const { log, warn, error } = console;
  const silent = () => {};
  Object.assign(console, { log: silent, warn: silent, error: silent });
  try {
    return read();
  } finally {
    Object.assign(console, { log, warn, error });
  }
}

/** An encrypted ods is a zip as any other; only its list of parts says that they cannot be read (OpenDocument 1.2, part 3, 4.8). */
async function isEncryptedOds(path: string): Promise<boolean> {
  const fd = fs.openSync(path, 'r');
  try {
    const manifest = readZipDirectory(fd)?.find(({ name }) => name === 'META-INF/manifest.xml');
    if (!manifest) return false;
    const parts: Buffer[] = [];
    for await (const part of openZipEntry(fd, manifest)) parts.push(part as Buffer);
    return Buffer.concat(parts).includes('encryption-data');
  } catch {
    return false;
  } finally {
    fs.closeSync(fd);
  }
}

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
      notes.push(...fullSheetNote(rows.length, this.#format === 'xls' ? 'xls' : 'xlsx').map((note) => `工作表“${name}”${note}`));
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
      return this.#format !== 'ods' && value >= 18_264 && value <= 60_000;
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
