import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { type HeadRow, readHead } from '../intake/canonical/head.ts';
import { detectFormat } from '../intake/files/format.ts';
import { unreadable } from '../intake/files/refusal.ts';
import { transcodeWorkbook } from '../intake/formats/workbook.ts';

/** All rows of a small workbook by sheet, or why it could not be read. */
export type WorkbookRows = { readonly sheets: ReadonlyMap<string, readonly HeadRow[]> } | { readonly refusal: string };

/** Reads a workbook as received files are read, but without asking what its tables are. `workFolder` takes the canonical text. */
export async function workbookRows(path: string, workFolder: string): Promise<WorkbookRows> {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return { refusal: unreadable.message };
  }
  try {
    const { format, refusal } = detectFormat(fd);
    if (refusal) return { refusal: refusal.message };
    const outcome = await transcodeWorkbook(path, format, (index) => join(workFolder, `answers-${index + 1}.csv`));
    if (outcome.refusal) return { refusal: outcome.refusal.message };
    return { sheets: new Map(outcome.sheets.map((sheet) => [sheet.sheet, readHead(sheet, sheet.rows)])) };
  } finally {
    closeSync(fd);
  }
}
