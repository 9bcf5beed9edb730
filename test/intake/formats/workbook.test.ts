import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as library from '@e965/xlsx';
import exceljs from 'exceljs';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { readHead } from '../../../src/intake/canonical/head.ts';
import { transcodeWorkbook } from '../../../src/intake/formats/workbook.ts';
import { xlsxFile } from './xlsx/xlsx-file.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-workbook-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

type Book = 'xlsx' | 'biff8' | 'xlsb' | 'ods';
type Cells = Readonly<Record<string, library.CellObject>>;

function save(cells: Cells, type: Book, options: { merges?: string[]; date1904?: boolean; hidden?: 0 | 1 | 2 } = {}): string {
  const addresses = Object.keys(cells).map((address) => library.utils.decode_cell(address));
  const end = { r: Math.max(...addresses.map(({ r }) => r)), c: Math.max(...addresses.map(({ c }) => c)) };
  const sheet: library.WorkSheet = { ...cells, '!ref': library.utils.encode_range({ s: { r: 0, c: 0 }, e: end }) };
  sheet['!merges'] = (options.merges ?? []).map((range) => library.utils.decode_range(range));
  const book: library.WorkBook = {
    SheetNames: ['甲', '乙'],
    Sheets: { 甲: sheet, 乙: { '!ref': 'A1', A1: { t: 's', v: '乙' } } },
    Workbook: {
      WBProps: { date1904: options.date1904 ?? false },
      Sheets: [
        { name: '甲', Hidden: options.hidden ?? 0 },
        { name: '乙', Hidden: 0 },
      ],
    },
  };
  const file = path.join(folder, `book.${type}`);
  // It complains of dates when it writes ods.
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
  fs.writeFileSync(file, library.write(book, { type: 'buffer', bookType: type }) as Uint8Array);
  complaints.mockRestore();
  return file;
}

async function transcode(file: string, format: 'xlsx' | 'xls' | 'xlsb' | 'ods' = 'xlsx') {
  const outcome = await transcodeWorkbook(file, format, (index) => path.join(folder, `${index}.csv`));
  if (!outcome.sheets) throw new Error(outcome.refusal.message);
  const [first] = outcome.sheets;
  if (!first) throw new Error('no sheet');
  return { sheets: outcome.sheets, first, lines: fs.readFileSync(first.path, 'utf8') };
}

const kinds: Cells = {
  A1: { t: 's', v: '标题"1"' },
  B1: { t: 's', v: '110105201809010021' },
  A2: { t: 'n', v: 110105201809012030 },
  B2: { t: 'n', v: 42247, z: 'yyyy-mm-dd' },
  C2: { t: 'n', v: 42247.354166667, z: 'yyyy/m/d h:mm' },
  D2: { t: 'n', v: 42247 },
  E2: { t: 'n', v: 0.5, z: '0%' },
  F2: { t: 'b', v: true },
  A3: { t: 'b', v: false },
  C4: { t: 's', v: '第四行' },
};

describe.each([
  ['xlsx', 'xlsx'],
  ['biff8', 'xls'],
  ['xlsb', 'xlsb'],
  ['ods', 'ods'],
] as const)('%s', (type, format) => {
  test('keeps kinds of cells apart', async () => {
    const { lines, first } = await transcode(save(kinds, type), format);
    expect(lines).toBe(
      [
        '1,2,"标题""1""","110105201809010021",,,,',
        '2,6,"\u0001110105201809012030","2015-08-31","2015-08-31 08:30:00","\u000142247","\u00010.5","TRUE"',
        '3,1,"FALSE",,,,,',
        '4,3,,,"第四行",,,',
        '',
      ].join('\n'),
    );
    expect(first).toMatchObject({ sheet: '甲', width: 6, rows: 4, hidden: false, date1904: false, notes: [] });
  });

  test('counts days from 1904 where the workbook does', async () => {
    const { lines, first } = await transcode(save({ A1: { t: 'n', v: 40785, z: 'yyyy-mm-dd' } }, type, { date1904: true }), format);
    expect(lines).toBe('1,1,"2015-08-31"\n');
    expect(first.date1904).toBe(true);
  });

  test('fills merges that carry data, inside the merge only', async () => {
    const cells: Cells = {
      A1: { t: 's', v: '年级' },
      B1: { t: 's', v: '姓名' },
      A2: { t: 's', v: '三年级' },
      B2: { t: 's', v: '甲' },
      B3: { t: 's', v: '乙' },
      B4: { t: 's', v: '丙' },
    };
    const { first } = await transcode(save(cells, type, { merges: ['A2:A3'] }), format);
    expect(readHead(first, 9).map((row) => row.cells)).toEqual([
      ['年级', '姓名'],
      ['三年级', '甲'],
      ['三年级', '乙'],
      [null, '丙'],
    ]);
    expect(first.notes[0]).toContain('1处合并单元格');
  });
});

