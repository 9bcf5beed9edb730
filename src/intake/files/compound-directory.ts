import fs from 'node:fs';

const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
/** Where the header names the first 109 sectors of the allocation table. */
const TABLE_LIST = 76;
/** What is above is no number of a sector: free, end of a chain, and the like. */
const LAST_SECTOR = 0xfffffffa;
/** Shorter streams share the sectors of another one. */
const LEAST_BYTES = 4096;
const STREAM = 2;

/**
 * The names of the streams and storages directly in an OLE2 compound file, not those of documents embedded in it ([MS-CFB] 2).
 * @returns null when the file is cut off or damaged
 */
export function compoundStreams(fd: number): string[] | null {
  const header = readAt(fd, 0, HEADER_BYTES);
  const shift = header.length < HEADER_BYTES ? 0 : header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return null;
  const file = new Sectors(fd, 1 << shift);
  const table = allocationTable(file, header);
  const directory = table && readChain(file, table, header.readUInt32LE(48));
  if (!directory) return null;
  const streams = rootStreams(directory);
  const isWhole = streams.every((stream) => stream.size < LEAST_BYTES || hasAll(file, table, stream));
  return isWhole ? streams.map(({ name }) => name) : null;
}

interface Stream {
  readonly name: string;
  readonly first: number;
  readonly size: number;
}

class Sectors {
  readonly #fd: number;
  readonly bytes: number;
  /** How many there are; the last may be shorter. */
  readonly count: number;
  readonly #size: number;

  constructor(fd: number, bytes: number) {
    this.#fd = fd;
    this.bytes = bytes;
    this.#size = fs.fstatSync(fd).size;
    this.count = Math.ceil(this.#size / bytes) - 1;
  }

  has(sector: number, bytes: number): boolean {
    return (sector + 1) * this.bytes + bytes <= this.#size;
  }

  read(sector: number): Buffer | null {
    return sector < this.count ? readAt(this.#fd, (sector + 1) * this.bytes, this.bytes) : null;
  }
}

/** For each sector the one that follows it. Where it stands itself is said in the header, and for large files in further sectors. */
function allocationTable(file: Sectors, header: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  const take = (list: Buffer): boolean => {
    for (let at = 0; at + 4 <= list.length; at += 4) {
      const sector = list.readUInt32LE(at);
      if (sector > LAST_SECTOR) continue;
      const part = file.read(sector);
      if (!part) return false;
      parts.push(part);
    }
    return true;
  };
  if (!take(header.subarray(TABLE_LIST))) return null;
  let next = header.readUInt32LE(68);
  for (let steps = 0; next <= LAST_SECTOR; steps++) {
    const list = steps > file.count ? null : file.read(next);
    if (list?.length !== file.bytes || !take(list.subarray(0, -4))) return null;
    next = list.readUInt32LE(file.bytes - 4);
  }
  return Buffer.concat(parts);
}

function readChain(file: Sectors, table: Buffer, first: number): Buffer | null {
  const parts: Buffer[] = [];
  for (let sector = first; sector <= LAST_SECTOR; sector = table.readUInt32LE(4 * sector)) {
    const part = file.read(sector);
    if (!part || parts.length > file.count || 4 * sector + 4 > table.length) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Whether the file goes on to the end of the stream. */
function hasAll(file: Sectors, table: Buffer, { first, size }: Stream): boolean {
  let sector = first;
  for (let left = size; left > 0; left -= file.bytes) {
    if (sector > LAST_SECTOR || 4 * sector + 4 > table.length || !file.has(sector, Math.min(left, file.bytes))) return false;
    sector = table.readUInt32LE(4 * sector);
  }
  return true;
}

/** The children of the root entry, which form a binary tree. */
function rootStreams(directory: Buffer): Stream[] {
  const streams: Stream[] = [];
  const seen = new Set<number>();
  const waiting = directory.length < ENTRY_BYTES ? [] : [directory.readUInt32LE(76)];
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    const at = entry * ENTRY_BYTES;
    if (seen.has(entry) || at + ENTRY_BYTES > directory.length) continue;
    seen.add(entry);
    const nameBytes = Math.min(directory.readUInt16LE(at + 64), 64);
    streams.push({
      name: directory.toString('utf16le', at, at + Math.max(0, nameBytes - 2)),
      first: directory.readUInt32LE(at + 116),
      size: directory[at + 66] === STREAM ? directory.readUInt32LE(at + 120) : 0,
    });
    waiting.push(directory.readUInt32LE(at + 68), directory.readUInt32LE(at + 72));
  }
  return streams;
}

function readAt(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, fs.readSync(fd, bytes, 0, length, position));
}
