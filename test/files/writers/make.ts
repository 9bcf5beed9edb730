import fs from 'node:fs';
import path from 'node:path';
import * as library from '@e965/xlsx';
import exceljs from 'exceljs';
import { writeXlsx } from 'hucre/xlsx';

// Workbooks of the JavaScript writers; make.py has those of Python, and README.md tells of LibreOffice.
const folder = import.meta.dirname;
const texts = ['张三', '𠮷野家', '他说"好"', '甲\n乙\t丙', ' 前后有空格 ', '110105201809010021', 'a&b<c>', '_x000D_字面', '', '末'];
const day = new Date(Date.UTC(2015, 7, 31));
const moment = new Date(Date.UTC(2015, 7, 31, 8, 30));
const formats = ['yyyy-mm-dd', 'yyyy/m/d h:mm', 'yyyy"年"m"月"d"日"', '[$-804]yyyy"年"m"月"d"日";@', 'm月d日', 'h:mm AM/PM'];

function fillExceljs(book: exceljs.Workbook): void {
  const sheet = book.addWorksheet('学生');
  sheet.addRow(['姓名', '证件号', '日期', '数', '是否']);
  texts.forEach((text, index) => {
    sheet.addRow([text, 110105201809010021, day, index * 1.1, index % 2 === 0]).getCell(3).numFmt = formats[index % formats.length] ?? '';
  });
  sheet.getCell('H2').value = { richText: [{ text: '红' }, { font: { bold: true }, text: ' 黑"引"' }] };
  sheet.getCell('H3').value = { formula: '1+1', result: 2 };
  sheet.getCell('H4').value = { formula: '"a"&"b"', result: 'ab' };
  sheet.getCell('H5').value = { formula: '1/0', result: { error: '#DIV/0!' } };
  sheet.getCell('H6').value = { formula: 'TODAY()', result: moment };
  sheet.getCell('H6').numFmt = 'yyyy-mm-dd hh:mm';
  sheet.getCell('H7').value = { error: '#N/A' };
  sheet.getCell('H8').value = { text: '链接', hyperlink: 'http://example.invalid/' };
  sheet.getCell('J20').value = '远';
  sheet.getCell('A22').value = '合并';
  sheet.mergeCells('A22:A24');
  for (const row of [22, 23, 24]) sheet.getCell(row, 2).value = `第${row}`;
  sheet.getRow(5).hidden = true;
  sheet.getColumn(4).hidden = true;
  book.addWorksheet('第二', { state: 'hidden' }).getCell('C3').value = '三';
  book.addWorksheet('空');
}

const plain = new exceljs.Workbook();
fillExceljs(plain);
await plain.xlsx.writeFile(path.join(folder, 'exceljs.xlsx'));

const old = new exceljs.Workbook();
old.properties.date1904 = true;
fillExceljs(old);
await old.xlsx.writeFile(path.join(folder, 'exceljs-1904.xlsx'));

for (const useSharedStrings of [true, false]) {
  const filename = path.join(folder, `exceljs-stream-${useSharedStrings ? 'shared' : 'inline'}.xlsx`);
  const stream = new exceljs.stream.xlsx.WorkbookWriter({ filename, useSharedStrings, useStyles: true });
  const sheet = stream.addWorksheet('学生');
  for (const [index, text] of texts.entries()) {
    const row = sheet.addRow([text, index, day, null, index % 2 === 0]);
    row.getCell(3).numFmt = formats[index % formats.length] ?? '';
    row.commit();
  }
  sheet.commit();
  await stream.commit();
}

for (const stringMode of ['shared', 'inline'] as const) {
  const rows = texts.map((text, index) => [text, 110105201809010021, day, index * 1.1, index % 2 === 0, null, index === 3 ? moment : '']);
  const merges = [{ startRow: 12, startCol: 0, endRow: 13, endCol: 0 }];
  const sheets = [
    { name: '学生', rows: [...rows, [], [], ['合并', 'x'], [null, 'y']], merges },
    { name: '第二', rows: [[], [], [null, null, '三']], hidden: true },
  ];
  fs.writeFileSync(path.join(folder, `hucre-${stringMode}.xlsx`), await writeXlsx({ sheets, stringMode }));
}

const cells: library.WorkSheet = { '!ref': 'A1:J24', '!merges': [library.utils.decode_range('A20:A22'), library.utils.decode_range('A24:D24')] };
texts.forEach((text, index) => {
  cells[`A${index + 1}`] = { t: 's', v: text };
  cells[`B${index + 1}`] = { t: 'n', v: 110105201809010021 + index };
  cells[`C${index + 1}`] = { t: 'n', v: 42247 + index / 8, z: formats[index % formats.length] ?? '' };
  cells[`D${index + 1}`] = { t: 'b', v: index % 2 === 0 };
  cells[`E${index + 1}`] = { t: 'n', v: -index / 7 };
});
cells.F1 = { t: 'e', v: 42 };
cells.F2 = { t: 'n', v: 2, f: '1+1' };
cells.F3 = { t: 's', v: 'ab', f: '"a"&"b"' };
cells.F4 = { t: 'b', v: true, f: 'TRUE()' };
cells.F5 = { t: 'n', v: 0.354166667, z: 'h:mm:ss' };
cells.F6 = { t: 'n', v: 1e21 };
cells.F7 = { t: 'n', v: 1e-7 };
for (const [address, text] of [['A20', '合并'], ['B20', 'x'], ['B21', 'y'], ['B22', 'z'], ['A24', '题注'], ['J15', '远']] as const) {
  cells[address] = { t: 's', v: text };
}
for (const bookSST of [true, false]) {
  const second: library.WorkSheet = { '!ref': 'C3', C3: { t: 's', v: '三' } };
  const book: library.WorkBook = {
    SheetNames: ['学生', '第二'],
    Sheets: { 学生: cells, 第二: second },
    Workbook: { Sheets: [{ name: '学生', Hidden: 0 }, { name: '第二', Hidden: 1 }] },
  };
  const bytes = library.write(book, { type: 'buffer', bookType: 'xlsx', bookSST, compression: true }) as Uint8Array;
  fs.writeFileSync(path.join(folder, `sheetjs-${bookSST ? 'shared' : 'str'}.xlsx`), bytes);
}
