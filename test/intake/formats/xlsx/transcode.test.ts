import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { transcodeXlsx, type XlsxOptions } from '../../../../src/intake/formats/xlsx/transcode.ts';
import { MAIN, relationships, worksheet, type XlsxShape, xlsxFile } from './xlsx-file.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-xlsx-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
beforeEach(() => {
  for (const name of left()) fs.rmSync(path.join(folder, name));
});

async function transcode(content: XlsxShape | Buffer, options: XlsxOptions = {}) {
  const file = path.join(folder, 'book.xlsx');
  fs.writeFileSync(file, Buffer.isBuffer(content) ? content : xlsxFile(content));
  return transcodeXlsx(file, (index) => path.join(folder, `${index}.csv`), options);
}

/** The text of the first sheet. */
async function textOf(shape: XlsxShape, options: XlsxOptions = {}): Promise<string> {
  const outcome = await transcode(shape, options);
  if ('unsupported' in outcome) throw new Error(outcome.unsupported);
  if (!outcome.sheets) throw new Error(outcome.refusal.message);
  return fs.readFileSync(outcome.sheets[0]?.path ?? '', 'utf8');
}

async function notesOf(shape: XlsxShape): Promise<readonly string[]> {
  const outcome = await transcode(shape);
  if ('unsupported' in outcome || !outcome.sheets) throw new Error('not read');
  return outcome.sheets[0]?.notes ?? [];
}

const row = (cells: string, attributes = 'r="1"') => `<row ${attributes}>${cells}</row>`;
const inline = (content: string) => row(`<c r="A1" t="inlineStr"><is>${content}</is></c>`);
const left = () => fs.readdirSync(folder).filter((name) => name !== 'book.xlsx');

describe('kinds of cells', () => {
  test.each([
    ['a number', '<c r="A1"><v>5</v></c>', '"\u00015"'],
    ['a number that says so', '<c r="A1" t="n"><v>-0.5</v></c>', '"\u0001-0.5"'],
    ['a number of 17 digits', '<c r="A1"><v>110105201809010021</v></c>', '"\u0001110105201809010020"'],
    ['a number with exponent', '<c r="A1"><v>1.1010520180901E+17</v></c>', '"\u0001110105201809010000"'],
    ['a number with white space around', '<c r="A1"><v> 7 </v></c>', '"\u00017"'],
    ['true', '<c r="A1" t="b"><v>1</v></c>', '"TRUE"'],
    ['false', '<c r="A1" t="b"><v>0</v></c>', '"FALSE"'],
    ['an error', '<c r="A1" t="e"><v>#N/A</v></c>', '"#N/A"'],
    ['an error of newer versions', '<c r="A1" t="e"><v>#SPILL!</v></c>', '"#SPILL!"'],
    ['a shared string', '<c r="A1" t="s"><v>1</v></c>', '"乙"'],
    ['an inline string', '<c r="A1" t="inlineStr"><is><t>丙</t></is></c>', '"丙"'],
    ['the text of a formula', '<c r="A1" t="str"><f>B1&amp;"x"</f><v>丁</v></c>', '"丁"'],
    ['the number of a formula', '<c r="A1"><f t="shared" si="0"/><v>3</v></c>', '"\u00013"'],
    ['a day in ISO form', '<c r="A1" t="d"><v>2015-08-31</v></c>', '"2015-08-31"'],
    ['a moment in ISO form', '<c r="A1" t="d"><v>2015-08-31T08:30:00.000Z</v></c>', '"2015-08-31 08:30:00"'],
    ['midnight in ISO form', '<c r="A1" t="d"><v>2015-08-31T00:00:00</v></c>', '"2015-08-31"'],
    ['a time in ISO form', '<c r="A1" t="d"><v>T08:30:00</v></c>', '"08:30:00"'],
    ['attributes in another order', "<c t='s' s='0' r='A1'><v>1</v></c>", '"乙"'],
    ['metadata attributes', '<c r="A1" cm="1" vm="2" ph="1"><v>5</v></c>', '"\u00015"'],
    ['attributes of another namespace', '<c r="A1" x:y="1"><v>5</v></c>', '"\u00015"'],
    ['white space within tags', '<c  r = "A1"\n><v >5</v ></c >', '"\u00015"'],
    ['comments and instructions', '<!-- <c> --><c r="A1"><?x y?><v>5<!-- 6 --></v></c>', '"\u00015"'],
  ])('%s', async (_, cell, text) => {
    expect(await textOf({ rows: row(cell), strings: '<si><t>甲</t></si><si><t>乙</t></si>' })).toBe(`1,1,${text}\n`);
  });

  test.each([
    ['an empty cell', '<c r="A1" s="0"/>'],
    ['an empty value', '<c r="A1"><v></v></c>'],
    ['an empty text', '<c r="A1" t="str"><v></v></c>'],
    ['an empty inline text', '<c r="A1" t="inlineStr"><is><t/></is></c>'],
    ['an empty shared text', '<c r="A1" t="s"><v>0</v></c>'],
    ['a cell that is not closed in short', '<c r="A1"></c>'],
  ])('%s is no content', async (_, cell) => {
    expect(await textOf({ rows: row(cell), strings: '<si/>' })).toBe('');
  });

  test('an empty text before content is a text, an empty cell is none', async () => {
    expect(await textOf({ rows: row('<c r="A1" t="str"><v></v></c><c r="B1"/><c r="D1"><v>4</v></c><c r="E1" t="str"><v></v></c>') })).toBe(
      '1,4,"",,,"\u00014"\n',
    );
  });

  test('a formula without a result is missing, counts as content and is noted', async () => {
    const shape = { rows: row('<c r="A1"><v>1</v></c><c r="C1"><f>A1</f></c><c r="D1" t="str"><f>A1</f></c>') };
    expect(await textOf(shape)).toBe('1,4,"\u00011",,,\n');
    expect(await notesOf(shape)).toEqual([expect.stringMatching(/2个公式单元格.*C1/)]);
  });
});

