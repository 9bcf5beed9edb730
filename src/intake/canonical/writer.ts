import fs from 'node:fs';
import type { CanonicalSheet } from './sheet.ts';

export interface WriterOptions {
  /** Bytes collected before they are written. */
  readonly bufferBytes?: number;
  /** After how many rows the width is settled. */
  readonly headRows?: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const ZERO = 0x30;
const NUMBER_MARK = 0x01;
/** Below this a byte loop beats the call into native code. */
const SHORT = 64;
const MARKS = /[\0\u0001]/g;

/**
 * Writes canonical text (see canonical.ts): `startRow`, then one call per cell from left to right, then `endRow`.
 * A row can be begun again with `startRow` as long as it has not been ended.
 */
export class CanonicalWriter {
  readonly #path: string;
  readonly #fd: number;
  readonly #headRows: number;
  #out: Buffer;
  #at = 0;
  #rowStart = 0;
  #countAt = 0;
  #countDigits = 1;
  #cells = 0;
  #rows = 0;
  #width = Number.POSITIVE_INFINITY;
  #head: { end: number; cells: number }[] | null = [];

  constructor(path: string, options: WriterOptions = {}) {
    this.#path = path;
    this.#headRows = options.headRows ?? 200;
    this.#out = Buffer.allocUnsafe(options.bufferBytes ?? 512 << 10);
    this.#fd = fs.openSync(path, 'w');
  }

  /** @param row number of the row in the source */
  startRow(row: number): void {
    this.#at = this.#rowStart;
    this.#cells = 0;
    this.#reserve(40);
    this.#putInteger(row);
    this.#out[this.#at++] = COMMA;
    // The count stands before the cells but is known after them; nearly always it has as many digits as that of the row before.
    this.#countAt = this.#at;
    this.#at += this.#countDigits;
  }

