import fs from 'node:fs';
import type { CountedRow } from './head.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const ZERO = 0x30;
const NINE = 0x39;

/** What a pass over canonical text tells of a line without reading its cells. */
export interface LineVisit {
  /** Bytes of the window in which the line is; valid during the visit only. */
  readonly bytes: Buffer;
  readonly start: number;
  /** Behind the line's LF. */
  readonly end: number;
  /** Where the line starts in the file. */
  readonly offset: number;
  /** 0-based number of the line. */
  readonly line: number;
  /** ASCII digits in the cells; the two leading fields not counted. */
  readonly digits: number;
  /** The longest run of them. */
  readonly longestNumber: number;
  /** Cells that hold text, be it empty. */
  readonly filled: number;
}

/**
 * Visits every line of canonical text in order. The visit is one object that changes from line to line: nothing is made per line.
 * @param windowBytes at least; a longer line makes the window grow
 */
export function visitLines(path: string, visit: (line: LineVisit) => void, windowBytes = 1 << 20): void {
  const fd = fs.openSync(path, 'r');
  try {
    let window = Buffer.allocUnsafe(windowBytes);
    let kept = 0;
    let offset = 0;
    let line = 0;
    for (;;) {
      if (kept === window.length) window = Buffer.concat([window, Buffer.allocUnsafe(window.length)]);
      const read = fs.readSync(fd, window, kept, window.length - kept, null);
      if (read === 0) return;
      const end = kept + read;
      let start = 0;
      const found: { -readonly [field in keyof LineVisit]: LineVisit[field] } = {
        bytes: window,
        start: 0,
        end: 0,
        offset: 0,
        line: 0,
        digits: 0,
        longestNumber: 0,
        filled: 0,
      };
      let quotes = 0;
      let commas = 0;
      let digits = 0;
      let run = 0;
      let longest = 0;
      let opened = 0;
      for (let at = 0; at < end; at++) {
        const byte = window[at]!;
        if (byte >= ZERO && byte <= NINE) {
          if (commas < 2) continue;
          digits++;
          if (++run > longest) longest = run;
          continue;
        }
        run = 0;
        if (byte === QUOTE) {
          // A doubled quote closes and opens again: only the opening quotes at the start of a cell count.
          if (quotes % 2 === 0 && window[at - 1] === COMMA) opened++;
          quotes++;
        } else if (byte === COMMA) commas++;
        else if (byte === LF && quotes % 2 === 0) {
          found.start = start;
          found.end = at + 1;
          found.offset = offset + start;
          found.line = line++;
          found.digits = digits;
          found.longestNumber = longest;
          found.filled = opened;
          visit(found);
          start = at + 1;
          quotes = 0;
          commas = 0;
          digits = 0;
          longest = 0;
          opened = 0;
        }
      }
      window.copyWithin(0, start, end);
      kept = end - start;
      offset += start;
    }
  } finally {
    fs.closeSync(fd);
  }
}

/** A line taken apart: cells stay as they are written, so that they can be written again elsewhere. */
export interface RawRow {
  readonly row: number;
  readonly count: number;
  /** `""`, `"…"`, or nothing where the cell is missing. */
  readonly cells: readonly string[];
}

/** @param line of canonical text, with or without its LF */
export function parseRawLine(line: string): RawRow {
  const fields: string[] = [];
  let at = 0;
  while (at < line.length && line[at] !== '\n') {
    const start = at;
    if (line[at] === '"') {
      let close = line.indexOf('"', at + 1);
      while (line[close + 1] === '"') close = line.indexOf('"', close + 2);
      at = close + 1;
    } else while (at < line.length && line[at] !== ',' && line[at] !== '\n') at++;
    fields.push(line.slice(start, at));
    if (line[at] !== ',') break;
    at++;
    if (at === line.length || line[at] === '\n') fields.push('');
  }
  return { row: Number(fields[0]), count: Number(fields[1]), cells: fields.slice(2) };
}

/** What a cell says, without its number mark; null where it is missing. */
export function cellText(raw: string): string | null {
  if (raw === '') return null;
  const text = raw.slice(1, -1).replaceAll('""', '"');
  return text.startsWith('\u0001') ? text.slice(1) : text;
}

/** A text cell as canonical text has it. */
export const rawCell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

export const toCountedRow = ({ row, count, cells }: RawRow): CountedRow => ({ row, count, cells: cells.map(cellText) });

/** Takes every line apart, one after the other. */
export function visitRows(path: string, visit: (row: RawRow) => void): void {
  visitLines(path, ({ bytes, start, end }) => visit(parseRawLine(bytes.toString('utf8', start, end))));
}
