import { crc32, deflateRawSync } from 'node:zlib';
import { encodeGb18030 } from './gb18030.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;
/** 2026-11-16 00:00: always the same, so that the same files make the same archive. */
const DAY = ((2026 - 1980) << 9) | (11 << 5) | 16;

/** A zip file as Chinese Windows makes it: names in GBK, and nothing that says so. */
export function zipBytes(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array {
  const body: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const encoded = encodeGb18030(name).slice();
    const packed = deflateRawSync(bytes);
    const facts = factsOf(bytes, packed.length, encoded.length);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(LOCAL, 0);
    body.push(local, facts, encoded, packed);
    directory.push(centralHead(facts, offset), encoded);
    offset += 4 + facts.length + encoded.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...body, central, end]));
}

/** The 26 bytes that stand before each file and again in the directory. */
function factsOf(bytes: Uint8Array, packedSize: number, nameLength: number): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(DEFLATED, 4);
  facts.writeUInt16LE(DAY, 8);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(packedSize, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(nameLength, 22);
  return facts;
}

function centralHead(facts: Buffer, offset: number): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(CENTRAL, 0);
  head.writeUInt16LE(20, 4);
  facts.copy(head, 6);
  head.writeUInt32LE(offset, 42);
  return head;
}
