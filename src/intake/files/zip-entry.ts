import fs from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

/** One entry of the central directory (APPNOTE.TXT 4.3.12; sizes and offset also from its zip64 field, 4.5.3). */
export interface ZipEntry {
  /** UTF-8 when the entry says so or the bytes are, else GB18030, which Chinese Windows writes; `\` as it came. */
  readonly name: string;
  /** Bytes when unpacked, as the directory says. */
  readonly size: number;
  readonly compressedSize: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  /** Of the local header, from the start of the file. */
  readonly offset: number;
  readonly isEncrypted: boolean;
  readonly isDirectory: boolean;
  /** Made on Unix or a Mac: the bytes are the path that a link points to. */
  readonly isSymbolicLink: boolean;
}

/** An entry whose bytes are not what the directory says: cut off, changed on the way, or a bomb. */
export class DamagedZipEntry extends Error {
  override readonly name = 'DamagedZipEntry';
}

/** An entry that is encrypted, or packed in a way other than stored or deflated. */
export class UnsupportedZipEntry extends Error {
  override readonly name = 'UnsupportedZipEntry';
  readonly isEncrypted: boolean;

  constructor({ name, isEncrypted, method }: ZipEntry) {
    super(`${name}: ${isEncrypted ? 'encrypted' : `compression method ${method}`}`);
    this.isEncrypted = isEncrypted;
  }
}

const read = promisify(fs.read);

const LOCAL_HEADER = 0x04034b50;
const LOCAL_BYTES = 30;
const GZIP_HEADER = Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
const CHUNK_BYTES = 1 << 20;
const LEAST_CHUNK_BYTES = 1 << 10;
/** Deflate reaches 1,032 : 1. Real sheets stay below 60 : 1, also those full of repetitions; small ones can do no harm. */
const BOMB_RATIO = 200;
const BOMB_BYTES = 1 << 30;

/** Whether an entry unpacks to so much more than it weighs that nobody's work can be in it. */
export function isBomb({ size, compressedSize }: Pick<ZipEntry, 'size' | 'compressedSize'>): boolean {
  return size > BOMB_BYTES && size > BOMB_RATIO * compressedSize;
}

/**
 * The unpacked bytes of an entry, as Buffers of about 1 MB. The size and the CRC-32 are those of the directory, or the stream fails
 * with a DamagedZipEntry before its end. `fd` must stay open until the stream is closed; its position is not used.
 */
export function openZipEntry(fd: number, entry: ZipEntry): Readable {
  // Two chunks ahead: unpacking goes on in its own thread while the one before is looked at.
  return Readable.from(unpack(fd, entry), { highWaterMark: 2 });
}

async function* unpack(fd: number, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.isEncrypted || (entry.method !== 0 && entry.method !== 8)) throw new UnsupportedZipEntry(entry);
  if (isBomb(entry)) throw new DamagedZipEntry(`${entry.name}: ${entry.compressedSize} bytes would unpack to ${entry.size}`);
  let size = 0;
  let crc = 0;
  const isStored = entry.method === 0;
  for await (const chunk of rawBytes(fd, entry)) {
    size += chunk.length;
    if (size > entry.size) throw new DamagedZipEntry(`${entry.name}: more than the ${entry.size} bytes that were said`);
    if (isStored) crc = zlib.crc32(chunk, crc);
    yield chunk;
  }
  if (size !== entry.size) throw new DamagedZipEntry(`${entry.name}: ${size} bytes instead of ${entry.size}`);
  if (isStored && crc !== entry.crc32) throw new DamagedZipEntry(`${entry.name}: checksum differs`);
}

async function* rawBytes(fd: number, entry: ZipEntry): AsyncGenerator<Buffer> {
  const packed = packedBytes(fd, dataStart(fd, entry), entry.compressedSize);
  if (entry.method === 0) return yield* packed;
  const source = Readable.from(asGzip(packed, entry), { highWaterMark: 2 });
  const inflate = zlib.createGunzip({ chunkSize: Math.min(CHUNK_BYTES, Math.max(entry.size, LEAST_CHUNK_BYTES)) });
  // An error of the file reaches the reader through the inflater, which it destroys.
  pipeline(source, inflate, () => {});
  try {
    yield* inflate as AsyncIterable<Buffer>;
  } catch (error) {
    if (isZlibError(error)) throw new DamagedZipEntry(`${entry.name}: ${error.message}`);
    throw error;
  } finally {
    // Until a read that is under way has ended, the caller must not close the file.
    source.destroy();
    if (!source.closed) await new Promise((resolve) => source.once('close', resolve));
  }
}

/** The same bytes as a gzip file (RFC 1952), so that the checksum is computed where they are unpacked, beside the caller's work. */
async function* asGzip(packed: AsyncIterable<Buffer>, entry: ZipEntry): AsyncGenerator<Buffer> {
  yield GZIP_HEADER;
  yield* packed;
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(entry.crc32, 0);
  trailer.writeUInt32LE(entry.size % 2 ** 32, 4);
  yield trailer;
}

async function* packedBytes(fd: number, start: number, length: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < length; ) {
    const bytes = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, length - done));
    const { bytesRead } = await read(fd, bytes, 0, bytes.length, start + done);
    if (bytesRead === 0) return;
    done += bytesRead;
    yield bytes.subarray(0, bytesRead);
  }
}

function dataStart(fd: number, entry: ZipEntry): number {
  const header = Buffer.alloc(LOCAL_BYTES);
  if (!Number.isSafeInteger(entry.offset)) throw new DamagedZipEntry(`${entry.name}: no local header`);
  const found = fs.readSync(fd, header, 0, LOCAL_BYTES, entry.offset);
  if (found < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER) throw new DamagedZipEntry(`${entry.name}: no local header`);
  const start = entry.offset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + entry.compressedSize > fs.fstatSync(fd).size) throw new DamagedZipEntry(`${entry.name}: cut off`);
  return start;
}

function isZlibError(error: unknown): error is { readonly message: string } {
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_');
}
