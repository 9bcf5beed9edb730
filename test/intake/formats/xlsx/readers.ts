import fs from 'node:fs';
import exceljs from 'exceljs';
import { type CellValue, readXlsx } from 'hucre/xlsx';
import { transcodeWithLibrary } from '../../../../src/intake/formats/library-workbook.ts';
import { serialToIso } from '../../../../src/intake/formats/serial-date.ts';
import { transcodeXlsx, type XlsxOptions } from '../../../../src/intake/formats/xlsx/transcode.ts';

/** The cells of a sheet that have content: `row,column` (from 1) → `n` and a number, or `t` and a text. */
export type Cells = ReadonlyMap<string, string>;
/** By the name of the sheet. */
export type Book = ReadonlyMap<string, Cells>;
/** Null: not read, for whatever reason. */
export type Reader = (file: string, scratch: string) => Promise<Book | null>;

export async function readOwn(file: string, scratch: string, options: XlsxOptions = {}): Promise<Book | null> {
  const outcome = await transcodeXlsx(file, (index) => `${scratch}-own-${index}.csv`, options);
  return 'unsupported' in outcome || !outcome.sheets
    ? null
    : new Map(outcome.sheets.map(({ sheet, path }) => [sheet, canonicalCells(path)]));
}

/** SheetJS, in the way in which it reads what the transcoder does not. */
export async function readSheetjs(file: string, scratch: string): Promise<Book | null> {
  const outcome = await transcodeWithLibrary(file, 'xlsx', (index) => `${scratch}-library-${index}.csv`);
  return outcome.sheets && new Map(outcome.sheets.map(({ sheet, path }) => [sheet, canonicalCells(path)]));
}

export async function readExceljs(file: string): Promise<Book | null> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(file);
  return new Map(
    book.worksheets.map((sheet) => {
      const cells = new Map<string, string>();
      sheet.eachRow((row, rowNumber) => {
        row.eachCell((cell, column) => {
          // A cell inside of a merge gives what is in its first cell.
          const content = cell.isMerged && cell.master !== cell ? null : exceljsContent(cell.value);
          if (content !== null && content !== 't') cells.set(`${rowNumber},${column}`, content);
        });
      });
      return [sheet.name, cells];
    }),
  );
}

export async function readHucre(file: string): Promise<Book | null> {
  const book = await readXlsx(fs.readFileSync(file));
  return new Map(
    book.sheets.map((sheet) => {
      const cells = new Map<string, string>();
      sheet.rows.forEach((row, rowIndex) => {
        row.forEach((value, columnIndex) => {
          const content = hucreContent(value);
          if (content !== null && content !== 't') cells.set(`${rowIndex + 1},${columnIndex + 1}`, content);
        });
      });
      return [sheet.name, cells];
    }),
  );
}

/** The places inside of merges but for the first of each, by sheet. */
export async function mergesOf(file: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(file);
  return new Map(
    book.worksheets.map((sheet) => {
      const hidden = new Set<string>();
      for (const range of sheet.model.merges) {
        const [first, last] = range.split(':').map((address) => sheet.getCell(address).fullAddress);
        if (!first || !last) continue;
        for (let row = first.row; row <= last.row; row++) {
          for (let column = first.col; column <= last.col; column++) hidden.add(`${row},${column}`);
        }
        hidden.delete(`${first.row},${first.col}`);
      }
      return [sheet.name, hidden];
    }),
  );
}

/** Canonical text read once more, not by the code that writes it. */
export function canonicalCells(path: string): Map<string, string> {
  const cells = new Map<string, string>();
  const text = fs.readFileSync(path, 'utf8');
  const record = /(\d+),(\d+)((?:,(?:"(?:[^"]|"")*")?)*)\n/y;
  while (record.lastIndex < text.length) {
    const [, row, , rest] = record.exec(text) ?? [];
    if (rest === undefined) throw new Error(`${path} is no canonical text`);
    let column = 0;
    for (const [, quoted] of rest.matchAll(/,(?:"((?:[^"]|"")*)")?/g)) {
      column++;
      if (!quoted) continue;
      const content = quoted.replaceAll('""', '"');
      cells.set(`${row},${column}`, content.startsWith('\u0001') ? `n${content.slice(1)}` : `t${content}`);
    }
  }
  return cells;
}

function exceljsContent(value: exceljs.CellValue): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return dateContent(value);
  if (typeof value !== 'object') return scalarContent(value);
  if ('error' in value) return `t${value.error}`;
  if ('richText' in value) return `t${value.richText.map(({ text }) => text).join('')}`;
  if ('hyperlink' in value) return exceljsContent(value.text as exceljs.CellValue);
  if ('result' in value) return exceljsContent(value.result as exceljs.CellValue);
  return null;
}

const hucreContent = (value: CellValue): string | null =>
  value === null ? null : value instanceof Date ? dateContent(value) : scalarContent(value);

function scalarContent(value: string | number | boolean): string {
  if (typeof value === 'number') return `n${value}`;
  if (typeof value === 'boolean') return value ? 'tTRUE' : 'tFALSE';
  return `t${value.replace(/[\0\u0001]/g, '')}`;
}

/** These libraries make instants of dates, counted in UTC; a time alone falls on the day before the first. */
function dateContent(date: Date): string {
  if (Number.isNaN(date.getTime())) return 't';
  const serial = date.getTime() / 86_400_000 + 25_569;
  const iso = serialToIso(serial, false);
  return iso === null ? `n${serial}` : `t${iso}`;
}
