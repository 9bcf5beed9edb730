import fs from 'node:fs';
import { TextDecoder } from 'node:util';

/** Those in -bom begin with a byte order mark. */
export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le' | 'utf-16le-bom' | 'utf-16be' | 'utf-16be-bom';

export type EncodingFound =
  | { readonly encoding: TextEncoding; readonly rejected: null }
  /** No encoding accepts the whole file. `byte` and `line` count from 1. */
  | { readonly encoding: null; readonly rejected: { readonly tried: TextEncoding; readonly byte: number; readonly line: number } };

const CHUNK = 1 << 20;
const HEAD_BYTES = 8192;
const LF = 0x0a;
const CR = 0x0d;
/**
 * So many valid three-byte characters do not come about by chance in GB18030 text. Two-byte ones do: in GBK 学校 is D1 A7 D0 A3, and both
 * halves are valid UTF-8.
 */
const SURELY_UTF8 = 10;

/** Characters between two delimiters, on average at most. */
const LONGEST_CELL = 50;

/** How many bytes of mark precede the text. */
export const bomLength = (encoding: TextEncoding): number => (encoding === 'utf-8-bom' ? 3 : encoding.endsWith('-bom') ? 2 : 0);

/** A decoder that throws at the first byte that it does not accept. */
export function strictDecoder(encoding: TextEncoding): TextDecoder {
  return new TextDecoder(encoding.replace('-bom', ''), { fatal: true, ignoreBOM: true });
}

/** Finds the encoding of a text file: its BOM, else UTF-16 by its zero bytes, else UTF-8 if all of it is, else GB18030 if all of it is. */
export function detectEncoding(fd: number): EncodingFound {
  const head = Buffer.alloc(HEAD_BYTES);
  const marked = encodingOf(head.subarray(0, fs.readSync(fd, head, 0, HEAD_BYTES, 0)));
  const first = marked ?? 'utf-8';
  const byte = firstRejected(fd, first);
  if (byte === null) return { encoding: first, rejected: null };
  const before = survey(fd, byte, first);
  // A damaged UTF-8 file often passes as GB18030: every name in it would silently become another.
  if (marked || before.threeByteLeads >= SURELY_UTF8)
    return { encoding: null, rejected: { tried: first, byte: byte + 1, line: before.line } };
  const gbByte = firstRejected(fd, 'gb18030');
  if (gbByte === null) return { encoding: 'gb18030', rejected: null };
  if (gbByte < byte) return { encoding: null, rejected: { tried: 'utf-8', byte: byte + 1, line: before.line } };
  return { encoding: null, rejected: { tried: 'gb18030', byte: gbByte + 1, line: survey(fd, gbByte, 'gb18030').line } };
}

/** Whether the file holds so much that is only valid in UTF-8 that it cannot be GB18030. It must be valid UTF-8. */
export function isSurelyUtf8(fd: number): boolean {
  return survey(fd, fs.fstatSync(fd).size, 'utf-8').threeByteLeads >= SURELY_UTF8;
}

/** The encoding that the first bytes of a text give away: by a byte order mark, or by the zero bytes that only UTF-16 has. */
export function encodingOf(head: Buffer): TextEncoding | null {
  if (head.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf))) return 'utf-8-bom';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le-bom';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be-bom';
  if (!head.includes(0)) return null;
  if (isUtf16(head, 0, 1)) return 'utf-16le';
  return isUtf16(head, 1, 0) ? 'utf-16be' : null;
}

/**
 * Whether nearly all pairs of bytes are characters that tables are made of, delimiters or line breaks among them. Read the wrong way
 * round these are none; a text of single bytes with a NUL in it may look like Chinese, but has none of them either.
 */
function isUtf16(head: Buffer, low: number, high: number): boolean {
  const pairs = head.length >> 1;
  let plausible = 0;
  let dividers = 0;
  for (let at = 0; at < 2 * pairs; at += 2) {
    const unit = head[at + low]! | (head[at + high]! << 8);
    if (unit === 9 || unit === 10 || unit === 13 || unit === 0x2c || unit === 0x3b || unit === 0x3e) dividers++;
    else if ((unit >= 0x20 && unit < 0x7f) || (unit >= 0x3000 && unit <= 0x303f)) plausible++;
    else if ((unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xff00 && unit <= 0xffef)) plausible++;
  }
  return dividers * LONGEST_CELL > pairs && (plausible + dividers) * 20 >= pairs * 19;
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

/** The line on which the byte at `offset` is, and how many bytes before it begin a character of three or four bytes in UTF-8. */
function survey(fd: number, offset: number, encoding: TextEncoding): { line: number; threeByteLeads: number } {
  const unit = encoding.startsWith('utf-16') ? 2 : 1;
  // In UTF-16 half of a character may look like a line feed: 上 is 4E 0A.
  const low = encoding.startsWith('utf-16be') ? 1 : 0;
  const piece = Buffer.allocUnsafe(CHUNK);
  let line = 1;
  let threeByteLeads = 0;
  let isAfterReturn = false;
  for (let at = 0; at < offset; ) {
    const read = fs.readSync(fd, piece, 0, Math.min(CHUNK, offset - at), at);
    if (read === 0) break;
    for (let i = 0; i + unit <= read; i += unit) {
      const byte = piece[i + low]!;
      if (byte >= 0xe0) threeByteLeads++;
      const isBreak = (byte === LF || byte === CR) && (unit === 1 || piece[i + 1 - low] === 0);
      if (isBreak && !(byte === LF && isAfterReturn)) line++;
      isAfterReturn = isBreak && byte === CR;
    }
    at += read;
  }
  return { line, threeByteLeads };
}
