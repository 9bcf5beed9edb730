import fs from 'node:fs';

const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const CHUNK_BYTES = 1 << 20;

/** Reads canonical text back (see canonical.ts), a line at a time. */
export class CanonicalLines {
  bytes: Buffer = Buffer.allocUnsafe(2 * CHUNK_BYTES);
  /** Number of the row in the source, and how many cells it has there. */
  row = 0;
  cells = 0;
  /** Where the content of each cell is, inside of its quotes; -1 for a missing one. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly #fd: number;
  #at = 0;
  #end = 0;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** False when there is no further line. */
  next(): boolean {
    let end = this.#lineEnd();
    while (end < 0) {
      if (!this.#more()) return false;
      end = this.#lineEnd();
    }
    let at = this.#field(this.#at);
    this.row = Number(this.bytes.toString('latin1', this.#at, at));
    const count = at + 1;
    at = this.#field(count);
    this.cells = Number(this.bytes.toString('latin1', count, at));
    this.starts.length = 0;
    this.ends.length = 0;
    while (this.bytes[at] === COMMA && this.starts.length < this.cells) at = this.#cell(at + 1);
    this.#at = end + 1;
    return true;
  }

  #cell(start: number): number {
    if (this.bytes[start] !== QUOTE) {
      this.starts.push(-1);
      this.ends.push(-1);
      return start;
    }
    let at = start + 1;
    for (; this.bytes[at] !== QUOTE || this.bytes[at + 1] === QUOTE; at++) if (this.bytes[at] === QUOTE) at++;
    this.starts.push(start + 1);
    this.ends.push(at);
    return at + 1;
  }

  #field(start: number): number {
    let at = start;
    while (this.bytes[at] !== COMMA && this.bytes[at] !== LF) at++;
    return at;
  }

  /** The line feed that ends the line, none inside of quotes; -1 when it is not at hand. */
  #lineEnd(): number {
    let isQuoted = false;
    for (let at = this.#at; at < this.#end; at++) {
      const byte = this.bytes[at];
      if (byte === QUOTE) isQuoted = !isQuoted;
      else if (byte === LF && !isQuoted) return at;
    }
    return -1;
  }

  #more(): boolean {
    this.bytes.copyWithin(0, this.#at, this.#end);
    this.#end -= this.#at;
    this.#at = 0;
    if (this.bytes.length - this.#end < CHUNK_BYTES) {
      const larger = Buffer.allocUnsafe(2 * this.bytes.length);
      this.bytes.copy(larger, 0, 0, this.#end);
      this.bytes = larger;
    }
    const read = fs.readSync(this.#fd, this.bytes, this.#end, CHUNK_BYTES, null);
    this.#end += read;
    return read > 0;
  }
}
