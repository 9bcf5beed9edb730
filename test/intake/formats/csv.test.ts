import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readHead } from '../../../src/intake/canonical/head.ts';
import type { CanonicalSheet } from '../../../src/intake/canonical/sheet.ts';
import type { TextEncoding } from '../../../src/intake/files/encoding.ts';
import { type CsvOptions, transcodeCsv } from '../../../src/intake/formats/csv.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-csv-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function transcode(content: string | Uint8Array, encoding: TextEncoding = 'utf-8', options: CsvOptions = {}): CanonicalSheet {
  const source = path.join(folder, 'in.csv');
  fs.writeFileSync(source, content);
  const fd = fs.openSync(source, 'r');
  try {
    return transcodeCsv(fd, encoding, path.join(folder, 'out.csv'), options);
  } finally {
    fs.closeSync(fd);
  }
}
const cellsOf = (content: string) => readHead(transcode(content), 1000).map(({ cells }) => cells);
const linesOf = (sheet: CanonicalSheet) => fs.readFileSync(sheet.path, 'utf8');

describe('csv', () => {
  test('an unquoted empty field is missing, a quoted one is empty text', () => {
    expect(cellsOf('a,,""\n')).toEqual([['a', null, '']]);
  });

  test.each([
    ['a,b\n', 2],
    ['a,\n', 2],
    ['a,', 2],
    ['a', 1],
    ['\n', 0],
    [',\n', 2],
  ])('%j has one record of %i fields', (content, fields) => {
    const sheet = transcode(content);
    expect(sheet.rows).toBe(1);
    expect(linesOf(sheet)).toMatch(new RegExp(`^1,${fields}(,|\n)`));
  });

  test('rows are numbered by physical line, blank lines and lines inside cells counted', () => {
    const head = readHead(transcode('a,"x\ny\r\nz"\r\n\r\nb,c\rd\n'), 10);
    expect(head).toEqual([
      { row: 1, count: 2, cells: ['a', 'x\ny\r\nz'] },
      { row: 4, count: 0, cells: [null, null] },
      { row: 5, count: 2, cells: ['b', 'c'] },
      { row: 6, count: 1, cells: ['d', null] },
    ]);
  });

  test.each([
    ['a\tb,c\td\ne\tf\tg\n', ['a', 'b,c', 'd']],
    ['a;b;c\nd;e;f\n', ['a', 'b', 'c']],
    ['地址,电话\n"甲;乙;丙;丁",1\n', ['地址', '电话']],
    ['单列\n值\n', ['单列']],
  ])('finds the delimiter of %j', (content, first) => {
    expect(cellsOf(content)[0]).toEqual(first);
  });

  test('text after a closing quote on the same line is kept', () => {
    expect(cellsOf('"张,三"（转） ,b\n')).toEqual([['张,三（转） ', 'b']]);
  });

  test('a quote inside an unquoted field is text', () => {
    expect(cellsOf('a"b,c\n')).toEqual([['a"b', 'c']]);
  });

  test('a quote that never closes costs no row', () => {
    const sheet = transcode('h,i\n"张三,1\n李四,2\n');
    expect(readHead(sheet, 9).map(({ cells }) => cells)).toEqual([
      ['h', 'i'],
      ['"张三', '1'],
      ['李四', '2'],
    ]);
    expect(sheet.notes).toHaveLength(1);
    expect(sheet.notes[0]).toContain('第2行');
  });

  test('a quote that meets that of another cell lines below costs no row', () => {
    expect(cellsOf('"张三,1\n李四,"甲,乙"\n王五,3\n')).toEqual([
      ['"张三', '1'],
      ['李四', '甲,乙'],
      ['王五', '3'],
    ]);
  });

  test.each([
    [-1, 2],
    [0, 2],
    [1, 3],
  ])('a quoted cell over lines of 128 KB %+i bytes', (more, rows) => {
    const inside = `x\n${'y'.repeat((128 << 10) - 3 + more)}`;
    const sheet = transcode(`"${inside}",b\nc,d\n`);
    expect(sheet.rows).toBe(rows);
    expect(sheet.notes).toHaveLength(rows - 2);
  });

  test('a long quoted cell on one line is a cell', () => {
    const photo = 'A'.repeat(300_000);
    expect(cellsOf(`"${photo}",b\n`)).toEqual([[photo, 'b']]);
  });

  test('NUL and U+0001 are removed, and NUL is noted with its lines', () => {
    expect(cellsOf('a\0b,"\u0001c""d"\n')).toEqual([['ab', 'c"d']]);
    expect(transcode('a,b\nc\0,"\nd\0"\ne\nf\0').notes).toEqual([expect.stringMatching(/^第2、5行有空字节/)]);
    expect(transcode('a\0\n'.repeat(7)).notes).toEqual([expect.stringMatching(/^第1、2、3、4、5等7行有空字节/)]);
    expect(transcode('a,b\n').notes).toEqual([]);
  });

  test.each([
    ['sep=;\r\na,b;c,d\r\n', ['a,b', 'c,d']],
    ['SEP=|\na,b|c,d\n', ['a,b', 'c,d']],
    ['sep=\t\na,b\tc,d\n', ['a,b', 'c,d']],
  ])('%j states its delimiter', (content, cells) => expect(cellsOf(content)[1]).toEqual(cells));

  test('what begins like a formula is text, an identity number behind a tab or an apostrophe is kept as it is', () => {
    expect(cellsOf(`="0012",=1+1,\t330106201001010010,'0012,"=cmd|' /C calc'!A0",+1,@x\n`)).toEqual([
      ['="0012"', '=1+1', '\t330106201001010010', "'0012", "=cmd|' /C calc'!A0", '+1', '@x'],
    ]);
  });

  test('a full-width comma is no delimiter', () => {
    expect(cellsOf('姓名，性别\n张三，男\n')).toEqual([['姓名，性别'], ['张三，男']]);
  });

  test('a cell of 32,767 characters, the longest that Excel holds', () => {
    for (const length of [32_766, 32_767, 32_768]) {
      const long = `${'学'.repeat(length - 2)}\n"`;
      expect(cellsOf(`"${long.replace('"', '""')}",b\n`)).toEqual([[long, 'b']]);
    }
  });

  test.each([
    [1_048_575, 0],
    [1_048_576, 1],
    [1_048_577, 0],
  ])('%i rows', (rows, notes) => {
    const sheet = transcode('1,2\n'.repeat(rows));
    expect(sheet.rows).toBe(rows);
    expect(sheet.notes.filter((note) => note.includes('上限'))).toHaveLength(notes);
  });

  test('UTF-16 and GB18030 become UTF-8, also in pieces of any size', () => {
    const text = '姓名\t𬭎㛃\n张三\t1\n';
    const utf16 = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]);
    const gb = Buffer.from('d0d5c3fb2c9935b3382c0a', 'hex');
    for (let windowBytes = 8; windowBytes < 24; windowBytes++) {
      expect(readHead(transcode(utf16, 'utf-16le-bom', { windowBytes }), 1)[0]?.cells).toEqual(['姓名', '𬭎㛃']);
      expect(readHead(transcode(gb, 'gb18030', { windowBytes }), 1)[0]?.cells).toEqual([
        '姓名',
        new TextDecoder('gb18030').decode(gb.subarray(5, 9)),
        null,
      ]);
    }
  });
});