describe('text', () => {
  test.each([
    ['named references', '<t>a&amp;b&lt;c&gt;&quot;&apos;</t>', 'a&b<c>""\''],
    ['numbered references', '<t>&#x4E00;&#20108;&#x20BB7;&#10;x</t>', '一二𠮷\nx'],
    ['CDATA', '<t>a<![CDATA[<&amp;]]>b</t>', 'a<&amp;b'],
    ['escapes', '<t>甲_x000D_乙_x000d_</t>', '甲\r乙\r'],
    ['escaped escapes', '<t>_x005F_x000D_</t>', '_x000D_'],
    ['what only looks like an escape', '<t>_x00_x_xyz1_ a_b</t>', '_x00_x_xyz1_ a_b'],
    ['an escaped pair', '<t>_xD842__xDFB7_</t>', '𠮷'],
    ['half of a pair', '<t>a_xD842_b</t>', 'a\uFFFDb'],
    ['marks that canonical text has no room for', '<t>a_x0000_b_x0001_c</t>', 'abc'],
    ['line ends', '<t>a\r\nb\rc\nd&#13;</t>', 'a\nb\nc\nd\r'],
    ['white space, kept', '<t> a </t>', ' a '],
    ['white space, to be kept', '<t xml:space="preserve"> a </t>', ' a '],
    ['rich text', '<r><rPr><b/><rFont val="a"/></rPr><t>甲</t></r><r><t xml:space="preserve"> 乙&amp;</t></r>', '甲 乙&'],
    ['pronunciation, which is no text', '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>', '東京'],
    ['a comment within', '<t>甲<!-- 不算 -->乙</t>', '甲乙'],
    ['a long text with quotes', `<t>${'长"'.repeat(5000)}</t>`, '长""'.repeat(5000)],
  ])('%s', async (_, content, text) => {
    expect(await textOf({ rows: inline(content) })).toBe(`1,1,"${text}"\n`);
    const shared = { rows: row('<c r="A1" t="s"><v>0</v></c>'), strings: `<si>${content}</si>` };
    expect(await textOf(shared)).toBe(`1,1,"${text}"\n`);
  });
});

