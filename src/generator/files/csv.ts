import { open } from 'node:fs/promises';

export type Cell = string | number;

export interface CsvOptions {
  /** Default UTF-8 with a byte order mark, as spreadsheets save it. */
  readonly encode?: (text: string) => Uint8Array;
  readonly byteOrderMark?: boolean;
}

const CHUNK = 1 << 20;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Writes rows in chunks, so that a county of any size fits. Lines end with CR LF. Returns the number of lines. */
export async function writeCsv(path: string, rows: Iterable<readonly Cell[]>, options: CsvOptions = {}): Promise<number> {
  const encode = options.encode ?? utf8;
  const file = await open(path, 'w');
  try {
    let pending = (options.byteOrderMark ?? options.encode === undefined) ? '\ufeff' : '';
    let lines = 0;
    for (const row of rows) {
      pending += `${row.map((cell) => quoted(String(cell))).join(',')}\r\n`;
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
