import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { transcodeSpreadsheetml } from '../../../src/intake/formats/spreadsheetml.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-xml-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const book = (sheets: string) =>
  `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
   <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${sheets}</Workbook>`;
const sheet = (rows: string, name = '表') => `<Worksheet ss:Name="${name}"><Table>${rows}</Table></Worksheet>`;
const data = (type: string, text: string) => `<Data ss:Type="${type}">${text}</Data>`;

function read(xml: string) {
  const file = path.join(folder, 'book.xml');
  fs.writeFileSync(file, xml);
  const outcome = transcodeSpreadsheetml(file, (index) => path.join(folder, `${index}.csv`));
  if (!outcome.sheets) throw new Error(outcome.refusal.message);
  return outcome.sheets.map((found) => ({ ...found, text: fs.readFileSync(found.path, 'utf8') }));
}
const cell = (content: string) => read(book(sheet(`<Row><Cell>${content}</Cell></Row>`)))[0]?.text;

describe('cells', () => {
  test.each([
    ['text', data('String', '0012'), '"0012"'],
    ['an identity number as text', data('String', '110105201809010021'), '"110105201809010021"'],
    ['a number with all its digits', data('Number', '110105201809010021'), '"\u0001110105201809010021"'],
    ['a number that lost some', data('Number', '1.1010520180901203E+17'), '"\u0001110105201809012030"'],
    ['a day', data('DateTime', '2015-08-31T00:00:00.000'), '"2015-08-31"'],
    ['a day and a time', data('DateTime', '2015-08-31T08:30:00.000'), '"2015-08-31 08:30:00"'],
    ['a time', data('DateTime', '1899-12-31T08:30:00.000'), '"08:30:00"'],
    ['a yes', data('Boolean', '1'), '"TRUE"'],
    ['an error', data('Error', '#N/A'), '"#N/A"'],
    ['line breaks and entities', data('String', ' 甲&#10;乙&amp; '), '" 甲\n乙& "'],
    ['rich text', `<ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>张</B><Font>三</Font></ss:Data>`, '"张三"'],
    ['data kept raw', data('String', '<![CDATA[<b>&amp;]]>'), '"<b>&amp;"'],
    ['a comment beside it', `${data('String', '甲')}<Comment ss:Author="x"><ss:Data><B>批注</B></ss:Data></Comment>`, '"甲"'],
  ])('%s', (_, content, text) => expect(cell(content)).toBe(`1,1,${text}\n`));
});

describe('sheets', () => {
  test('rows and cells have the places that the file gives them', () => {
    const rows = `<Row ss:Index="2"><Cell ss:Index="2">${data('String', '乙')}</Cell><Cell/><Cell>${data('String', '丁')}</Cell></Row>
      <Row ss:Span="1"/><Row><Cell>${data('String', '五')}</Cell></Row>`;
    expect(read(book(sheet(rows)))[0]).toMatchObject({
      text: '1,0,,,,\n2,4,,"乙",,"丁"\n3,0,,,,\n4,0,,,,\n5,1,"五",,,\n',
      rows: 5,
      width: 4,
    });
  });

  test('merges are filled', () => {
    const rows = `<Row><Cell ss:MergeAcross="2">${data('String', '名册')}</Cell></Row>
      <Row><Cell ss:MergeDown="1">${data('String', '三年级')}</Cell><Cell>${data('String', '甲')}</Cell></Row>
      <Row><Cell ss:Index="2">${data('String', '乙')}</Cell></Row>`;
    const [found] = read(book(sheet(rows)));
    expect(found?.text).toBe('1,1,"名册",\n2,2,"三年级","甲"\n3,2,"三年级","乙"\n');
    expect(found?.notes).toEqual(['工作表“表”有1处合并单元格，合并范围内的空格已按首格的内容填写']);
  });

  test('all of them, hidden ones too, under any prefix', () => {
    const hidden = `<ss:Worksheet ss:Name="藏"><ss:Table><ss:Row ss:Hidden="1"><ss:Cell>${data('String', '乙')}</ss:Cell></ss:Row></ss:Table>
      <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions><x:AutoFilter/></ss:Worksheet>`;
    const found = read(book(sheet(`<Row><Cell>${data('String', '甲')}</Cell></Row>`, '三年级&amp;四年级') + hidden));
    expect(found.map(({ sheet: name, hidden: isHidden, text }) => [name, isHidden, text])).toEqual([
      ['三年级&四年级', false, '1,1,"甲"\n'],
      ['藏', true, '1,1,"乙"\n'],
    ]);
    expect(found[1]?.notes).toEqual([
      '工作表“藏”是隐藏的，已一并读入',
      '工作表“藏”有1行是隐藏的，已一并读入',
      '工作表“藏”设有筛选，筛掉不显示的行也已读入',
    ]);
  });

  test('a formula gives its result; without one it is missing and noted', () => {
    const rows = `<Row><Cell ss:Formula="=1+1">${data('Number', '2')}</Cell><Cell ss:Formula="=A1"/><Cell>${data('String', '丙')}</Cell></Row>`;
    const [found] = read(book(sheet(rows)));
    expect(found?.text).toBe('1,3,"\u00012",,"丙"\n');
    expect(found?.notes).toEqual([expect.stringContaining('1个公式单元格没有计算结果')]);
  });

  test('a file that was cut off is refused', () => {
    const whole = book(sheet(`<Row><Cell>${data('String', '甲')}</Cell></Row>`));
    for (const mark of ['</Workbook>', '</Worksheet>', '</Row>', '甲'])
      expect(() => read(whole.slice(0, whole.indexOf(mark)))).toThrow('已损坏');
  });
});
