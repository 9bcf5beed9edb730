import fs from 'node:fs';
import { TextDecoder } from 'node:util';

export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le' | 'utf-16be';

export type EncodingFound =
  | { readonly encoding: TextEncoding; readonly rejected: null }
  /** No encoding accepts the whole file. `byte` and `line` count from 1. */
  | { readonly encoding: null; readonly rejected: { readonly tried: TextEncoding; readonly byte: number; readonly line: number } };

const CHUNK = 1 << 20;
/**
 * So many valid three-byte characters do not come about by chance in GB18030 text. Two-byte ones do: in GBK 学校 is D1 A7 D0 A3, and both
 * halves are valid UTF-8.
 */
const SURELY_UTF8 = 10;

/** How many bytes of mark precede the text. */
export const bomLength = (encoding: TextEncoding): number =>
  encoding === 'utf-8-bom' ? 3 : encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 0;

/** A decoder that throws at the first byte that it does not accept. */
export function strictDecoder(encoding: TextEncoding): TextDecoder {
  return new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding, { fatal: true, ignoreBOM: true });
}

/** Finds the encoding of a text file: its BOM, else UTF-8 if all of it is, else GB18030 if all of it is. */
export function detectEncoding(fd: number): EncodingFound {
  const marked = encodingByMark(fd);
  const first = marked ?? 'utf-8';
  const byte = firstRejected(fd, first);
  if (byte === null) return { encoding: first, rejected: null };
  const before = survey(fd, byte);
  // A damaged UTF-8 file often passes as GB18030: every name in it would silently become another.
  if (marked || before.threeByteLeads >= SURELY_UTF8)
    return { encoding: null, rejected: { tried: first, byte: byte + 1, line: before.line } };
  const gbByte = firstRejected(fd, 'gb18030');
  if (gbByte === null) return { encoding: 'gb18030', rejected: null };
  if (gbByte < byte) return { encoding: null, rejected: { tried: 'utf-8', byte: byte + 1, line: before.line } };
  return { encoding: null, rejected: { tried: 'gb18030', byte: gbByte + 1, line: survey(fd, gbByte).line } };
}

function encodingByMark(fd: number): TextEncoding | null {
  const mark = Buffer.alloc(3);
  const bytes = fs.readSync(fd, mark, 0, 3, 0);
  if (bytes === 3 && mark.equals(Buffer.of(0xef, 0xbb, 0xbf))) return 'utf-8-bom';
  if (bytes >= 2 && mark[0] === 0xff && mark[1] === 0xfe) return 'utf-16le';
  if (bytes >= 2 && mark[0] === 0xfe && mark[1] === 0xff) return 'utf-16be';
  return null;
}

/** Offset of the first byte that the decoder rejects (the last byte, if the text stops inside a character), or null. */
function firstRejected(fd: number, encoding: TextEncoding): number | null {
  const from = bomLength(encoding);
  const size = fs.fstatSync(fd).size;
  let good = from;
  // Each round goes up to what the round before accepted and on from there in smaller steps, for a decoder dies of its first error.
  for (const step of [CHUNK, 4096, 1]) {
    const decoder = strictDecoder(encoding);
    feed(fd, decoder, from, good, CHUNK);
    good = feed(fd, decoder, good, size, step);
    if (good === size) return completes(decoder) ? null : size - 1;
  }
  return good;
}

/** @returns where the piece starts that the decoder did not accept, or `end` */
function feed(fd: number, decoder: TextDecoder, start: number, end: number, step: number): number {
  const piece = Buffer.allocUnsafe(Math.min(step, Math.max(end - start, 1)));
  for (let at = start; at < end; ) {
    const read = fs.readSync(fd, piece, 0, Math.min(piece.length, end - at), at);
    if (read === 0) break;
    try {
      decoder.decode(piece.subarray(0, read), { stream: true });
    } catch {
      return at;
    }
    at += read;
  }
  return end;
}

function completes(decoder: TextDecoder): boolean {
  try {
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** The line on which the byte at `offset` is, and how many bytes before it begin a character of three or four bytes. */
function survey(fd: number, offset: number): { line: number; threeByteLeads: number } {
  const piece = Buffer.allocUnsafe(CHUNK);
  let line = 1;
  let threeByteLeads = 0;
  for (let at = 0; at < offset; ) {
    const read = fs.readSync(fd, piece, 0, Math.min(CHUNK, offset - at), at);
    if (read === 0) break;
    for (let i = 0; i < read; i++) {
      const byte = piece[i]!;
      if (byte === 0x0a) line++;
      else if (byte >= 0xe0) threeByteLeads++;
    }
    at += read;
  }
  return { line, threeByteLeads };
}
