import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readHead } from '../../../src/intake/canonical/head.ts';
import { transcodeHtml } from '../../../src/intake/formats/html.ts';
import { HtmlTables } from '../../../src/intake/formats/markup/html-tables.ts';
import { scanMarkup } from '../../../src/intake/formats/markup/read-markup.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-html-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const target = (index: number) => path.join(folder, `${index}.csv`);

/** What the page gives, also when it comes in small pieces. */
function sheetsOf(html: string) {
  const whole = read([html]);
  expect(read(html.match(/[\s\S]{1,7}/g) ?? [])).toEqual(whole);
  return whole;
}
function read(pieces: Iterable<string>) {
  const tables = new HtmlTables(target);
  scanMarkup(pieces, tables);
  tables.endPage();
  return tables.finish().map((sheet) => ({
    name: sheet.sheet,
    rows: readHead(sheet, 1000).map(({ row, cells }) => [row, ...cells]),
    notes: sheet.notes,
    hidden: sheet.hidden,
  }));
}
const rowsOf = (html: string) => sheetsOf(html)[0]?.rows;
const cellOf = (html: string) => rowsOf(`<table><tr><td>甲</td>${html}</tr></table>`)?.[0]?.[2];
const lineOf = (html: string) => {
  sheetsOf(html);
  return fs.readFileSync(target(0), 'utf8');
};

describe('cells', () => {
  test.each([
    ['an identity number', '<td>110105201809010021</td>', '110105201809010021'],
    ['leading zeros', '<td>0012</td>', '0012'],
    ['as text by its format', `<td style='mso-number-format:"\\@"'>0012</td>`, '0012'],
    ['blanks run together', '<td>\n   张 \n 小明\t</td>', '张 小明'],
    ['a no-break space alone is nothing', '<td>&nbsp;</td>', undefined],
    ['entities', '<td>阿&middot;买&#25552;&#x660E;&amp;&lt;&nbsp;A&unknown;</td>', '阿·买提明&<\u00a0A&unknown;'],
    ['an entity without its semicolon', '<td>a&nbsp b&amp=c &ampx</td>', 'a\u00a0 b&=c &ampx'],
    ['line breaks', '<td>甲<br>乙<p>丙</p></td>', '甲\n乙\n丙'],
    ['a number as it is shown', '<td x:num>3.50</td>', '3.50'],
    ['a date, whatever its number', '<td x:num="42247">2015-08-31</td>', '2015-08-31'],
    ['a text longer than shown', '<td x:str="00123  ">123</td>', '00123  '],
    ['a hidden sort key', '<td><span style="display: none">20150831</span>2015-08-31</td>', '2015-08-31'],
    ['the option chosen', '<td><select><option>男<option selected>女</select></td>', '女'],
    ['what was typed', '<td><input type=text value="张小明"><input type=hidden value=7></td>', '张小明'],
    ['a script', '<td>甲<script>if (1<2) document.write("</td>")</script>乙</td>', '甲乙'],
    ['less than', '<td>5 < 6 <7</td>', '5 < 6 <7'],
    ['a comment', '<td>甲<!-- <td>x</td> -->乙</td>', '甲乙'],
    ['tags in capitals, of another prefix', '<TD CLASS=xl24><FONT color="a>b">张<o:p></o:p></FONT></TD>', '张'],
    ['an apostrophe in a value without quotes', "<td title=it's>甲</td>", '甲'],
  ])('%s', (_, html, text) => expect(cellOf(html)).toBe(text));

  test.each([
    ['shown in full', '<td x:num>110105201809012030</td>', '"\u0001110105201809012030"'],
    ['shown shortened', '<td x:num="1.1010520180901203E+17">1.10105E+17</td>', '"\u0001110105201809012030"'],
    ['of LibreOffice', '<td sdval="110105201809012030" sdnum="2052;">1.10105E+17</td>', '"\u0001110105201809012030"'],
    ['with thousands', '<td x:num="1234">1,234</td>', '"\u00011234"'],
    ['with a leading zero', '<td x:num="7">007</td>', '"007"'],
    ['shortened, and nothing else known', '<td>1.10105E+17</td>', '"1.10105E+17"'],
  ])('a number %s', (_, cell, text) => expect(lineOf(`<table><tr>${cell}</tr></table>`)).toBe(`1,1,${text}\n`));
});