describe('rows', () => {
  test('gaps are rows, what is below the last content is none', async () => {
    const rows = `${row('<c r="B3"><v>1</v></c>', 'r="3"')}${row('', 'r="4"')}${row('<c r="A6"><v>2</v></c>', 'r="6" spans="1:1"')}<row r="1048576"/>`;
    expect(await textOf({ rows })).toBe('1,0,,\n2,0,,\n3,2,,"\u00011"\n4,0,,\n5,0,,\n6,1,"\u00012",\n');
  });

  test('rows and cells without r follow one another', async () => {
    const rows =
      '<row><c><v>1</v></c><c><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>';
    expect(await textOf({ rows })).toBe('1,2,"\u00011","\u00012",\n2,0,,,\n3,3,,"\u00013","\u00014"\n4,1,"\u00015",,\n');
  });

  test('prefixed names, single quotes, a byte order mark', async () => {
    const sheet = `\uFEFF<?xml version='1.0' encoding='utf-8'?><x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><x:sheetData>
      <x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>甲</x:t></x:is></x:c>
      <x:c r='B1'><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(await textOf({ sheet })).toBe('1,2,"甲","\u00012"\n');
  });

  test.each([
    ['the last row and column', row('<c r="XFD1048576"><v>1</v></c>', 'r="1048576"'), 'width'],
    ['a row behind the last', row('<c r="A1048577"><v>1</v></c>', 'r="1048577"'), '行号是1048577'],
    ['a row number that no integer holds', row('', 'r="99999999999999"'), '行号是99999999999999'],
    ['a column behind the last', row('<c r="XFE1"><v>1</v></c>'), '第16384列之后'],
    ['a column far behind the last', row('<c r="ZZZZZZZZZZZZZZZZZZ1"><v>1</v></c>'), '第16384列之后'],
  ])('%s', async (_, rows, expected) => {
    const outcome = await transcode({ rows });
    if ('unsupported' in outcome) throw new Error(outcome.unsupported);
    if (outcome.sheets) expect(outcome.sheets[0]).toMatchObject({ rows: 1_048_576, width: expected === 'width' ? 0 : -1 });
    else expect(outcome.refusal).toMatchObject({ code: 'corrupt', message: expect.stringContaining(expected) });
  });

  test('many rows that are empty cost nothing', async () => {
    expect(await textOf({ rows: `${row('<c r="A1"><v>1</v></c>')}${'<row/>'.repeat(1_000_000)}` })).toBe('1,1,"\u00011"\n');
  });
});

describe('days', () => {
  test.each([
    [14, '42247', '"2015-08-31"'],
    [22, '42247.354166667', '"2015-08-31 08:30:00"'],
    [13, '42247', '"\u000142247"'],
    [23, '42247', '"\u000142247"'],
    [26, '42247', '"\u000142247"'],
    [27, '42247', '"2015-08-31"'],
    [36, '42247', '"2015-08-31"'],
    [37, '42247', '"\u000142247"'],
    [45, '0.354166667', '"08:30:00"'],
    [46, '1.0625', '"25:30:00"'],
    [49, '42247', '"\u000142247"'],
    [50, '42247', '"2015-08-31"'],
    [58, '18263', '"1949-12-31"'],
    [59, '42247', '"\u000142247"'],
    ['yyyy"年"m"月"d"日"', '42247', '"2015-08-31"'],
    ['yyyy-mm-dd', '-5', '"\u0001-5"'],
    ['yyyy-mm-dd', '2958466', '"\u00012958466"'],
    ['0.00', '42247', '"\u000142247"'],
  ] as const)('%s makes of %s %s', async (format, value, text) => {
    expect(await textOf({ rows: row(`<c r="A1" s="1"><v>${value}</v></c>`), formats: [format] })).toBe(`1,1,${text}\n`);
  });

  test('count from 1904 where the workbook says so', async () => {
    const rows = row('<c r="A1" s="1"><v>40785</v></c>');
    expect(await textOf({ rows, formats: [14], date1904: true })).toBe('1,1,"2015-08-31"\n');
  });

  test('a cell that names no format has the first', async () => {
    const parts = { 'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>` };
    expect(await textOf({ rows: row('<c r="A1"><v>42247</v></c>'), parts })).toBe('1,1,"2015-08-31"\n');
  });
});

describe('notes', () => {
  test('hidden sheets and rows, filters', async () => {
    const workbook = (state: string) =>
      `<workbook xmlns="${MAIN}" xmlns:r="r"><sheets><sheet name="甲" sheetId="1" r:id="rId1"${state}/></sheets></workbook>`;
    const shape = {
      rows: `${row('<c r="A1"><v>1</v></c>', 'r="1" hidden="1"')}${row('<c r="A2"><v>2</v></c>', 'r="2" hidden="0"')}${row('', 'r="3" hidden="1"')}`,
      after: '<autoFilter ref="A1:A2"/>',
    };
    expect(await notesOf({ ...shape, parts: { 'xl/workbook.xml': workbook(' state="veryHidden"') } })).toEqual([
      expect.stringContaining('是隐藏的'),
      expect.stringContaining('设有筛选'),
      expect.stringContaining('有1行是隐藏的'),
    ]);
    expect(await notesOf({ rows: row('<c r="A1"><v>1</v></c>'), parts: { 'xl/workbook.xml': workbook('') } })).toEqual([]);
  });
});

