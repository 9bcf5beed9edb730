import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as library from '@e965/xlsx';
import { afterAll, describe, expect, test } from 'vitest';
import { encodeFile, extensionOf } from '../../../src/generator/files/encode-file.ts';
import type { Sheet } from '../../../src/generator/files/sheet.ts';
import type { FileShape } from '../../../src/generator/student-forms.ts';
import { readHead } from '../../../src/intake/canonical/head.ts';
import { readSourceFile } from '../../../src/intake/reading.ts';

const work = mkdtempSync(join(tmpdir(), 'heji-shapes-'));
afterAll(() => rmSync(work, { recursive: true }));

const titles = ['学校标识码', '年级', '班级', '姓名', '身份证件号', '备注'];
const rows = [
  ['0230100001', '三年级', '1班', '张小明', '110105201809010021', '甲 & 乙 <丙> "丁"'],
  ['2230100001', '三年级', '1班', '李小红', '11010520180901003X', '一，二'],
  ['2230100001', '三年级', '1班', '王·小刚', '', ''],
];
const sheet: Sheet = { name: '学生', rows: [titles, ...rows] };
const blankAsNull = (row: readonly string[]) => row.map((cell) => (cell === '' ? null : cell));

/** What keeps spreadsheets from taking a text for a number is taken off in staging. */
const unwrapped = (cell: string | null) => cell?.replace(/^="(.*)"$/, '$1').replace(/^'/, '') ?? null;

const SHAPES: readonly (readonly [FileShape, format: string])[] = [
  ['csv', 'csv'],
  ['gb18030-csv', 'csv'],
  ['utf16-csv', 'csv'],
  ['tsv', 'csv'],
  ['excel-text-csv', 'csv'],
  ['semicolon-csv', 'csv'],
  ['xlsx', 'xlsx'],
  ['xls', 'xls'],
  ['biff5', 'xls'],
  ['html-xls', 'html'],
  ['mht', 'mht'],
  ['xml-xls', 'spreadsheetml'],
  ['ods', 'ods'],
  ['xlsb', 'xlsb'],
  ['feather', 'arrow'],
  ['parquet', 'parquet'],
];

async function readBack(shape: FileShape, sheets: readonly [Sheet, ...Sheet[]]) {
  const name = `${shape}.${extensionOf(shape)}`;
  writeFileSync(join(work, name), await encodeFile(shape, sheets));
  return readSourceFile(join(work, name), name, { workDir: work, learned: [] });
}

describe('a table in every shape', () => {
  test.each(SHAPES)('%s is read back as %s, cell by cell', async (shape, format) => {
    const reading = await readBack(shape, [sheet]);
    expect(reading).toMatchObject({ format, refusal: null });
    const head = readHead(reading.sheets[0]!.canonical, 10).map(({ cells }) => cells.map(unwrapped));
    expect(head.slice(-4)).toEqual([titles, ...rows].map(blankAsNull));
  });

  test.each(SHAPES)('%s: the same bytes each time', async (shape) => {
    const [once, again] = [await encodeFile(shape, [sheet]), await encodeFile(shape, [sheet])];
    expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true);
  });
});

describe('workbooks', () => {
  const second: Sheet = { name: '五年级2班', rows: [['名单', ''], titles], merges: [{ row: 0, first: 0, last: 1 }] };

  test.each(['xls', 'biff5', 'xlsx', 'ods', 'xlsb', 'xml-xls'] as const)(
    '%s: sheets, names and merged cells, by another reader',
    async (shape) => {
      const book = library.read(await encodeFile(shape, [sheet, second]), { type: 'array', codepage: 936 });
      expect(book.SheetNames).toEqual(['学生', '五年级2班']);
      expect(book.Sheets.学生?.D2?.v).toBe('张小明');
      const merges = book.Sheets.五年级2班?.['!merges'] ?? [];
      expect(merges).toEqual(shape === 'biff5' ? [] : [{ s: { r: 0, c: 0 }, e: { r: 0, c: 1 } }]);
    },
  );

  test.each(['xls', 'biff5', 'xlsx', 'ods', 'xlsb', 'xml-xls'] as const)('%s keeps a number as a number', async (shape) => {
    const numeric: Sheet = { name: '学生', rows: [['身份证件号'], [110105201809010 * 1000]] };
    const book = library.read(await encodeFile(shape, [numeric]), { type: 'array', codepage: 936 });
    expect(book.Sheets.学生?.A2).toMatchObject({ t: 'n', v: 110105201809010000 });
  });

  test('what Excel 95 has no character for is saved as Excel 97 does', async () => {
    const versionOf = async (name: string) => {
      const container = library.CFB.read(Buffer.from(await encodeFile('biff5', [{ name: '学生', rows: [[name]] }])), { type: 'buffer' });
      return library.CFB.find(container, '/Workbook') ? 'Workbook' : 'Book';
    };
    expect([await versionOf('徐明'), await versionOf('徐䶮'), await versionOf('𠮷')]).toEqual(['Book', 'Workbook', 'Workbook']);
  });
});
