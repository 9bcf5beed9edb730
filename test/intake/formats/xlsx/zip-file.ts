import zlib from 'node:zlib';

export interface ZipPart {
  readonly name: string | Buffer;
  readonly bytes: Buffer;
  readonly method?: number;
  /** What the directory says in place of the truth. */
  readonly size?: number;
  readonly compressedSize?: number;
  readonly crc32?: number;
  readonly flags?: number;
}

export interface ZipShape {
  readonly zip64?: boolean;
  readonly prefix?: Buffer;
  readonly comment?: Buffer;
  readonly count?: number;
}

/** A zip file made by hand, right or wrong in whatever way a test asks for. */
export function zipFile(parts: readonly ZipPart[], shape: ZipShape = {}): Buffer {
  const prefix = shape.prefix ?? Buffer.alloc(0);
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.isBuffer(part.name) ? part.name : Buffer.from(part.name);
    const method = part.method ?? 8;
    const data = method === 8 ? zlib.deflateRawSync(part.bytes) : part.bytes;
    const sizes = { size: part.size ?? part.bytes.length, packed: part.compressedSize ?? data.length };
    const crc32 = part.crc32 ?? zlib.crc32(part.bytes);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(part.flags ?? 0, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(crc32, 14);
    local.writeUInt32LE(sizes.packed, 18);
    local.writeUInt32LE(sizes.size, 22);
    local.writeUInt16LE(name.length, 26);
    body.push(local, name, data);
    directory.push(entry(name, method, part.flags ?? 0, crc32, sizes, offset, shape.zip64 ?? false));
    offset += local.length + name.length + data.length;
  }
  const entries = Buffer.concat(directory);
  return Buffer.concat([prefix, ...body, entries, ...ending(shape, parts.length, entries.length, offset)]);
}

function entry(
  name: Buffer,
  method: number,
  flags: number,
  crc32: number,
  sizes: { size: number; packed: number },
  offset: number,
  zip64: boolean,
): Buffer {
  const extra = Buffer.alloc(zip64 ? 28 : 0);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(method, 10);
  record.writeUInt32LE(crc32, 16);
  record.writeUInt32LE(zip64 ? 0xffffffff : sizes.packed, 20);
  record.writeUInt32LE(zip64 ? 0xffffffff : sizes.size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt32LE(zip64 ? 0xffffffff : offset, 42);
  if (zip64) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    [sizes.size, sizes.packed, offset].forEach((number, index) => {
      extra.writeBigUInt64LE(BigInt(number), 4 + 8 * index);
    });
  }
  return Buffer.concat([record, name, extra]);
}

function ending(shape: ZipShape, parts: number, bytes: number, offset: number): Buffer[] {
  const comment = shape.comment ?? Buffer.alloc(0);
  const count = shape.count ?? parts;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(shape.zip64 ? 0xffff : count, 8);
  end.writeUInt16LE(shape.zip64 ? 0xffff : count, 10);
  end.writeUInt32LE(shape.zip64 ? 0xffffffff : bytes, 12);
  end.writeUInt32LE(shape.zip64 ? 0xffffffff : offset, 16);
  end.writeUInt16LE(comment.length, 20);
  if (!shape.zip64) return [end, comment];
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(bytes), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + bytes), 8);
  return [record, locator, end, comment];
}
