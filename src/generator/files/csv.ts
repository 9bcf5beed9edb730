import { open } from 'node:fs/promises';

export type Cell = string | number;

/** How a text file writes a row and its bytes. Lines end with CR LF. */
export interface TextStyle {
  readonly encode: (text: string) => Uint8Array;
  /** What the file begins with: a byte order mark, a line that names the separator. */
  readonly start: string;
  readonly line: (row: readonly Cell[]) => string;
}

const CHUNK = 1 << 20;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** UTF-8 with a byte order mark, as spreadsheets save it. */
export const commaStyle: TextStyle = {
  encode: (text) => new TextEncoder().encode(text),
  start: '\ufeff',
  line: (row) => row.map((cell) => quoted(String(cell))).join(','),
};

/** Writes rows in chunks, so that a county of any size fits. Returns the number of lines. */
export async function writeCsv(
  path: string,
  rows: Iterable<readonly Cell[]>,
  { encode, start, line }: TextStyle = commaStyle,
): Promise<number> {
  const file = await open(path, 'w');
  try {
    let pending = start;
    let lines = 0;
    for (const row of rows) {
      pending += `${line(row)}\r\n`;
      lines += 1;
      if (pending.length < CHUNK) continue;
      await file.writeFile(encode(pending));
      pending = '';
    }
    await file.writeFile(encode(pending));
    return lines;
  } finally {
    await file.close();
  }
}
