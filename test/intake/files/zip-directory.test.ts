import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { readZipDirectory } from '../../../src/intake/files/zip-directory.ts';
import { DamagedZipEntry, isBomb, openZipEntry, UnsupportedZipEntry } from '../../../src/intake/files/zip-entry.ts';
import { type ZipPart, type ZipShape, zipFile } from '../formats/xlsx/zip-file.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-zip-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

async function withZip<T>(bytes: Buffer, use: (fd: number) => T | Promise<T>): Promise<T> {
  const file = path.join(folder, 'file.zip');
  fs.writeFileSync(file, bytes);
  const fd = fs.openSync(file, 'r');
  try {
    return await use(fd);
  } finally {
    fs.closeSync(fd);
  }
}

const directoryOf = (parts: readonly ZipPart[], shape: ZipShape = {}) => withZip(zipFile(parts, shape), readZipDirectory);

const contentsOf = (bytes: Buffer) =>
  withZip(bytes, async (fd) => {
    const contents: Record<string, string> = {};
    for (const entry of readZipDirectory(fd) ?? []) {
      const chunks: Buffer[] = [];
      for await (const chunk of openZipEntry(fd, entry)) chunks.push(chunk as Buffer);
      contents[entry.name] = Buffer.concat(chunks).toString();
    }
    return contents;
  });

const parts: ZipPart[] = [
  { name: 'a.txt', bytes: Buffer.from('甲'.repeat(1000)) },
  { name: 'b/空', bytes: Buffer.alloc(0), method: 0 },
  { name: 'c', bytes: Buffer.from('丙'), method: 0 },
];
const contents = { 'a.txt': '甲'.repeat(1000), 'b/空': '', c: '丙' };

describe('the directory', () => {
  test('says what is in each entry', async () => {
    const [first] = (await directoryOf([{ name: 'a', bytes: Buffer.from('aaaaaaaa') }])) ?? [];
    const packed = zlib.deflateRawSync('aaaaaaaa').length;
    expect(first).toMatchObject({
      name: 'a',
      size: 8,
      compressedSize: packed,
      method: 8,
      offset: 0,
      isEncrypted: false,
      isDirectory: false,
    });
  });

  test.each([
    ['plain', {}],
    ['with zip64', { zip64: true }],
    ['with bytes before it', { prefix: Buffer.from('PK\x05\x06 not yet') }],
    ['with zip64 and bytes before it', { zip64: true, prefix: Buffer.alloc(1000, 1) }],
    ['with a comment', { comment: Buffer.from('注释') }],
    ['with a comment as long as can be', { comment: Buffer.alloc(0xffff, 'x') }],
    ['with a comment that looks like an end', { comment: Buffer.from('PK\x05\x06 and more than twenty-two bytes') }],
  ] as [string, ZipShape][])('is found %s', async (_, shape) => {
    expect(await contentsOf(zipFile(parts, shape))).toEqual(contents);
  });

  test('names are UTF-8, or else GB18030', async () => {
    const gbk = Buffer.from([0xd1, 0xa7, 0xc9, 0xfa]);
    const entries = await directoryOf([
      { name: '学生/', bytes: Buffer.alloc(0) },
      { name: gbk, bytes: Buffer.alloc(0) },
      { name: gbk, bytes: Buffer.alloc(0), flags: 0x800 },
      { name: 'a\\', bytes: Buffer.alloc(0), flags: 1 },
    ]);
    expect(entries?.map(({ name, isDirectory, isEncrypted }) => [name, isDirectory, isEncrypted])).toEqual([
      ['学生/', true, false],
      ['学生', false, false],
      [gbk.toString('utf8'), false, false],
      ['a\\', true, true],
    ]);
  });

  test('more entries than sixteen bits count', async () => {
    const many = Array.from({ length: 65_537 }, (_, index) => ({ name: String(index), bytes: Buffer.alloc(0), method: 0 }));
    expect(await directoryOf(many, { count: 1 })).toHaveLength(65_537);
    expect(await directoryOf(many.slice(0, 65_536), { count: 1 })).toBeNull();
  });

  test.each([0, 1, 10, 21, 22, 60])('is none when the last %i bytes are cut off', async (bytes) => {
    const whole = zipFile(parts);
    const entries = await withZip(whole.subarray(0, whole.length - bytes), readZipDirectory);
    if (bytes === 0) expect(entries).toHaveLength(3);
    else expect(entries).toBeNull();
  });

  test('is none in what is no zip file', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('PK\x05\x06'), Buffer.alloc(100_000, 'PK\x05\x06')]) {
      expect(await withZip(bytes, readZipDirectory)).toBeNull();
    }
  });
});

describe('an entry', () => {
  const bytes = Buffer.from('学生'.repeat(2_000_000));
  const read = (part: Partial<ZipPart>, change: (zip: Buffer) => Buffer = (zip) => zip) =>
    contentsOf(change(zipFile([{ name: 'x', bytes, ...part }])));

  test('comes whole', async () => {
    expect((await read({})).x).toBe(bytes.toString());
    expect((await read({ method: 0 })).x).toBe(bytes.toString());
  });

  test.each([
    ['more than was said', { size: bytes.length - 1 }],
    ['less than was said', { size: bytes.length + 1 }],
    ['another checksum', { crc32: 1 }],
    ['a checksum of nothing', { bytes: Buffer.alloc(0), crc32: 1, method: 0 }],
    ['more packed bytes than the file has', { compressedSize: 1 << 30 }],
    ['fewer packed bytes than it needs', { compressedSize: 100 }],
  ] as [string, Partial<ZipPart>][])('with %s is damaged', async (_, part) => {
    await expect(read(part)).rejects.toThrow(DamagedZipEntry);
  });

  test('with a changed byte is damaged', async () => {
    const flip = (zip: Buffer) => {
      zip[Math.floor(zip.length / 2)]! ^= 1;
      return zip;
    };
    await expect(read({}, flip)).rejects.toThrow(DamagedZipEntry);
    await expect(read({ method: 0 }, flip)).rejects.toThrow(DamagedZipEntry);
  });

  test('encrypted or packed in another way is not supported', async () => {
    await expect(read({ flags: 1 })).rejects.toMatchObject({ name: 'UnsupportedZipEntry', isEncrypted: true });
    await expect(read({ method: 12 })).rejects.toThrow(UnsupportedZipEntry);
  });

  test('left half-way does not close the file', async () => {
    await withZip(zipFile([{ name: 'x', bytes }]), async (fd) => {
      const [entry] = readZipDirectory(fd) ?? [];
      if (!entry) throw new Error('no entry');
      for await (const chunk of openZipEntry(fd, entry)) {
        expect((chunk as Buffer).length).toBeGreaterThan(0);
        break;
      }
      expect(fs.fstatSync(fd).isFile()).toBe(true);
    });
  });
});

test.each([
  [2 ** 30, 1, false],
  [2 ** 30 + 1, 1, true],
  [200 * 2 ** 23 - 1, 2 ** 23, false],
  [200 * 2 ** 23, 2 ** 23, false],
  [200 * 2 ** 23 + 1, 2 ** 23, true],
])('%d bytes out of %d: bomb %s', (size, compressedSize, expected) => expect(isBomb({ size, compressedSize })).toBe(expected));
