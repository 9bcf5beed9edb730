// Writes the files of this folder: npx tsx test/files/make.ts
import fs from 'node:fs';
import path from 'node:path';
import * as workbooks from '@e965/xlsx';
import { form37, form72 } from '../../src/datasets/tables/student-forms.ts';
import { students } from '../../src/datasets/tables/students.ts';

const folder = import.meta.dirname;
const write = (name: string, content: string | Uint8Array) => fs.writeFileSync(path.join(folder, name), content);
const gbk = (hex: string) => Buffer.from(hex.replace(/\s/g, ''), 'hex');
type Cell = string | number | null;

const header = ['学校标识码', '学校名称', '年级', '班级', '学籍号', '姓名', '身份证件号'];
const pupil = (name: string, last: string): string[] => {
  const idNumber = `1101052018090100${last}`;
  return ['2230100001', '第一小学', '三年级', '1班', `G${idNumber}`, name, idNumber];
};
const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`;
const table = line(header) + line(pupil('张小明', '21')) + line(pupil('李小红', '3X'));

function workbook(rows: readonly (readonly Cell[])[], merges: readonly string[] = []): Uint8Array {
  const sheet = workbooks.utils.aoa_to_sheet(rows.map((row) => [...row]));
  sheet['!merges'] = merges.map((range) => workbooks.utils.decode_range(range));
  const book = workbooks.utils.book_new();
  workbooks.utils.book_append_sheet(book, sheet, 'Sheet1');
  return workbooks.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array;
}

write('unknown-header.csv', '甲,乙,丙\r\n1,2,3\r\n');
write('empty.csv', '');
write('corrupt-zip.xlsx', Buffer.from(workbook([header, pupil('张小明', '21')])).subarray(0, 900));
write('csv-named.xls', table);
const longer = [...pupil('张小明', '21'), '多一格'];
const shorter = pupil('李小红', '3X').slice(0, 5);
write('ragged.csv', `${line(header)}${line(longer)}${line(shorter)}\r\n${line(pupil('王小刚', '38'))}`);
write('utf8-bom.csv', `\uFEFF${table}`);
// 年级,姓名 / 三年级,张小明
write('gb18030.csv', gbk('c4ea bcb6 2c d0d5 c3fb 0d0a c8fd c4ea bcb6 2c d5c5 d0a1 c3f7 0d0a'));
const [before, after] = ['2230100001,第一小学,三年级,1班,,王', '刚,\r\n'];
write('bad-byte.csv', Buffer.concat([Buffer.from(table + before), Buffer.of(0xff), Buffer.from(after)]));
write('stray-quote.csv', `${line(header)}${line(pupil('"张小明', '21'))}${line(pupil('李小红', '3X'))}`);
write('html.xls', '<html><head><meta charset="gb2312"></head><body><table><tr><td>姓名</td></tr></table></body></html>');
write('~$lock.xlsx', Buffer.alloc(165, 0x20));

const byItem = (form: 'form37' | 'form72', from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, offset) => students.columns.find((column) => column[form] === from + offset)?.titles[0] ?? '');
const titles37 = [...byItem('form37', 1, 17), ...form37.guardianTitles, ...form37.guardianTitles, ...byItem('form37', 36, 37)];
const groups37: Cell[] = Array.from({ length: 37 }, () => null);
for (const group of form37.groups) groups37[group.items[0] - 1] = group.title;
const values = (count: number) => Array.from({ length: count }, (_, index) => `值${index + 1}`);
write('form37.xlsx', workbook([groups37, titles37, values(37)], ['A1:Q1', 'R1:Z1', 'AA1:AI1', 'AJ1:AK1']));
write('form37.csv', [groups37.map((cell) => `${cell ?? ''}`), titles37, values(37)].map(line).join(''));
const titles72 = ['学校名称', '学校标识码', ...byItem('form72', 1, 48), ...form72.guardianTitles, ...form72.guardianTitles];
write('form72.csv', [titles72, ['第一小学', '2230100001', ...values(72)]].map(line).join(''));

const numeric: Cell[] = ['2230100001', '第一小学', '三年级', '1班', null, '张小明', 110105201809010030];
write('ids-as-numbers.xlsx', workbook([header, numeric]));
write(
  'title-and-totals.xlsx',
  workbook(
    [
      ['第一小学2026年秋季学生名册'],
      ['填报单位：第一小学  填报时间：2026年10月16日', null, null, null, '学校标识码：2230100001'],
      ['年级', '班级', '学籍号', '姓名', '身份证件号'],
      ['三年级', '1班', 'G110105201809010021', '张小明', '110105201809010021'],
      [null, null, 'G11010520180901003X', '李小红', '11010520180901003X'],
      ['合计', null, null, '2人', null],
      ['制表人：赵主任  校长签字：'],
    ],
    ['A1:E1', 'A2:D2', 'A4:A5', 'B4:B5', 'A7:E7'],
  ),
);
