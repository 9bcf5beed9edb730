const END_OF_SHEET = 0x0a;

/**
 * Whether a workbook without a container ([MS-XLS] records one after the other, as Excel 2 to 4 and many web systems write it) goes on
 * to its end. The library reads one that was cut off without a word.
 */
export function isWholeBareWorkbook(bytes: Buffer): boolean {
  for (let at = 0; at + 4 <= bytes.length; at += 4 + bytes.readUInt16LE(at + 2)) if (bytes.readUInt16LE(at) === END_OF_SHEET) return true;
  return false;
}