describe('parts', () => {
  test('relationships tell where they are, however they write it', async () => {
    const sheet = worksheet('<sheetData><row><c><v>1</v></c></row></sheetData>');
    const parts = {
      '_rels/.rels': relationships([['a', 'officeDocument', '/Book/Main.xml']]),
      'book/main.xml': `<workbook xmlns="${MAIN}" xmlns:q="r"><sheets><sheet name="甲&amp;乙" q:id="b"/><sheet name="图" q:id="c"/><sheet name="丙" q:id="d"/></sheets></workbook>`,
      'book\\_rels\\main.xml.rels': relationships([
        ['b', 'worksheet', '..\\Data/./one.XML'],
        ['c', 'chartsheet', 'chart.xml'],
        ['d', 'worksheet', '/data/two.xml'],
      ]),
      'Data/One.xml': sheet,
      'data/two.xml': sheet,
      'xl/workbook.xml': null,
      'xl/_rels/workbook.xml.rels': null,
    };
    const outcome = await transcode({ parts });
    expect(outcome).toMatchObject({ sheets: [{ sheet: '甲&乙' }, { sheet: '丙' }] });
  });

  test('strict files are read', async () => {
    const strict = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
    const sheet = worksheet('<sheetData><row r="1"><c r="A1" t="d"><v>2015-08-31</v></c></row></sheetData>', `xmlns="${strict}"`);
    expect(await textOf({ sheet })).toBe('1,1,"2015-08-31"\n');
  });

  test('strings go to a file when there are too many for the memory, which is gone afterwards', async () => {
    const strings = Array.from({ length: 30_000 }, (_, index) => `第${index}个“字符串”`);
    const order = strings.map((_, index) => (index * 7919) % strings.length);
    const rows = order.map((index, at) => row(`<c r="A${at + 1}" t="s"><v>${index}</v></c>`, `r="${at + 1}"`)).join('');
    const shape = { rows, strings: strings.map((text) => `<si><t>${text}</t></si>`).join('') };
    const expected = order.map((index, at) => `${at + 1},1,"${strings[index]}"\n`).join('');
    expect(await textOf(shape, { stringBytes: 1024 })).toBe(expected);
    expect(left().filter((name) => name.includes('strings'))).toEqual([]);
    expect(await textOf(shape)).toBe(expected);
  });
});

