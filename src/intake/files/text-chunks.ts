import fs from 'node:fs';
import { bomLength, strictDecoder, type TextEncoding } from './encoding.ts';

const CHUNK = 1 << 20;

/** The text of a file in pieces, without its mark. The file must be valid in the encoding. */
export function* textChunks(fd: number, encoding: TextEncoding): Generator<string> {
  const decoder = strictDecoder(encoding);
  const bytes = Buffer.allocUnsafe(CHUNK);
  for (let at = bomLength(encoding); ; ) {
    const read = fs.readSync(fd, bytes, 0, CHUNK, at);
    if (read === 0) return;
    at += read;
    yield decoder.decode(bytes.subarray(0, read), { stream: true });
  }
}