describe('xlsx', () => {
  test('one that our own reader does not know is read by the library, and says so', async () => {
    const file = path.join(folder, 'order.xlsx');
    fs.writeFileSync(file, xlsxFile({ rows: '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>' }));
    const { first, lines } = await transcode(file);
    expect(lines).toBe('1,1,"\u00011"\n2,1,"\u00012"\n');
    expect(first.notes[0]).toMatch(/^工作簿有少见的写法（.+），换了一种读法读入，请核对$/);
  });

  test('hidden sheets are read, and said to be hidden', async () => {
    const { sheets } = await transcode(save(kinds, 'xlsx', { hidden: 2 }));
    expect(sheets.map(({ sheet, hidden, notes }) => [sheet, hidden, notes.length])).toEqual([
      ['甲', true, 1],
      ['乙', false, 0],
    ]);
  });

  test('errors are text', async () => {
    const { lines } = await transcode(save({ A1: { t: 'e', v: 42 }, B1: { t: 'e', v: 7 }, C1: { t: 'e', v: 23 } }, 'xlsx'));
    expect(lines).toBe('1,3,"#N/A","#DIV/0!","#REF!"\n');
  });

  test('a merged title alone in its row stays in its first cell, group titles spread', async () => {
    const text = (v: string): library.CellObject => ({ t: 's', v });
    const cells: Cells = { A1: text('名册'), A2: text('学生'), C2: text('监护人'), A3: text('a'), D3: text('d') };
    const { first } = await transcode(save(cells, 'xlsx', { merges: ['A1:D1', 'A2:B2', 'C2:D2'] }));
    expect(readHead(first, 2).map((row) => row.cells)).toEqual([
      ['名册', null, null, null],
      ['学生', '学生', '监护人', '监护人'],
    ]);
  });

  test('formulas give their cached value; without one the cell is missing and noted', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('表');
    sheet.getCell('A1').value = { formula: '1+1', result: 2 };
    sheet.getCell('B1').value = { formula: 'A1&"x"', result: '2x' };
    sheet.getCell('C1').value = { formula: 'A1+1' };
    sheet.getCell('D1').value = 'd';
    const file = path.join(folder, 'formula.xlsx');
    await book.xlsx.writeFile(file);
    const { lines, first } = await transcode(file);
    expect(lines).toBe('1,4,"\u00012","2x",,"d"\n');
    expect(first.notes).toEqual([expect.stringMatching(/1个公式单元格.*C1/)]);
  });

  // Chinese versions use the built-in formats 27–36 and 50–58 without writing down what they are.
  test.each([
    [18_263, '1949-12-31'],
    [42_247, '2015-08-31'],
    [60_001, '2064-04-09'],
  ])('%i in the built-in format 31', async (value, text) => {
    const file = save({ A1: { t: 'n', v: value, z: 'yyyy"年"m"月"d"日"' }, B1: { t: 'n', v: value } }, 'xlsx');
    const zip = library.CFB.read(fs.readFileSync(file), { type: 'buffer' });
    const styles = library.CFB.find(zip, '/xl/styles.xml');
    if (!styles) throw new Error('no styles');
    const xml = Buffer.from(styles.content as Uint8Array).toString();
    const custom = /numFmtId="(\d+)" formatCode="yyyy&quot;年/.exec(xml)?.[1];
    styles.content = Buffer.from(xml.replace(/<numFmts.*<\/numFmts>/, '').replaceAll(`numFmtId="${custom}"`, 'numFmtId="31"'));
    fs.writeFileSync(file, library.CFB.write(zip, { fileType: 'zip', type: 'buffer' }) as Uint8Array);
    expect((await transcode(file)).lines).toBe(`1,2,"${text}","\u0001${value}"\n`);
  });

  test('rich text, dates and inline line breaks of another writer', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('表');
    sheet.getCell('A1').value = { richText: [{ text: '张' }, { font: { bold: true }, text: '三' }] };
    sheet.getCell('B1').value = new Date(Date.UTC(2015, 7, 31));
    sheet.getCell('B1').numFmt = 'yyyy"年"m"月"d"日"';
    sheet.getCell('C1').value = '甲\n乙';
    const file = path.join(folder, 'rich.xlsx');
    await book.xlsx.writeFile(file);
    expect((await transcode(file)).lines).toBe('1,3,"张三","2015-08-31","甲\n乙"\n');
  });

  test('rows that only have formats are not rows', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('表');
    sheet.getCell('A1').value = 'a';
    sheet.getCell('C3').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFF0000' } };
    const file = path.join(folder, 'format.xlsx');
    await book.xlsx.writeFile(file);
    expect((await transcode(file)).lines).toBe('1,1,"a"\n');
  });
});