describe('rows', () => {
  test('spans are merges: inside them the first cell, but a title stays alone', () => {
    const sheet = sheetsOf(`<table>
      <tr><td colspan=4>名册</td></tr>
      <tr><th rowspan=2>年级</th><th colspan="2">学生</th><th rowspan=2>备注</th></tr>
      <tr><th>姓名</th><th>性别</th></tr>
      <tr><td rowspan=3>三年级</td><td>甲</td><td>男</td><td></td></tr>
      <tr><td>乙</td><td>女</td></tr></table>`)[0];
    expect(sheet?.rows).toEqual([
      [1, '名册', null, null, null],
      [2, '年级', '学生', '学生', '备注'],
      [3, '年级', '姓名', '性别', '备注'],
      [4, '三年级', '甲', '男', null],
      [5, '三年级', '乙', '女', null],
    ]);
    expect(sheet?.notes).toEqual(['表格有3处合并单元格，合并范围内的空格已按首格的内容填写']);
  });

  test('a span ends with its group of rows', () => {
    const html = '<table><tbody><tr><td rowspan=9>甲<td>1</tbody><tbody><tr><td>乙<td>2</tbody></table>';
    expect(rowsOf(html)).toEqual([
      [1, '甲', '1'],
      [2, '乙', '2'],
    ]);
  });

  test('what is not closed closes itself', () => {
    expect(rowsOf('<table><tr><td>甲<td>乙<tr><td>丙</table>')).toEqual([
      [1, '甲', '乙'],
      [2, '丙', null],
    ]);
    expect(rowsOf('<table><td>甲</td><td>乙</td></tr><tr><td>丙')).toEqual([
      [1, '甲', '乙'],
      [2, '丙', null],
    ]);
  });

  test('blank rows count, also those that Excel runs together', () => {
    const html = `<table><tr><td>甲</td></tr><tr></tr><tr style='mso-xlrowspan:3'></tr><tr><td>乙</td></tr><tr><td>&nbsp;</td></tr></table>`;
    expect(rowsOf(html)).toEqual([
      [1, '甲'],
      [2, null],
      [3, null],
      [4, null],
      [5, null],
      [6, '乙'],
    ]);
  });

  test('a text that overflows is no merge', () => {
    const html = `<table><tr><td colspan=3 style='mso-ignore:colspan'>说明</td><td>丁</td></tr></table>`;
    expect(rowsOf(html)).toEqual([[1, '说明', null, null, '丁']]);
  });

  test('hidden rows are read and said; a hidden cell has no place', () => {
    const html = `<table><tr><th>姓名<th style="display:none">内码<th>性别</tr>
      <tr style="display:none"><td>甲<td style="display:none">x1<td>男</tr><tr><td>乙<td style="display:none">x2<td>女</tr>
      <tr><td hidden>丙<td hidden>男</tr></table>`;
    const [sheet] = sheetsOf(html);
    expect(sheet?.rows).toEqual([
      [1, '姓名', '性别'],
      [2, '甲', '男'],
      [3, '乙', '女'],
      [4, '丙', '男'],
    ]);
    expect(sheet?.notes).toEqual(['表格有2行是隐藏的，已一并读入', '表格有3个格子在网页里不显示，未读入']);
  });
});

