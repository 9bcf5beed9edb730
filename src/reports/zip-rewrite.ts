import { crc32, createDeflateRaw, inflateRawSync } from 'node:zlib';

/** Makes the new content of an entry from the old, a piece at a time. */
export type Rewrite = (content: string) => Iterable<string>;

const endRecord = { signature: 0x06054b50, length: 22 };
const centralHeader = { signature: 0x02014b50, length: 46 };
const localHeaderLength = 30;
const stored = 0;
const deflated = 8;

/**
 * A zip file with some entries written anew and all others as they were, without unpacking those. New entries are packed while they are
 * made, so that none of them is ever held whole. For files as the workbook library writes them: no comments, no zip64.
 *
 * @throws Error for any other file, or when an entry to be written is missing.
 */
export async function rewriteZip(zip: Uint8Array, rewrites: ReadonlyMap<string, Rewrite>): Promise<Uint8Array> {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const entries = readEntries(bytes);
  const missing = [...rewrites.keys()].filter((name) => !entries.some((entry) => entry.name === name));
  if (missing.length > 0) throw new Error(`the workbook has no ${missing.join(', ')}`);
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const rewrite = rewrites.get(entry.name);
    const packed = rewrite ? await pack(rewrite(unpack(entry))) : entry;
    const header = Buffer.from(entry.header);
    writeFacts(header, packed, offset);
    const local = localHeader(header);
    parts.push(local, ...packed.data);
    directory.push(header);
    offset += local.length + packed.size;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(endRecord.length);
  end.writeUInt32LE(endRecord.signature, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

interface Packed {
  readonly method: number;
  readonly crc: number;
  /** Packed and unpacked bytes. */
  readonly size: number;
  readonly fullSize: number;
  readonly data: readonly Buffer[];
}

interface Entry extends Packed {
  readonly name: string;
  /** Its record in the central directory, name included. */
  readonly header: Buffer;
}

function readEntries(bytes: Buffer): Entry[] {
  const end = bytes.length - endRecord.length;
  if (end < 0 || bytes.readUInt32LE(end) !== endRecord.signature)
    throw new Error('the workbook does not end as a zip file without a comment');
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== centralHeader.signature) throw new Error('the workbook has a damaged directory');
    const nameEnd = at + centralHeader.length + bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + localHeaderLength + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const size = bytes.readUInt32LE(at + 20);
    entries.push({
      name: bytes.toString('utf8', at + centralHeader.length, nameEnd),
      header: bytes.subarray(at, nameEnd),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      size,
      fullSize: bytes.readUInt32LE(at + 24),
      data: [bytes.subarray(start, start + size)],
    });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack({ method, data }: Entry): string {
  const packed = Buffer.concat(data);
  return (method === stored ? packed : inflateRawSync(packed)).toString('utf8');
}

async function pack(pieces: Iterable<string>): Promise<Packed> {
  const deflate = createDeflateRaw();
  const data: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => data.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    deflate.once('end', resolve);
    deflate.once('error', reject);
  });
  let crc = 0;
  let fullSize = 0;
  for (const piece of pieces) {
    const bytes = Buffer.from(piece, 'utf8');
    crc = crc32(bytes, crc);
    fullSize += bytes.length;
    if (!deflate.write(bytes)) await new Promise((resolve) => deflate.once('drain', resolve));
  }
  deflate.end();
  await done;
  return { method: deflated, crc, size: data.reduce((sum, chunk) => sum + chunk.length, 0), fullSize, data };
}

function writeFacts(header: Buffer, { method, crc, size, fullSize }: Packed, offset: number): void {
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(size, 20);
  header.writeUInt32LE(fullSize, 24);
  header.writeUInt16LE(0, 30);
  header.writeUInt16LE(0, 32);
  header.writeUInt32LE(offset, 42);
}

/** The header before an entry's bytes: the same facts as in the directory. */
function localHeader(central: Buffer): Buffer {
  const name = central.subarray(centralHeader.length);
  const head = Buffer.alloc(localHeaderLength);
  head.writeUInt32LE(0x04034b50, 0);
  central.copy(head, 4, 6, 28);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}