describe('xls', () => {
  /** The same workbook with the built-in format 31 in the place of every format of its own. */
  function withBuiltInFormat(file: string): void {
    const container = library.CFB.read(fs.readFileSync(file), { type: 'buffer' });
    const stream = library.CFB.find(container, '/Workbook');
    if (!stream) throw new Error('no stream');
    const bytes = Buffer.from(stream.content as Uint8Array);
    for (let at = 0; at + 4 <= bytes.length; at += 4 + bytes.readUInt16LE(at + 2)) {
      const isCellFormat = bytes.readUInt16LE(at) === 0xe0;
      if (isCellFormat && bytes.readUInt16LE(at + 6) > 49) bytes.writeUInt16LE(31, at + 6);
    }
    stream.content = bytes;
    fs.writeFileSync(file, library.CFB.write(container, { type: 'buffer', fileType: 'cfb' }) as Uint8Array);
  }

  // The library has no text for the built-in formats that Chinese versions use for dates; only days of 1950–2064 are taken for such.
  test.each([
    [18_263, '\u000118263'],
    [18_264, '1950-01-01'],
    [42_247, '2015-08-31'],
    [60_000, '2064-04-08'],
    [60_001, '\u000160001'],
  ])('%i in the built-in format 31', async (value, text) => {
    const file = save({ A1: { t: 'n', v: value, z: 'yyyy"年"m"月"d"日"' }, B1: { t: 'n', v: value } }, 'biff8');
    withBuiltInFormat(file);
    expect((await transcode(file, 'xls')).lines).toBe(`1,2,"${text}","\u0001${value}"\n`);
  });

  test('hidden sheets and errors', async () => {
    const { sheets, lines } = await transcode(save({ A1: { t: 'e', v: 42 }, B1: { t: 'e', v: 7 } }, 'biff8', { hidden: 1 }), 'xls');
    expect(sheets.map(({ hidden }) => hidden)).toEqual([true, false]);
    expect(lines).toBe('1,2,"#N/A","#DIV/0!"\n');
  });

  test.each([
    [65_535, 0],
    [65_536, 1],
  ])('%i rows', async (rows, notes) => {
    const { first } = await transcode(save({ A1: { t: 's', v: 'a' }, [`A${rows}`]: { t: 's', v: 'z' } }, 'biff8'), 'xls');
    expect(first.rows).toBe(rows);
    expect(first.notes.filter((note) => note.includes('正好65536行，是xls一张工作表的上限'))).toHaveLength(notes);
  });
});

describe('what only the library reads', () => {
  // The directory of the zip says how large a part is; nothing is unpacked before.
  test.each([
    [450 << 20, 'corrupt'],
    [(450 << 20) + 1, 'too-large'],
  ])('a part of %i bytes: %s', async (size, code) => {
    const archive = library.CFB.utils.cfb_new();
    library.CFB.utils.cfb_add(archive, '/xl/workbook.bin', Buffer.from('x'));
    const bytes = library.CFB.write(archive, { fileType: 'zip', type: 'buffer' }) as Buffer;
    bytes.writeUInt32LE(size, bytes.lastIndexOf(Buffer.from('504b0102', 'hex')) + 24);
    const file = path.join(folder, 'large.xlsb');
    fs.writeFileSync(file, bytes);
    const outcome = await transcodeWorkbook(file, 'xlsb', (index) => path.join(folder, `${index}.csv`));
    expect(outcome.refusal?.code).toBe(code);
  });
});