describe('tables', () => {
  const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

  test('text above a table is above it, the last below', () => {
    const html = `<html><head><title>导出</title><style>td{}</style></head><body><h2>第一小学名册</h2>填报<br>2026年
      <table><caption>三年级</caption>${row('姓名', '性别')}</table><p>制表人：赵主任</p></body></html>`;
    expect(sheetsOf(html)).toEqual([
      {
        name: '',
        rows: [
          [1, '第一小学名册', null],
          [2, '填报', null],
          [3, '2026年', null],
          [4, '三年级', null],
          [5, '姓名', '性别'],
          [6, '制表人：赵主任', null],
        ],
        notes: [],
        hidden: false,
      },
    ]);
  });

  test('each is a sheet, but one of the same width right behind another continues it', () => {
    const one = `<table>${row('姓名', '性别')}</table> <table>${row('甲', '男')}</table>`;
    expect(rowsOf(one)).toEqual([
      [1, '姓名', '性别'],
      [2, '甲', '男'],
    ]);
    const other = `<table>${row('姓名', '性别', '备注')}</table>`;
    expect(sheetsOf(one + other).map(({ name, rows }) => [name, rows.length])).toEqual([
      ['表格1', 2],
      ['表格2', 1],
    ]);
    const titled = `${one}<p>四年级</p><table>${row('乙', '女')}</table>`;
    expect(sheetsOf(titled)[1]?.rows).toEqual([
      [1, '四年级', null],
      [2, '乙', '女'],
    ]);
  });

  test('nested ones are sheets of their own, with the text of the cell above them', () => {
    const html = `<table><tr><td>名册<table>${row('姓名', '性别')}${row('甲', '男')}</table></td></tr></table>`;
    expect(sheetsOf(html).map(({ rows }) => rows)).toEqual([
      [
        [1, '名册', null],
        [2, '姓名', '性别'],
        [3, '甲', '男'],
      ],
    ]);
  });

  test('header and body in cells of a layout', () => {
    const html = `<table><tr><td><table>${row('姓名', '性别')}</table></td></tr><tr><td><div><table>${row('甲', '男')}</table></div></td></tr></table>`;
    expect(sheetsOf(html).map(({ rows }) => rows.length)).toEqual([2]);
  });

  test('hidden ones are read, and said to be hidden', () => {
    const html = `<table>${row('甲')}</table><div style="display:none">x<table>${row('乙')}</table></div>`;
    expect(sheetsOf(html).map(({ rows, hidden }) => [rows, hidden])).toEqual([
      [[[1, '甲']], false],
      [[[1, '乙']], true],
    ]);
  });

  test('a page that stops inside a table is read up to there, and said to be cut off', () => {
    expect(sheetsOf(`<table>${row('甲')}<tr><td>乙`)[0]).toMatchObject({
      rows: [
        [1, '甲'],
        [2, '乙'],
      ],
      notes: [expect.stringContaining('没有导完')],
    });
    expect(sheetsOf(`<table>${row('甲')}</table>`)[0]?.notes).toEqual([]);
    for (const end of ['<script>if (<table>', '<!-- 未完<table>', '<table cla'])
      expect(sheetsOf(`<table>${row('甲')}</table>${end}`)[0]?.notes).toEqual([expect.stringContaining('没有导完')]);
  });

  test('are named as Excel named them', () => {
    const names = '<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:Name>三年级1班</x:Name></x:ExcelWorkbook></xml><![endif]-->';
    expect(sheetsOf(`${names}<table>${row('甲')}</table>`)[0]?.name).toBe('三年级1班');
  });
});

describe('pages without a table', () => {
  test.each([
    ['<html><body>请先登录</body></html>', '没有表格'],
    ['<html><table><tr><td>&nbsp;</td></tr></table></html>', '没有表格'],
    ['<html><frameset rows="*,39"><frame src="a.files/sheet001.htm"></frameset></html>', '.files'],
  ])('%s', (html, words) => {
    const page = path.join(folder, 'page.html');
    fs.writeFileSync(page, html);
    expect(transcodeHtml([page], target).refusal?.message).toContain(words);
  });
});

describe('encoding', () => {
  const gb = (text: string) => Buffer.from({ 姓名: 'd0d5c3fb', 学校: 'd1a7d0a3' }[text] ?? '', 'hex');
  const first = (...parts: (string | Buffer)[]) => {
    const file = path.join(folder, 'page.xls');
    fs.writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part))));
    const outcome = transcodeHtml([file], target);
    return outcome.sheets ? readHead(outcome.sheets[0]!, 1)[0]?.cells[0] : outcome.refusal;
  };
  const meta = (charset: string) => `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`;

  test.each([
    ['GBK, said so', [meta('gb2312'), '<table><td>', gb('姓名')], '姓名'],
    ['GBK that is valid UTF-8, said so', [meta('GBK'), '<table><td>', gb('学校')], '学校'],
    ['GBK, nothing said', ['<table><td>', gb('姓名')], '姓名'],
    ['GBK that calls itself UTF-8', ['<meta charset="utf-8"><table><td>', gb('姓名')], '姓名'],
    ['UTF-8, nothing said', ['<table><td>学校'], '学校'],
    ['UTF-8 that calls itself GBK', [meta('gb2312'), '<table><td>第一小学三年级一班学校'], '第一小学三年级一班学校'],
    ['UTF-8 with BOM', ['\uFEFF<table><td>学校'], '学校'],
    ['UTF-16 with BOM', [Buffer.from('\uFEFF<table><td>学校', 'utf16le')], '学校'],
    ['UTF-16 without', [Buffer.from('<table><td>学校</table>', 'utf16le')], '学校'],
    ['plain', [meta('iso-8859-1'), '<table><td>&#23398;&#26657;'], '学校'],
  ] as const)('%s', (_, parts, text) => expect(first(...parts)).toBe(text));

  test('another one is refused', () => {
    expect(first(meta('big5'), '<table><td>', gb('姓名'))).toMatchObject({
      code: 'bad-encoding',
      message: expect.stringContaining('big5'),
    });
  });

  test('a damaged page is refused with the place', () => {
    const page = Buffer.concat([Buffer.from('<table>\n<td>第一小学三年级一班学校'), Buffer.of(0xff)]);
    expect(first(page)).toMatchObject({ code: 'bad-encoding', message: expect.stringContaining('第46字节（第2行）不是有效的UTF-8') });
  });
});
