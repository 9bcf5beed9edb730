import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { detectEncoding } from '../../../src/intake/files/encoding.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-encoding-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function detect(...parts: (string | readonly number[])[]) {
  const file = path.join(folder, 'a.csv');
  fs.writeFileSync(file, Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part)))));
  const fd = fs.openSync(file, 'r');
  try {
    return detectEncoding(fd);
  } finally {
    fs.closeSync(fd);
  }
}
const utf16 = (text: string) => [...Buffer.from(text, 'utf16le')];
const swapped = (text: string) => [...Buffer.from(text, 'utf16le').swap16()];
const gbName = [0xd0, 0xd5, 0xc3, 0xfb];
const rejected = (tried: string, byte: number, line: number) => ({ encoding: null, rejected: { tried, byte, line } });

describe('encoding', () => {
  test.each([
    ['utf-8', ['姓名,班级\n']],
    ['utf-8', ['XM,BJ\n']],
    ['utf-8-bom', ['\uFEFF姓名\n']],
    ['gb18030', [gbName, '\n']],
    ['utf-16le-bom', [[0xff, 0xfe, 0xd3, 0x59]]],
    ['utf-16be-bom', [[0xfe, 0xff, 0x59, 0xd3]]],
    ['utf-16le', [utf16('年级,姓名\r\n一年级,上官\r\n')]],
    ['utf-16be', [swapped('年级,姓名\r\n一年级,上官\r\n')]],
    ['utf-16le', [utf16('XM\tBJ\r\n')]],
  ] as const)('%s', (encoding, parts) => expect(detect(...parts)).toEqual({ encoding, rejected: null }));

  test('UTF-8 across the borders of what is read at once', () => {
    for (const offset of [-3, -2, -1, 0, 1]) {
      const ascii = 'a'.repeat((1 << 20) + offset);
      expect(detect(ascii, '𬭎姓名')).toEqual({ encoding: 'utf-8', rejected: null });
      expect(detect(ascii, gbName)).toEqual({ encoding: 'gb18030', rejected: null });
      expect(detect('姓名\n'.repeat(5), ascii, [0xff])).toEqual(rejected('utf-8', 35 + ascii.length + 1, 6));
    }
  });

  test('takes the decoder that gets further', () => {
    expect(detect('ab\n', gbName, [0x0a, 0xff])).toEqual(rejected('gb18030', 9, 3));
    expect(detect('ab\n', [0xe5, 0xa7, 0x93, 0x0a, 0xff])).toEqual(rejected('utf-8', 8, 3));
  });

  // From 10 characters on it is UTF-8 with damage, although GB18030 would take it.
  test.each([
    [9, 'gb18030'],
    [10, null],
    [11, null],
  ])('%i characters of UTF-8 before a byte that only GB18030 accepts', (count, encoding) => {
    expect(detect('学'.repeat(count), count % 2 ? 'a' : '', [0xd0, 0xd5]).encoding).toBe(encoding);
  });

  test('GBK that looks like UTF-8 for long is GBK', () => {
    const school = [0xd1, 0xa7, 0xd0, 0xa3];
    expect(detect(Array.from({ length: 50 }, () => school).flat(), '\n', gbName)).toEqual({ encoding: 'gb18030', rejected: null });
  });

  test('a mark binds', () => {
    expect(detect('\uFEFFa\n', gbName)).toEqual(rejected('utf-8-bom', 7, 2));
  });

  test('a character cut off at the end', () => {
    expect(detect('姓名'.repeat(10), [0xe5, 0xa7])).toEqual(rejected('utf-8', 62, 1));
  });

  test('zero bytes alone make no UTF-16', () => {
    expect(detect('a,b\n\0\0\0\0c,d\n').encoding).toBe('utf-8');
    expect(detect(gbName, [0, 0, 0x2c, 0x0a]).encoding).toBe('gb18030');
    expect(detect(`${'abcdefgh'.repeat(500)}\0x`).encoding).toBe('utf-8');
    expect(detect(`${'abcdefgh'.repeat(500)}\n\0`).encoding).toBe('utf-8');
  });

  test('the line is counted by what ends lines in the encoding', () => {
    // 上 is 0A 4E in UTF-16LE; a lone surrogate is not valid.
    expect(detect([0xff, 0xfe], utf16('上\n上\r\n上'), [0x00, 0xd8, 0x61, 0x00])).toEqual(rejected('utf-16le-bom', 18, 3));
    expect(detect([0xfe, 0xff], swapped('上\n上\r\n上'), [0xd8, 0x00, 0x00, 0x61])).toEqual(rejected('utf-16be-bom', 18, 3));
    expect(detect('姓名'.repeat(10), '\r学\r\n', [0xff])).toEqual(rejected('utf-8', 67, 3));
  });

  test('line 40,000 of a long file', () => {
    const line = '2230100001,第一小学,三年级\r\n';
    const bytes = Buffer.byteLength(line);
    expect(detect(line.repeat(39_999), '22301', [0xff], line)).toEqual(rejected('utf-8', 39_999 * bytes + 6, 40_000));
  });

  test('a UTF-16 text that stops inside a character', () => {
    expect(detect([0xff, 0xfe], utf16('姓名'), [0x61])).toEqual(rejected('utf-16le-bom', 7, 1));
  });
});
