import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { zipBytes } from '../../../src/generator/files/zip.ts';
import { readZipDirectory } from '../../../src/intake/files/zip-directory.ts';

test('names are in GBK, and nothing says so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heji-zip-'));
  const path = join(folder, 'a.zip');
  const bytes = zipBytes([
    { name: '第一小学.csv', bytes: new TextEncoder().encode('姓名\r\n') },
    { name: '第二小学.csv', bytes: new Uint8Array() },
  ]);
  writeFileSync(path, bytes);
  const fd = openSync(path, 'r');
  const entries = readZipDirectory(fd);
  closeSync(fd);
  rmSync(folder, { recursive: true });
  expect(entries?.map(({ name, size }) => [name, size])).toEqual([
    ['第一小学.csv', 8],
    ['第二小学.csv', 0],
  ]);
  expect(new TextDecoder('gbk').decode(bytes)).toContain('第一小学.csv');
  expect(Buffer.from(bytes).readUInt16LE(6)).toBe(0);
});
