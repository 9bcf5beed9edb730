import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import type { ZipEntry } from './zip-entry.ts';

interface Extent {
  /** Where the record that tells of the directory stands. */
  readonly record: number;
  readonly bytes: number;
  readonly offset: number;
  readonly count: number;
}

const END_RECORD = Buffer.of(0x50, 0x4b, 5, 6);
const END_BYTES = 22;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const ZIP64_RECORD = 0x06064b50;
const ZIP64_BYTES = 56;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LONGEST_COMMENT = 0xffff;
/** Of more entries than this no office makes an archive; the names alone would fill the memory. */
const LARGEST_DIRECTORY = 256 << 20;
const IN_ZIP64 = 0xffffffff;

/** The central directory of a zip file, or null when there is none: the file was cut off or is damaged. */
export function readZipDirectory(fd: number): ZipEntry[] | null {
  const size = fs.fstatSync(fd).size;
  const tailAt = Math.max(0, size - END_BYTES - LONGEST_COMMENT);
  const tail = readAt(fd, tailAt, size - tailAt);
  // The signature may also stand in a comment, so that the last one need not be the one that fits.
  for (let at = tail.lastIndexOf(END_RECORD); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END_RECORD, at - 1)) {
    if (at + END_BYTES > tail.length || at + END_BYTES + tail.readUInt16LE(at + 20) > tail.length) continue;
    const extent = extentAt(fd, tail, at, tailAt + at);
    const entries = extent && readEntries(fd, extent);
    if (entries) return entries;
  }
  return null;
}

function extentAt(fd: number, tail: Buffer, at: number, record: number): Extent | null {
  const extent = { record, count: tail.readUInt16LE(at + 10), bytes: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) };
  if (extent.count !== 0xffff && extent.bytes !== IN_ZIP64 && extent.offset !== IN_ZIP64) return extent;
  return zip64Extent(fd, record) ?? extent;
}

function zip64Extent(fd: number, end: number): Extent | null {
  const locator = readAt(fd, end - LOCATOR_BYTES, LOCATOR_BYTES);
  if (locator.length < LOCATOR_BYTES || locator.readUInt32LE(0) !== LOCATOR) return null;
  const stated = Number(locator.readBigUInt64LE(8));
  // With bytes before the archive the stated place is too low; the record then stands right before its locator.
  for (const record of [stated, end - LOCATOR_BYTES - ZIP64_BYTES]) {
    const bytes = readAt(fd, record, ZIP64_BYTES);
    if (bytes.length < ZIP64_BYTES || bytes.readUInt32LE(0) !== ZIP64_RECORD) continue;
    const [count, length, offset] = [32, 40, 48].map((field) => Number(bytes.readBigUInt64LE(field)));
    return { record, count: count!, bytes: length!, offset: offset! };
  }
  return null;
}

function readEntries(fd: number, extent: Extent): ZipEntry[] | null {
  if (extent.bytes > extent.record || extent.bytes > LARGEST_DIRECTORY) return null;
  // Bytes put before the archive (a mail gateway's, a self-extractor's) move everything by as much.
  const shift = extent.record - extent.bytes - extent.offset;
  if (shift < 0) return null;
  const directory = readAt(fd, extent.offset + shift, extent.bytes);
  if (directory.length < extent.bytes) return null;
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === ENTRY) {
    const end = at + ENTRY_BYTES + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    if (end > directory.length) return null;
    entries.push(entryAt(directory, at, shift));
    at = end;
  }
  // Writers that know no zip64 count modulo 65,536.
  return (entries.length & 0xffff) === (extent.count & 0xffff) ? entries : null;
}

function entryAt(directory: Buffer, at: number, shift: number): ZipEntry {
  const flags = directory.readUInt16LE(at + 8);
  const nameEnd = at + ENTRY_BYTES + directory.readUInt16LE(at + 28);
  const name = nameOf(directory.subarray(at + ENTRY_BYTES, nameEnd), (flags & 0x800) !== 0);
  const large = zip64Field(directory.subarray(nameEnd, nameEnd + directory.readUInt16LE(at + 30)));
  const [size, compressedSize, offset] = [24, 20, 42].map((field) => {
    const stated = directory.readUInt32LE(at + field);
    return stated === IN_ZIP64 ? (large.shift() ?? stated) : stated;
  });
  return {
    name,
    size: size!,
    compressedSize: compressedSize!,
    method: directory.readUInt16LE(at + 10),
    crc32: directory.readUInt32LE(at + 16),
    offset: offset! + shift,
    isEncrypted: (flags & 1) !== 0,
    isDirectory: /[/\\]$/.test(name),
    isSymbolicLink: [3, 19].includes(directory[at + 5]!) && (directory.readUInt16LE(at + 40) & 0o170000) === 0o120000,
  };
}

/** The 8-byte numbers of the zip64 extra field, in their order: those of size, packed size and offset that did not fit. */
function zip64Field(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    const numbers: number[] = [];
    for (let field = at + 4; field + 8 <= end; field += 8) numbers.push(Number(extra.readBigUInt64LE(field)));
    return numbers;
  }
  return [];
}

function nameOf(bytes: Buffer, saidUtf8: boolean): string {
  return saidUtf8 || isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('gb18030').decode(bytes);
}

function readAt(fd: number, position: number, length: number): Buffer {
  if (position < 0 || !Number.isSafeInteger(position)) return Buffer.alloc(0);
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const read = fs.readSync(fd, bytes, done, length - done, position + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}