describe('what is not known for certain is said, and leaves no file', () => {
  test.each([
    ['rows out of order', { rows: `${row('', 'r="2"')}${row('', 'r="1"')}` }, '行号'],
    ['the same row twice', { rows: `${row('')}${row('')}` }, '行号'],
    ['row 0', { rows: row('', 'r="0"') }, '行号'],
    ['cells out of order', { rows: row('<c r="B1"/><c r="A1"/>') }, '没有按顺序'],
    ['the same cell twice', { rows: row('<c r="B1"><v>1</v></c><c r="B1"><v>1</v></c>') }, '没有按顺序'],
    ['a cell of another row', { rows: row('<c r="A2"><v>1</v></c>') }, 'A2'],
    ['a cell without a row', { rows: row('<c r="A"><v>1</v></c>') }, 'A'],
    ['a cell in row 0', { rows: row('<c r="A0"><v>1</v></c>') }, 'A0'],
    ['an unknown type', { rows: row('<c r="A1" t="x"><v>1</v></c>') }, '类型'],
    ['an unknown attribute', { rows: row('<c r="A1" q="1"><v>1</v></c>') }, '属性q'],
    ['an attribute twice', { rows: row('<c r="A1" r="B1"><v>1</v></c>') }, '两次'],
    ['attributes without space between them', { rows: row('<c r="A1"t="b"><v>1</v></c>') }, '空格'],
    ['an unknown element', { rows: row('<c r="A1"><w>1</w></c>') }, '标签w'],
    ['alternate content', { rows: '<mc:AlternateContent/>' }, 'AlternateContent'],
    ['two values', { rows: row('<c r="A1"><v>1</v><v>2</v></c>') }, '类型不符'],
    ['a value in an inline string', { rows: row('<c r="A1" t="inlineStr"><v>1</v></c>') }, '类型不符'],
    ['a number that is none', { rows: row('<c r="A1"><v>1,5</v></c>') }, '不是数'],
    ['a number beyond all', { rows: row('<c r="A1"><v>1e999</v></c>') }, '不是数'],
    ['a boolean that is none', { rows: row('<c r="A1" t="b"><v>2</v></c>') }, '是非'],
    ['an error that is none', { rows: row('<c r="A1" t="e"><v>N/A</v></c>') }, '错误值'],
    ['a day that is none', { rows: row('<c r="A1" t="d"><v>31.8.2015</v></c>') }, '日期'],
    ['an unknown format', { rows: row('<c r="A1" s="1"><v>1</v></c>') }, '格式'],
    ['an unknown reference', { rows: inline('<t>&foo;</t>') }, 'foo'],
    ['a bare ampersand', { rows: inline('<t>a & b</t>') }, '&'],
    ['a character that XML has not', { rows: inline('<t>&#1;</t>') }, '&#1;'],
    ['text between cells', { rows: row('x<c r="A1"/>') }, '文字'],
    ['tags that do not match', { rows: '<row r="1"><c r="A1"><v>1</c></v></row>' }, '成对'],
    ['another root', { sheet: '<chartsheet/>' }, 'chartsheet'],
    ['another namespace', { sheet: worksheet('<sheetData/>', 'xmlns="urn:x"') }, 'urn:x'],
    ['no rows at all', { sheet: worksheet('') }, '没有存放行'],
    ['rows twice', { sheet: worksheet('<sheetData/><sheetData/>') }, '两处'],
    ['something behind the end', { sheet: `${worksheet('<sheetData/>')}<x/>` }, '结尾之后'],
    ['UTF-16', { sheet: Buffer.from(`\uFEFF${worksheet('<sheetData/>')}`, 'utf16le') }, 'UTF-8'],
    ['another encoding', { sheet: '<?xml version="1.0" encoding="GBK"?><worksheet/>' }, 'gbk'],
    ['a merge that is none', { rows: row('<c r="A1"><v>1</v></c>'), after: '<mergeCells><mergeCell ref="A1:Q"/></mergeCells>' }, 'A1:Q'],
    ['no relationships', { parts: { '_rels/.rels': null } }, '哪个内部文件'],
    ['two parts of one name', { parts: { 'XL/Workbook.xml': 'x' } }, '两份'],
    ['a binary workbook', { parts: { '_rels/.rels': relationships([['a', 'officeDocument', 'xl/workbook.bin']]) } }, '二进制'],
  ] as [string, XlsxShape, string][])('%s', async (_, shape, reason) => {
    expect(await transcode(shape)).toEqual({ unsupported: expect.stringContaining(reason) });
    expect(left()).toEqual([]);
  });

  test('compression methods other than the two', async () => {
    const { zipFile } = await import('./zip-file.ts');
    const { xlsxParts } = await import('./xlsx-file.ts');
    const outcome = await transcode(zipFile(xlsxParts({}).map((part) => ({ ...part, method: 9 }))));
    expect(outcome).toEqual({ unsupported: expect.stringContaining('9') });
  });
});

describe('what is damaged is refused, and leaves no file', () => {
  const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>';
  const sheet = worksheet('<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row></sheetData>');
  test.each([
    ['a sheet that ends within a row', { sheet: sheet.slice(0, sheet.indexOf('</row>')) }, '工作表“甲”开头'],
    ['a sheet that ends between rows', { sheet: sheet.slice(0, sheet.lastIndexOf('<row')) }, '第1行'],
    ['a sheet that ends after its rows', { sheet: sheet.slice(0, sheet.indexOf('</worksheet>')) }, '第2行'],
    ['an empty sheet part', { sheet: '' }, '断掉'],
    ['a string that is not there', { rows: row('<c r="A1" t="s"><v>0</v></c>') }, '共享文字'],
    ['a string of a negative number', { rows: row('<c r="A1" t="s"><v>-1</v></c>'), strings: '<si/>' }, '共享文字'],
    [
      'bytes that are no UTF-8',
      {
        sheet: Buffer.concat([
          Buffer.from('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/>'),
          Buffer.of(0xff),
          Buffer.from('</worksheet>'),
        ]),
      },
      'UTF-8',
    ],
    ['declared entities', { sheet: worksheet('<sheetData/>').replace('<worksheet', `${doctype}<worksheet`) }, 'DTD'],
    ['a sheet whose part is missing', { parts: { 'xl/worksheets/sheet1.xml': null } }, 'sheet1.xml'],
    ['a sheet that leads nowhere', { parts: { 'xl/_rels/workbook.xml.rels': relationships([]) } }, '找不到'],
    ['tags within tags without end', { sheet: worksheet(`<sheetData/><extLst>${'<a>'.repeat(2000)}`) }, '嵌套'],
  ] as [string, XlsxShape, string][])('%s', async (_, shape, reason) => {
    expect(await transcode(shape)).toMatchObject({ sheets: null, refusal: { code: 'corrupt', message: expect.stringContaining(reason) } });
    expect(left()).toEqual([]);
  });
});
