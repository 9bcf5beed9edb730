import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, test } from 'vitest';
import { readHead } from '../../../src/intake/canonical/head.ts';
import { CanonicalWriter } from '../../../src/intake/canonical/writer.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-canonical-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const facts = { sheet: '表', hidden: false, date1904: false, notes: [] };
type Cell = string | number | null;

function write(name: string, rows: readonly (readonly Cell[])[], options = {}) {
  const writer = new CanonicalWriter(path.join(folder, name), options);
  rows.forEach((row, index) => {
    writer.startRow(index + 1);
    for (const cell of row) {
      if (cell === null) writer.missing();
      else if (typeof cell === 'number') writer.number(cell);
      else writer.string(cell);
    }
    writer.endRow();
  });
  return writer.finish(facts);
}
const textOf = (file: string) => fs.readFileSync(path.join(folder, file), 'utf8');

describe('canonical text', () => {
  test('tells missing, empty, text and number apart', () => {
    write('kinds.csv', [[null, '', '甲"乙,丙\n丁', 110105201809012030, 1e21, 0.5]]);
    expect(textOf('kinds.csv')).toBe('1,6,,"","甲""乙,丙\n丁","\u0001110105201809012030","\u00011e+21","\u00010.5"\n');
  });

  test('removes NUL and the number mark from text', () => {
    write('marks.csv', [['\u0001甲\0乙']]);
    expect(textOf('marks.csv')).toBe('1,1,"甲乙"\n');
  });

  test('fills short rows up to the width and keeps empty ones', () => {
    const sheet = write('short.csv', [['a'], [], ['a', 'b', 'c']]);
    expect(textOf('short.csv')).toBe('1,1,"a",,\n2,0,,,\n3,3,"a","b","c"\n');
    expect(sheet).toMatchObject({ width: 3, rows: 3 });
  });

  test.each([
    [1, 2],
    [2, 3],
    [3, 3],
  ])('settles the width after %i rows', (headRows, width) => {
    const sheet = write('width.csv', [['a', 'b'], ['a', 'b', 'c'], ['a']], { headRows });
    expect(sheet.width).toBe(width);
    expect(textOf('width.csv').split('\n')[1]).toBe(width === 2 ? '2,3,"a","b"' : '2,3,"a","b","c"');
  });

  test.each([9, 10, 11, 99, 100, 101])('counts %i cells whatever the row before had', (count) => {
    const row = Array.from({ length: count }, (_, index) => `${index}`);
    const sheet = write('counts.csv', [['a'], row, ['a']], { headRows: 2 });
    const head = readHead(sheet, 3);
    expect(textOf('counts.csv').split('\n')[1]).toMatch(new RegExp(`^2,${count},"0"`));
    expect(head[1]?.cells).toEqual(row);
    expect(head[2]?.cells.slice(0, 2)).toEqual(['a', null]);
  });

  test('a row larger than the buffer is written whole', () => {
    const long = '长'.repeat(1000);
    const sheet = write('long.csv', [['a'], [long, long], ['b', long]], { headRows: 1, bufferBytes: 16 });
    expect(sheet.rows).toBe(3);
    expect(readHead(sheet, 3)).toEqual([
      { row: 1, count: 1, cells: ['a'] },
      { row: 2, count: 2, cells: [long] },
      { row: 3, count: 2, cells: ['b'] },
    ]);
  });

  test('a row begun again replaces what was written of it', () => {
    const writer = new CanonicalWriter(path.join(folder, 'again.csv'));
    writer.startRow(1);
    writer.string('half');
    writer.startRow(1);
    writer.string('whole');
    writer.endRow();
    writer.finish(facts);
    expect(textOf('again.csv')).toBe('1,1,"whole"\n');
  });

  test('reads back without number marks, as many rows as asked for', () => {
    const sheet = write('head.csv', [[12, 'a'], ['b'], ['c']]);
    expect(readHead(sheet, 2)).toEqual([
      { row: 1, count: 2, cells: ['12', 'a'] },
      { row: 2, count: 1, cells: ['b', null] },
    ]);
    expect(readHead(sheet, 9)).toHaveLength(3);
  });

  test('DuckDB reads it with the documented options', async () => {
    const sheet = write('duckdb.csv', [
      ['甲', '', null],
      ['a"b', '一\r\n二', 7],
      [null, null, null],
      ['x\ry', ',', '"'],
    ]);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const columns = `{'row': 'VARCHAR', 'cells': 'VARCHAR', 'c1': 'VARCHAR', 'c2': 'VARCHAR', 'c3': 'VARCHAR'}`;
    const options = `header=false, delim=',', quote='"', escape='"', new_line='\\n', nullstr='', allow_quoted_nulls=false, auto_detect=false, strict_mode=false`;
    const reader = await connection.runAndReadAll(`select * from read_csv('${sheet.path}', columns=${columns}, ${options})`);
    expect(reader.getRows()).toEqual([
      ['1', '3', '甲', '', null],
      ['2', '3', 'a"b', '一\r\n二', '\u00017'],
      ['3', '3', null, null, null],
      ['4', '3', 'x\ry', ',', '"'],
    ]);
  });
});
