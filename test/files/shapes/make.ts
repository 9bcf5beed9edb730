// Writes the workbooks of this folder: npx tsx test/files/shapes/make.ts
import fs from 'node:fs';
import path from 'node:path';
import * as workbooks from '@e965/xlsx';

type Cell = string | number | null;
interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly merges?: readonly string[];
  readonly isHidden?: boolean;
}

function write(name: string, ...sheets: readonly Sheet[]): void {
  const book = workbooks.utils.book_new();
  for (const { name: title, rows, merges = [] } of sheets) {
    const sheet = workbooks.utils.aoa_to_sheet(rows.map((row) => [...row]));
    sheet['!merges'] = merges.map((range) => workbooks.utils.decode_range(range));
    workbooks.utils.book_append_sheet(book, sheet, title);
  }
  book.Workbook = { Sheets: sheets.map(({ isHidden }) => ({ Hidden: isHidden ? 1 : 0 })) };
  const bytes = workbooks.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array;
  fs.writeFileSync(path.join(import.meta.dirname, name), bytes);
}

const school = '学校：第一小学　学校标识码：2230100001';
const titles = ['序号', '学籍号', '姓名', '性别'];
const pupil = (number: number, name: string, sex = '男'): Cell[] => [number, `G11010520180901${String(number).padStart(4, '0')}`, name, sex];

write('tables-below.xlsx', {
  name: '名单',
  rows: [
    ['三年级1班学生名单'],
    [school],
    titles,
    pupil(1, '张小明'),
    pupil(2, '李小红', '女'),
    ['三年级1班学生名单'],
    [school],
    titles,
    pupil(3, '王小刚'),
    ['合计', null, '3人'],
    [],
    ['三年级2班学生名单'],
    titles,
    pupil(4, '赵小兰', '女'),
  ],
  merges: ['A1:D1', 'A2:D2', 'A6:D6', 'A7:D7', 'A12:D12'],
});
write('band-rows.xlsx', {
  name: '花名册',
  rows: [['第一小学学生花名册'], [school], titles, ['三年级（1）班'], pupil(1, '张小明'), pupil(2, '李小红', '女'), ['三年级（2）班'], pupil(3, '王小刚')],
  merges: ['A1:D1', 'A2:D2', 'A4:D4', 'A7:D7'],
});
write('side-by-side.xlsx', {
  name: '三年级1班',
  rows: [
    ['学生名单'],
    [school],
    [...titles, null, ...titles],
    [...pupil(1, '张小明'), null, ...pupil(3, '王小刚')],
    [...pupil(2, '李小红', '女'), null],
    ['班主任签字：'],
  ],
  merges: ['A1:I1', 'A2:I2', 'A6:I6'],
});
write(
  'sheet-per-class.xlsx',
  { name: '301', rows: [[school], titles, pupil(1, '张小明')], merges: ['A1:D1'] },
  { name: '三（2）', rows: [titles, pupil(2, '李小红', '女')] },
  { name: '初二3班', rows: [titles, pupil(3, '王小刚')] },
  { name: '下拉', rows: [['男'], ['女']], isHidden: true },
  { name: 'Sheet2', rows: [] },
);
const days = Array.from({ length: 30 }, (_, day) => day + 1);
write('wide-month.xlsx', {
  name: '九月',
  rows: [
    ['第一小学三年级（1）班2026年9月考勤表'],
    [school],
    ['学籍号', '姓名', '日期', ...days.slice(1).map(() => null), '出勤天数'],
    [null, null, ...days, null],
    [...pupil(1, '张小明').slice(1, 3), '√', '√', '√×', null, '○', ...days.slice(5).map(() => null), 3],
    [...pupil(2, '李小红').slice(1, 3), '√', '×', '√', '√', '√', ...days.slice(5).map(() => null), 4],
    [...pupil(3, '王小刚').slice(1, 3)],
    ['合计', null, 2, 1, 2, 1, 1],
    ['图例：√出勤　×旷课　○迟到'],
  ],
  merges: ['A1:AG1', 'A2:AG2', 'A3:A4', 'B3:B4', 'C3:AF3', 'AG3:AG4', 'A9:AG9'],
});
write('vertical-form.xlsx', {
  name: '张小明',
  rows: [
    ['中小学生学籍基础信息表'],
    ['姓名', '张小明', '性别', '男', '照片'],
    ['出生日期', '2018-09-01', '民族', '汉族'],
    ['身份证件号', '110105201809010021', '国籍/地区', '中国'],
    ['户口性质', '居民户口', '联系电话', '13900000000'],
  ],
  merges: ['A1:E1', 'E2:E4'],
});