const text = fc.string({ unit: fc.constantFrom('a', '学', '𬭎', '"', ',', '\n', '\r\n', ' ', '\t', ';'), maxLength: 6 });
const table = fc.array(fc.array(fc.record({ value: text, quoted: fc.boolean() }), { minLength: 2, maxLength: 5 }), {
  minLength: 1,
  maxLength: 12,
});
const needsQuotes = (value: string) => /[",\r\n\t;]/.test(value);
const asCsv = (rows: readonly (readonly { value: string; quoted: boolean }[])[]) =>
  // The first line settles the delimiter.
  `${'h,'.repeat(400)}h\n${rows
    .map((row) => row.map(({ value, quoted }) => (quoted || needsQuotes(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(','))
    .join('\n')}\n`;

describe('any csv', () => {
  test('comes back as it was, however it is quoted', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const expected = rows.map((row) => row.map(({ value, quoted }) => (value === '' && !quoted ? null : value)));
        const read = readHead(transcode(asCsv(rows)), 100).slice(1);
        expect(read.map(({ cells }, index) => cells.slice(0, expected[index]?.length))).toEqual(expected);
      }),
    );
  });

  test('is the same in pieces of any size, also when it is broken', () => {
    const broken = fc.string({ unit: fc.constantFrom('a', '学', '"', ',', '\n', '\r', '""'), maxLength: 60 });
    fc.assert(
      fc.property(broken, fc.integer({ min: 8, max: 40 }), fc.integer({ min: 1, max: 64 }), (content, windowBytes, bufferBytes) => {
        const whole = transcode(content);
        const expected = [linesOf(whole), whole.rows, whole.notes];
        const pieces = transcode(content, 'utf-8', { windowBytes, bufferBytes });
        expect([linesOf(pieces), pieces.rows, pieces.notes]).toEqual(expected);
      }),
    );
  });
});
