import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { createInflateRaw } from 'node:zlib';
import { readZipDirectory } from '../src/intake/files/zip-directory.ts';

/** Bytes of a workbook's sheets, unpacked with zlib and thrown away: what no reader can do without. */
export async function inflateSheets(path: string): Promise<number> {
  const fd = openSync(path, 'r');
  try {
    let bytes = 0;
    for (const entry of readZipDirectory(fd) ?? []) {
      if (!/^xl\/worksheets\/[^/]+\.xml$/.test(entry.name)) continue;
      const local = Buffer.alloc(30);
      readSync(fd, local, 0, 30, entry.offset);
      const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
      const packed = createReadStream(path, { start, end: start + entry.compressedSize - 1, highWaterMark: 1 << 20 });
      for await (const chunk of packed.pipe(createInflateRaw({ chunkSize: 1 << 20 }))) bytes += (chunk as Buffer).length;
    }
    return bytes;
  } finally {
    closeSync(fd);
  }
}
