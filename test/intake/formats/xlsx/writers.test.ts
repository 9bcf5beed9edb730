import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { serialToIso } from '../../../../src/intake/formats/serial-date.ts';
import { type Book, mergesOf, readExceljs, readHucre, readOwn, readSheetjs } from './readers.ts';

const folder = path.resolve(import.meta.dirname, '../../../files/writers');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-writers-'));
afterAll(() => fs.rmSync(scratch, { recursive: true }));
const files = fs.readdirSync(folder).filter((name) => name.endsWith('.xlsx'));

type Saying = (own: string, other: string | undefined) => boolean;

/** `[h]:mm`: the others take the hours for a moment of the first days. */
const elapsed: Saying = (own, other) => /^t(2[4-9]|[3-9]\d|\d{3,}):\d\d:\d\d$/.test(own) && /^t190[04]-01-0[1-9] /.test(other ?? '');

/** What each library says otherwise, and why it is the same all the same. */
const SAYINGS: Record<string, readonly Saying[]> = {
  sheetjs: [elapsed],
  exceljs: [
    elapsed,
    // It undoes escapes in shared strings only.
    (own, other) => other?.replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))) === own,
    // It has no formats 27–36 and 50–58; of formats with a quoted d it makes days.
    (own, other) => isDayOf(other, own, false) || isDayOf(other, own, true) || isDayOf(own, other, false),
    // The result FALSE of a formula is dropped, of a formula with a shared string it gives the number of the string.
    (own, other) => own === 'tFALSE' && other === undefined,
    (own, other) => own === 'tab' && other === 'n3',
  ],
  // A time alone falls on 1 January 1900.
  hucre: [elapsed, (own, other) => other === own.replace(/^t/, 't1900-01-01 ')],
};

function isDayOf(number: string | undefined, day: string | undefined, date1904: boolean): boolean {
  return number?.startsWith('n') === true && `t${serialToIso(Number(number.slice(1)), date1904)}` === day;
}

/** Cells that are not the same, and how many there were. */
function compare(own: Book, other: Book, reader: string, hidden: ReadonlyMap<string, ReadonlySet<string>>) {
  const differing: string[] = [];
  let cells = 0;
  for (const [sheet, ours] of own) {
    const theirs = other.get(sheet);
    if (!theirs) differing.push(`${sheet} is not there`);
    for (const place of new Set([...ours.keys(), ...(theirs?.keys() ?? [])])) {
      const [a = '', b] = [ours.get(place), theirs?.get(place)];
      // Only SheetJS comes through the code that fills merges; the other two have their first cell alone.
      if (reader !== 'sheetjs' && hidden.get(sheet)?.has(place)) continue;
      cells++;
      if (a !== b && !SAYINGS[reader]?.some((saying) => saying(a, b))) differing.push(`${sheet}!${place}: ${a} | ${b}`);
    }
  }
  return { cells, differing };
}

describe.each(files)('%s', (name) => {
  const file = path.join(folder, name);
  test.each([
    ['sheetjs', readSheetjs],
    ['exceljs', readExceljs],
    ['hucre', readHucre],
  ] as const)('says the same to %s', async (reader, read) => {
    const own = await readOwn(file, path.join(scratch, 'book'));
    if (!own) throw new Error(`${name} was not read`);
    // hucre does not open workbooks with a sheet that is a chart.
    if (reader === 'hucre' && name.startsWith('xlsxwriter')) return await expect(readHucre(file)).rejects.toThrow('图');
    const other = await read(file, path.join(scratch, 'book'));
    if (!other) throw new Error(`${reader} did not read ${name}`);
    const { cells, differing } = compare(own, other, reader, await mergesOf(file));
    expect(differing).toEqual([]);
    expect(cells).toBeGreaterThan(30);
  });
});

test('the values are what the writers were given', async () => {
  const own = await readOwn(path.join(folder, 'openpyxl.xlsx'), path.join(scratch, 'book'));
  const cell = (place: string) => own?.get('学生')?.get(place);
  expect([cell('2,1'), cell('3,1'), cell('4,1'), cell('5,1'), cell('6,1')]).toEqual([
    't张三',
    't𠮷野家',
    't他说"好"',
    't甲\n乙\t丙',
    't 前后有空格 ',
  ]);
  expect([cell('2,2'), cell('2,3'), cell('13,2'), cell('15,2'), cell('21,2')]).toEqual([
    'n110105201809010000',
    't2015-08-31',
    't2015-08-31 08:30:00',
    't08:30:00',
    't36:00:00',
  ]);
  expect([cell('30,1'), cell('31,1'), cell('32,1'), cell('34,1'), cell('34,2'), cell('36,2')]).toEqual([
    't合并',
    't合并',
    't合并',
    't题注',
    undefined,
    't组',
  ]);
});
