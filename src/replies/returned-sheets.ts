import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { HeadRow } from '../intake/canonical/head.ts';
import { toCountedRow, visitRows } from '../intake/canonical/lines.ts';
import type { CanonicalSheet } from '../intake/canonical/sheet.ts';
import { detectEncoding } from '../intake/files/encoding.ts';
import { detectFormat } from '../intake/files/format.ts';
import { badEncoding, unreadable } from '../intake/files/refusal.ts';
import { transcodeCsv } from '../intake/formats/csv.ts';
import { transcodeWorkbook } from '../intake/formats/workbook.ts';

/** One sheet of a file that came back, hidden ones too. */
export interface ReturnedSheet {
  /** '' for csv. */
  readonly sheet: string;
  readonly date1904: boolean;
  /** Those with content, in order; row numbers are the file's. */
  readonly rows: readonly HeadRow[];
}

/** Reads a file as received ones are read, but without asking what its tables are. A text says why it could not be. */
export async function returnedSheets(path: string, workFolder: string): Promise<readonly ReturnedSheet[] | string> {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return unreadable.message;
  }
  try {
    const { format, refusal } = detectFormat(fd);
    if (refusal) return refusal.message;
    if (format === 'csv') {
      const { encoding, rejected } = detectEncoding(fd);
      if (rejected) return badEncoding(rejected.tried, rejected.byte, rejected.line).message;
      return [rowsOf(transcodeCsv(fd, encoding, join(workFolder, 'returned.csv')))];
    }
    const outcome = await transcodeWorkbook(path, format, (index) => join(workFolder, `returned-${index + 1}.csv`));
    return outcome.refusal ? outcome.refusal.message : outcome.sheets.map(rowsOf);
  } finally {
    closeSync(fd);
  }
}

function rowsOf({ sheet, path, date1904 }: CanonicalSheet): ReturnedSheet {
  const rows: HeadRow[] = [];
  visitRows(path, (raw) => {
    const { row, cells } = toCountedRow(raw);
    if (cells.some((cell) => cell !== null && cell.trim() !== '')) rows.push({ row, cells });
  });
  return { sheet, date1904, rows };
}
