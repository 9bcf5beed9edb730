import type { CanonicalWriter } from '../canonical/writer.ts';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
/**
 * A quoted cell over several lines that is longer than this was never closed: spreadsheets hold 32,767 characters in a cell, at most 98
 * KB. Without the limit one stray quote would swallow all the pupils that follow.
 */
const LONGEST_MULTILINE = 128 << 10;

/** A byte table: 1 where a scan has to stop. NUL and U+0001 are among them because they must not get into canonical text. */
function stopsAt(...bytes: number[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of [0, 1, QUOTE, CR, LF, ...bytes]) table[byte] = 1;
  return table;
}

const quotedStops = stopsAt();

/** Parses records of csv bytes into a writer, one at a time. Knows nothing of where the bytes come from. */
export class RecordScanner {
  readonly #writer: CanonicalWriter;
  readonly #delimiter: number;
  readonly #stops: Uint8Array;
  readonly #strayQuotes: number[] = [];
  readonly #nulBytes: number[] = [];
  #line = 1;
  #hasNul = false;
  // Results of the last field, kept here so that no object is made per field.
  #end = 0;
  #lines = 0;

  constructor(writer: CanonicalWriter, delimiter: number) {
    this.#writer = writer;
    this.#delimiter = delimiter;
    this.#stops = stopsAt(delimiter);
  }

  /** Lines on which a quote opens that closes nowhere, so that it was taken for text. */
  get strayQuotes(): readonly number[] {
    return this.#strayQuotes;
  }

  /** Lines with NUL bytes, which are left out. */
  get nulBytes(): readonly number[] {
    return this.#nulBytes;
  }

  /**
   * Scans the record that starts at `start`.
   * @param last whether the text ends at `end`
   * @returns where the next record starts, or -1 when the record goes on beyond `end`
   */
  scan(source: Uint8Array, start: number, end: number, last: boolean): number {
    const writer = this.#writer;
    const delimiter = this.#delimiter;
    let line = this.#line;
    let stray = 0;
    let at = start;
    this.#hasNul = false;
    writer.startRow(line);
    for (;;) {
      if (at < end && source[at] === QUOTE) {
        const outcome = this.#quoted(source, at, end, last);
        if (outcome === 'incomplete') return -1;
        if (outcome === 'stray') {
          stray ||= line;
          if (!this.#plain(source, at, end, last)) return -1;
        } else line += this.#lines;
      } else {
        // A blank line has no field at all, not one empty field.
        const first = at === start && at < end ? source[at] : 0;
        if (first === LF || first === CR) this.#end = at;
        else if (!this.#plain(source, at, end, last)) return -1;
      }
      at = this.#end;
      if (at < end && source[at] === delimiter) {
        at++;
        continue;
      }
      if (at < end && source[at] === CR) {
        if (at + 1 === end && !last) return -1;
        if (at + 1 < end && source[at + 1] === LF) at++;
      }
      break;
    }
    writer.endRow();
    if (stray) this.#strayQuotes.push(stray);
    if (this.#hasNul) this.#nulBytes.push(this.#line);
    this.#line = line + 1;
    return Math.min(at + 1, end);
  }

  /** An unquoted field: up to the delimiter or the end of the line. False when it goes on beyond `end`. */
  #plain(source: Uint8Array, start: number, end: number, last: boolean): boolean {
    const clean = this.#untilFieldEnd(source, start, end);
    const at = this.#end;
    if (at === end && !last) return false;
    if (at === start) this.#writer.missing();
    else if (clean) this.#writer.escaped(source, start, at);
    else this.#writer.text(source, start, at);
    return true;
  }

  /** Sets #end; returns whether the bytes up to there can be copied as they are. */
  #untilFieldEnd(source: Uint8Array, start: number, end: number): boolean {
    const stops = this.#stops;
    let at = start;
    let clean = true;
    for (;;) {
      while (at < end && stops[source[at]!] === 0) at++;
      if (at === end) break;
      const byte = source[at];
      if (byte === this.#delimiter || byte === LF || byte === CR) break;
      if (byte === 0) this.#hasNul = true;
      clean = false;
      at++;
    }
    this.#end = at;
    return clean;
  }

  #quoted(source: Uint8Array, start: number, end: number, last: boolean): 'written' | 'incomplete' | 'stray' {
    let at = start + 1;
    let lines = 0;
    let clean = true;
    for (;;) {
      while (at < end && quotedStops[source[at]!] === 0) at++;
      if (at === end) break;
      const byte = source[at]!;
      if (byte === QUOTE) {
        if (at + 1 === end && !last) return 'incomplete';
        if (at + 1 === end || source[at + 1] !== QUOTE) break;
        at += 2;
        continue;
      }
      if (byte === CR || (byte === LF && source[at - 1] !== CR)) lines++;
      else if (byte !== LF) {
        if (byte === 0) this.#hasNul = true;
        clean = false;
      }
      at++;
    }
    if (lines > 0 && at - start > LONGEST_MULTILINE) return 'stray';
    if (at === end) return last ? 'stray' : 'incomplete';
    this.#untilFieldEnd(source, at + 1, end);
    if (this.#end === end && !last) return 'incomplete';
    // Text after the closing quote: on one line a careless writer, read as Excel does; over several the quotes of two cells.
    if (lines > 0 && this.#end > at + 1) return 'stray';
    if (clean && this.#end === at + 1) this.#writer.escaped(source, start + 1, at);
    else this.#writer.quotedText(source, start + 1, at, this.#end);
    this.#lines = lines;
    return 'written';
  }
}
