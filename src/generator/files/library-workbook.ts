import type { WorkSheet } from '@e965/xlsx';
import type { Sheet } from './sheet.ts';

/** Bytes of an OpenDocument spreadsheet or of a binary workbook of Excel 2007. Empty cells stay empty. */
export async function libraryBytes(sheets: readonly Sheet[], bookType: 'ods' | 'xlsb'): Promise<Uint8Array> {
  const library = await import('@e965/xlsx');
  const book = library.utils.book_new();
  for (const sheet of sheets) library.utils.book_append_sheet(book, sheetOf(sheet, library), sheet.name);
  return new Uint8Array(library.write(book, { type: 'buffer', bookType, compression: true }) as Buffer);
}

function sheetOf({ rows, merges = [] }: Sheet, { utils }: typeof import('@e965/xlsx')): WorkSheet {
  const sheet = utils.aoa_to_sheet(rows.map((row) => row.map((cell) => (cell === '' ? null : cell))));
  sheet['!merges'] = merges.map(({ row, first, last }) => ({ s: { r: row, c: first }, e: { r: row, c: last } }));
  return sheet;
}
