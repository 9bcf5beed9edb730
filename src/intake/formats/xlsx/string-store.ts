import { Segments } from './segments.ts';
import { Unsupported } from './trouble.ts';

const QUOTE = 0x22;
/** NUL and the number mark have no place in canonical text. */
const LARGEST_MARK = 0x01;
const SEGMENT_BITS = 16;
const SEGMENT_BYTES = 1 << SEGMENT_BITS;
const MOST_SEGMENTS = 2 ** (32 - SEGMENT_BITS);

/** The shared strings of a workbook by number, as canonical text has them: quotes doubled. */
export class StringStore {
  /** The string found last: in `bytes` from `start` to `end`. */
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  readonly #segments: Segments;
  #count = 0;
  /** Of each string where it is (segment in the upper half, place in it in the lower) and its length, side by side. */
  #places = new Uint32Array(2048);
  #last: Buffer = Buffer.alloc(0);
  #at = 0;

  /**
   * @param file where strings go that do not fit into the memory
   * @param mostInMemory bytes
   */
  constructor(file: string, mostInMemory: number) {
    this.#segments = new Segments(file, mostInMemory);
  }

  /** Adds the next string, given as UTF-8. */
  add(source: Buffer, start: number, end: number): void {
    const room = 2 * (end - start);
    if (this.#segments.count === 0 || this.#at + room > SEGMENT_BYTES) this.#startSegment(room);
    const segment = this.#last;
    const from = this.#at;
    let at = from;
    for (let i = start; i < end; i++) {
      const byte = source[i]!;
      if (byte <= LARGEST_MARK) continue;
      if (byte === QUOTE) segment[at++] = QUOTE;
      segment[at++] = byte;
    }
    this.#at = at;
    this.#remember((this.#segments.count - 1) * SEGMENT_BYTES + from, at - from);
  }

  /** Finds a string; false when there is none of that number. */
  find(index: number): boolean {
    if (index >= this.#count) return false;
    const start = this.#places[2 * index]!;
    this.bytes = this.#segments.get(start >>> SEGMENT_BITS);
    this.start = start & (SEGMENT_BYTES - 1);
    this.end = this.start + this.#places[2 * index + 1]!;
    return true;
  }

  close(): void {
    this.#segments.close();
  }

  /** A string longer than a segment gets one as long as it needs. */
  #startSegment(bytes: number): void {
    if (this.#segments.count === MOST_SEGMENTS) throw new Unsupported('共享文字超过4GB');
    this.#last = this.#segments.add(Math.max(SEGMENT_BYTES, bytes));
    this.#at = 0;
  }

  #remember(start: number, length: number): void {
    if (2 * this.#count === this.#places.length) this.#places = doubled(this.#places);
    this.#places[2 * this.#count] = start;
    this.#places[2 * this.#count++ + 1] = length;
  }
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
