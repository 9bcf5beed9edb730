import fs from 'node:fs';
import type { CanonicalSheet } from './sheet.ts';

export interface HeadRow {
  /** Row number in the source. */
  readonly row: number;
  /** `width` cells without number marks; null where the cell is missing. */
  readonly cells: readonly (string | null)[];
}

/** A row of canonical text, with how many cells it has in the source. */
export interface CountedRow extends HeadRow {
  readonly count: number;
}

const CHUNK = 64 << 10;

/** Reads the first `rows` lines of canonical text back. */
export function readHead(sheet: CanonicalSheet, rows: number): CountedRow[] {
  const fd = fs.openSync(sheet.path, 'r');
  try {
    let text = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.allocUnsafe(Math.max(CHUNK, text.length));
      const read = fs.readSync(fd, chunk);
      text = Buffer.concat([text, chunk.subarray(0, read)]);
      // Cut inside a character: only the last line suffers, and that is incomplete anyway.
      const head = parse(text.toString('utf8'), Math.min(rows, sheet.rows));
      if (read === 0 || head.length === Math.min(rows, sheet.rows)) return head;
    }
  } finally {
    fs.closeSync(fd);
  }
}

/** The complete lines of `text`, at most `limit`. */
function parse(text: string, limit: number): CountedRow[] {
  const rows: CountedRow[] = [];
  let fields: (string | null)[] = [];
  let at = 0;
  while (rows.length < limit && at < text.length) {
    let field: string | null = null;
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1);
      while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
      if (close < 0) return rows;
      field = text.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
    } else {
      const start = at;
      while (at < text.length && text[at] !== ',' && text[at] !== '\n') at++;
      if (at > start) field = text.slice(start, at);
    }
    fields.push(field?.startsWith('\u0001') ? field.slice(1) : field);
    if (text[at] === '\n') {
      rows.push({ row: Number(fields[0]), count: Number(fields[1]), cells: fields.slice(2) });
      fields = [];
    }
    at++;
  }
  return rows;
}
