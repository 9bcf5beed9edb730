import fs from 'node:fs';
import type { TextDecoder } from 'node:util';
import { bomLength, strictDecoder, type TextEncoding } from './encoding.ts';

/** The least room that a read needs. */
export const LEAST_ROOM = 8;
const CHUNK = 256 << 10;

/** The text of a file as a stream of UTF-8 bytes without BOM, whatever its encoding. */
export class Utf8Source {
  readonly #fd: number;
  readonly #decoder: TextDecoder | null;
  readonly #raw: Buffer;
  #position: number;

  constructor(fd: number, encoding: TextEncoding) {
    this.#fd = fd;
    this.#decoder = encoding === 'utf-8' || encoding === 'utf-8-bom' ? null : strictDecoder(encoding);
    this.#raw = Buffer.allocUnsafe(this.#decoder ? CHUNK : 0);
    this.#position = bomLength(encoding);
  }

  /**
   * Reads into `target` from `at` on, which must leave LEAST_ROOM bytes.
   * @returns how many bytes; 0 at the end of the text
   */
  read(target: Buffer, at: number): number {
    if (!this.#decoder) return this.#take(target, at, target.length - at);
    for (;;) {
      // No encoding read here makes more than 2 bytes of 1, but for the bytes of a character begun in the read before.
      const bytes = this.#take(this.#raw, 0, Math.min(CHUNK, (target.length - at - 4) >> 1));
      if (bytes === 0) return 0;
      const text = this.#decoder.decode(this.#raw.subarray(0, bytes), { stream: true });
      if (text) return target.write(text, at);
    }
  }

  #take(target: Buffer, at: number, length: number): number {
    const bytes = fs.readSync(this.#fd, target, at, length, this.#position);
    this.#position += bytes;
    return bytes;
  }
}
