import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { onTestFinished } from 'vitest';

/** A new folder for the files of one test, gone after it. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'heji-reports-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The workbook as another library reads it. */
export async function open(file: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook;
}

/** A sheet that must be there. */
export function sheetOf(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name} among ${workbook.worksheets.map((each) => each.name).join(', ')}`);
  return sheet;
}

/** The texts of a row's cells, merged cells once; numbers as texts. */
export function texts(sheet: ExcelJS.Worksheet, row: number): string[] {
  const found: string[] = [];
  sheet.getRow(row).eachCell({ includeEmpty: true }, (cell) => {
    if (cell.master === cell) found.push(textOf(cell));
  });
  return found;
}

/** Every row of the sheet as texts. */
export function allTexts(sheet: ExcelJS.Worksheet): string[][] {
  return Array.from({ length: sheet.rowCount }, (_, index) => texts(sheet, index + 1));
}

/** The cell in the column with this title. The header is the first row that has it. */
export function cellUnder(sheet: ExcelJS.Worksheet, title: string, dataRow: number): ExcelJS.Cell {
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    for (let column = 1; column <= sheet.columnCount; column += 1) {
      if (sheet.getCell(row, column).value === title) return sheet.getCell(row + dataRow, column);
    }
  }
  throw new Error(`no column ${title} in ${sheet.name}`);
}

function textOf(cell: ExcelJS.Cell): string {
  const { value } = cell;
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object' && 'text' in value) return String(value.text);
  if (typeof value === 'object' && 'richText' in value) return value.richText.map((part) => part.text).join('');
  return String(value);
}

/** What the schema validator says; undefined when there is none on this computer. */
export function validation(...files: string[]): string | undefined {
  const beside = fileURLToPath(new URL('../../../shared/ooxml/validate', import.meta.url));
  const validator = process.env.HEJI_OOXML_VALIDATE ?? beside;
  if (!existsSync(validator)) {
    console.info('left out: the workbooks were not validated against the OOXML schemas, set HEJI_OOXML_VALIDATE to the validator');
    return undefined;
  }
  try {
    return execFileSync(validator, files, { encoding: 'utf8' });
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}

/** Cells of figures that there are none of. */
export const dashes = (count: number): string[] => Array<string>(count).fill('—');