  missing(): void {
    if (++this.#cells > this.#width) return;
    this.#reserve(1);
    this.#out[this.#at++] = COMMA;
  }

  /** A text cell whose bytes need no escaping, or have their quotes doubled already. */
  escaped(source: Uint8Array, start: number, end: number): void {
    if (++this.#cells > this.#width) return;
    this.#open(end - start);
    this.#copy(source, start, end);
    this.#out[this.#at++] = QUOTE;
  }

  /** A text cell made of UTF-8 bytes. */
  text(source: Uint8Array, start: number, end: number): void {
    if (++this.#cells > this.#width) return;
    this.#open(2 * (end - start));
    this.#filter(source, start, end, true);
    this.#out[this.#at++] = QUOTE;
  }

  /** A text cell of a quoted part up to its closing quote at `close`, and of what follows that quote up to `end`. */
  quotedText(source: Uint8Array, start: number, close: number, end: number): void {
    if (++this.#cells > this.#width) return;
    this.#open(2 * (end - start));
    this.#filter(source, start, close, false);
    this.#filter(source, close + 1, end, true);
    this.#out[this.#at++] = QUOTE;
  }

  string(value: string): void {
    if (++this.#cells > this.#width) return;
    const clean = value.replace(MARKS, '').replaceAll('"', '""');
    this.#open(3 * clean.length);
    this.#at += this.#out.write(clean, this.#at);
    this.#out[this.#at++] = QUOTE;
  }

  /** A cell that the source stored as a number. */
  number(value: number): void {
    this.digits(String(value));
  }

  /** The same, as it is to be printed: plain digits, of which a number of JavaScript would lose some. */
  digits(text: string): void {
    if (++this.#cells > this.#width) return;
    this.#open(1 + text.length);
    this.#out[this.#at++] = NUMBER_MARK;
    this.#at += this.#out.write(text, this.#at, 'latin1');
    this.#out[this.#at++] = QUOTE;
  }

  /** The same of ASCII bytes that are what would be printed. */
  digitBytes(source: Uint8Array, start: number, end: number): void {
    if (++this.#cells > this.#width) return;
    this.#open(1 + end - start);
    this.#out[this.#at++] = NUMBER_MARK;
    this.#copy(source, start, end);
    this.#out[this.#at++] = QUOTE;
  }

  endRow(): void {
    this.#putCount();
    this.#rows++;
    if (this.#head) {
      this.#head.push({ end: this.#at, cells: this.#cells });
      this.#rowStart = this.#at;
      if (this.#rows === this.#headRows) this.#settleWidth();
      return;
    }
    const gap = this.#width - this.#cells;
    this.#reserve(Math.max(gap, 0) + 1);
    for (let i = 0; i < gap; i++) this.#out[this.#at++] = COMMA;
    this.#out[this.#at++] = LF;
    this.#rowStart = this.#at;
  }

  /** Writes what is left and closes the file. */
  finish(sheet: Pick<CanonicalSheet, 'sheet' | 'hidden' | 'date1904' | 'notes'>): CanonicalSheet {
    if (this.#head) this.#settleWidth();
    this.#write(this.#out, this.#rowStart);
    fs.closeSync(this.#fd);
    return { ...sheet, path: this.#path, width: this.#width, rows: this.#rows };
  }

  /** Closes and removes the file. */
  abandon(): void {
    fs.closeSync(this.#fd);
    fs.rmSync(this.#path, { force: true });
  }

  #open(bytes: number): void {
    this.#reserve(bytes + 4);
    this.#out[this.#at++] = COMMA;
    this.#out[this.#at++] = QUOTE;
  }

  #copy(source: Uint8Array, start: number, end: number): void {
    if (end - start > SHORT) {
      this.#out.set(source.subarray(start, end), this.#at);
      this.#at += end - start;
      return;
    }
    const out = this.#out;
    let at = this.#at;
    for (let i = start; i < end; i++) out[at++] = source[i]!;
    this.#at = at;
  }

  #filter(source: Uint8Array, start: number, end: number, doubleQuotes: boolean): void {
    for (let i = start; i < end; i++) {
      const byte = source[i]!;
      if (byte === 0 || byte === NUMBER_MARK) continue;
      if (doubleQuotes && byte === QUOTE) this.#out[this.#at++] = QUOTE;
      this.#out[this.#at++] = byte;
    }
  }

  #putInteger(value: number): void {
    let power = 1;
    while (power * 10 <= value) power *= 10;
    for (; power >= 1; power = Math.floor(power / 10)) this.#out[this.#at++] = ZERO + (Math.floor(value / power) % 10);
  }

  #putCount(): void {
    const digits = this.#cells < 10 ? 1 : this.#cells < 100 ? 2 : String(this.#cells).length;
    if (digits !== this.#countDigits) {
      this.#reserve(digits);
      const from = this.#countAt + this.#countDigits;
      this.#out.copyWithin(this.#countAt + digits, from, this.#at);
      this.#at += digits - this.#countDigits;
      this.#countDigits = digits;
    }
    const end = this.#at;
    this.#at = this.#countAt;
    this.#putInteger(this.#cells);
    this.#at = end;
  }

  /** Fills up the rows written so far to the widest of them. */
  #settleWidth(): void {
    const head = this.#head ?? [];
    this.#head = null;
    this.#width = head.reduce((widest, row) => Math.max(widest, row.cells), 0);
    const lines = Buffer.allocUnsafe(this.#rowStart + head.reduce((bytes, row) => bytes + this.#width - row.cells + 1, 0));
    let at = 0;
    let start = 0;
    for (const { end, cells } of head) {
      at += this.#out.copy(lines, at, start, end);
      lines.fill(COMMA, at, at + this.#width - cells);
      at += this.#width - cells;
      lines[at++] = LF;
      start = end;
    }
    this.#write(lines, lines.length);
    this.#at = 0;
    this.#rowStart = 0;
  }

  /** Makes room: writes the finished rows, and grows only for a row that is larger than the buffer. */
  #reserve(bytes: number): void {
    if (this.#out.length - this.#at >= bytes) return;
    if (!this.#head && this.#rowStart > 0) {
      const done = this.#rowStart;
      this.#write(this.#out, done);
      this.#out.copyWithin(0, done, this.#at);
      this.#at -= done;
      this.#countAt -= done;
      this.#rowStart = 0;
      if (this.#out.length - this.#at >= bytes) return;
    }
    const larger = Buffer.allocUnsafe(Math.max(this.#out.length * 2, this.#at + bytes));
    this.#out.copy(larger, 0, 0, this.#at);
    this.#out = larger;
  }

  #write(bytes: Buffer, end: number): void {
    for (let from = 0; from < end; ) from += fs.writeSync(this.#fd, bytes, from, end - from);
  }
}
