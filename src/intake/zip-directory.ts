import fs from 'node:fs';

export interface ZipEntry {
  readonly name: string;
  /** Bytes when unpacked. */
  readonly size: number;
}

const END_RECORD = Buffer.of(0x50, 0x4b, 5, 6);
const ENTRY = 0x02014b50;
/** The end record, and the longest comment that may follow it. */
const TAIL_BYTES = 22 + 0xffff;

/** The central directory of a zip file, or null when there is none: the file was cut off or is damaged. */
export function readZipDirectory(fd: number): ZipEntry[] | null {
  const size = fs.fstatSync(fd).size;
  const tail = readAt(fd, Math.max(0, size - TAIL_BYTES), Math.min(size, TAIL_BYTES));
  const end = tail.lastIndexOf(END_RECORD);
  if (end < 0 || end + 22 > tail.length) return null;
  const count = tail.readUInt16LE(end + 10);
  const bytes = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (offset + bytes > size) return null;
  const directory = readAt(fd, offset, bytes);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) return null;
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({ name: directory.toString('utf8', at + 46, at + 46 + nameLength), size: directory.readUInt32LE(at + 24) });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

function readAt(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, fs.readSync(fd, bytes, 0, length, position));
}
