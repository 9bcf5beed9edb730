import { type Sheet, widthOf } from './sheet.ts';

/** Always the same, so that the same county makes the same files. */
const MADE = new Date('2026-09-01T00:00:00Z');

/** Bytes of a workbook whose cells are formatted as text, as offices are told to do with numbers of identity. */
export async function xlsxBytes(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  return writeXlsx({
    properties: { created: MADE, modified: MADE },
    sheets: sheets.map((sheet) => ({
      name: sheet.name,
      rows: sheet.rows.map((row) => [...row]),
      columns: Array.from({ length: widthOf(sheet) }, () => ({ numFmt: '@' })),
      merges: (sheet.merges ?? []).map(({ row, first, last }) => ({ startRow: row, endRow: row, startCol: first, endCol: last })),
    })),
  });
}
