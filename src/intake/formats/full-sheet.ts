/** How many rows a sheet holds in Excel and WPS. */
const MOST_ROWS = { xlsx: 1_048_576, xls: 65_536 } as const;

/** A sheet filled to its last row is nearly always one from which the rest was cut off when it was saved. */
export function fullSheetNote(rows: number, format: keyof typeof MOST_ROWS): string[] {
  if (rows !== MOST_ROWS[format]) return [];
  return [`正好${rows}行，是${format}一张工作表的上限，超出的行可能在保存时已被截去；请核对总数，必要时分成几个文件重新导出`];
}
