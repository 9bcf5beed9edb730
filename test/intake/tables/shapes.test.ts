import fs from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { readHead } from '../../../src/intake/canonical/head.ts';
import { type Line, type Made, recognised, recordsOf, removeSheets, tablesOf } from '../made-sheet.ts';

afterAll(removeSheets);

const header = '学校标识码,年级,班级,学籍号,姓名';
const pupil = (name: string) => `2230100001,三年级,1班,G110105201809010021,${name}`;
const notesOf = (lines: readonly Line[], made?: Made) => tablesOf(lines, made).flatMap(({ canonical }) => canonical.notes);
const reasonOf = (lines: readonly Line[], made?: Made) => {
  const [table] = tablesOf(lines, made);
  return table?.recognition.kind === 'recognised' ? 'recognised' : `${table?.recognition.kind}: ${table?.recognition.reason}`;
};

describe('tables side by side', () => {
  test('are one table each, with the source columns of their cells', () => {
    const tables = tablesOf(['三年级1班学生名单', '序号,姓名,性别,,序号,姓名,性别', '1,张三,男,,3,王五,女', '2,李四,女', '制表人：赵老师']);
    expect(tables.map(({ origin }) => origin)).toEqual([
      [1, 2, 3],
      [5, 6, 7],
    ]);
    expect(tables.map((table) => recordsOf(table).map(({ row, name }) => [row, name]))).toEqual([
      [
        [3, '张三'],
        [4, '李四'],
        [5, null],
      ],
      [[3, '王五']],
    ]);
    expect(tables.map(({ canonical }) => readHead(canonical, 99).map(({ row }) => row))).toEqual([
      [1, 2, 3, 4, 5],
      [2, 3, 4, 5],
    ]);
  });

  test('each with its class above it', () => {
    const tables = tablesOf(['学生名单', '三年级1班,三年级1班,三年级2班,三年级2班', '姓名,性别,姓名,性别', '张三,男,王五,女']);
    expect(tables.map((table) => recognised(table).stated.className)).toEqual(['1班', '2班']);
    expect(tables.map((table) => recordsOf(table)[0]?.name)).toEqual(['张三', '王五']);
  });

  test('columns before the first belong to all', () => {
    const tables = tablesOf(['年级,班级,学籍号,姓名,性别,学籍号,姓名,性别', '三年级,1班,G1,张三,男,G2,李四,女']);
    expect(tables.map((table) => recordsOf(table))).toMatchObject([
      [{ grade: '三年级', registry_number: 'G1', name: '张三' }],
      [{ grade: '三年级', registry_number: 'G2', name: '李四' }],
    ]);
  });

  test('an identity number stored as a number keeps its mark', () => {
    const [, right] = tablesOf(['姓名,身份证件号,姓名,身份证件号,', '甲,1,乙,2'], { sheet: '三年级1班名单' });
    expect(right && fs.readFileSync(right.canonical.path, 'utf8')).toContain('2,2,"乙","2"');
  });

  test.each(['年级,姓名,民族,姓名,关系,民族,姓名,关系,民族', '年级,班级,姓名,联系电话,姓名,联系电话', header])(
    '%s is one table',
    (titles) => expect(tablesOf([titles, pupil('张三')])).toHaveLength(1),
  );
});

describe('forms of one person', () => {
  const form = [
    '学籍基础信息表',
    '姓名,张三,性别,男',
    '出生日期,2018-09-01,民族,汉族',
    '身份证件号,11010520180901002X,,',
    '户口性质,居民户口,联系电话,13900000000',
  ];
  test.each([
    ['filled in', form],
    ['empty', form.map((line) => line.replace(/,[^,]*(?=,|$)/g, (cell, at) => (line.slice(0, at).split(',').length % 2 ? ',' : cell)))],
    ['several in a sheet', [...form, '', ...form]],
    ['by number', ['编号,项目名称,基础数据', '1,姓名,张三', '2,曾用名,', '3,性别,男', '4,民族,汉', '5,出生日期,2018-09-01', '6,籍贯,某地']],
  ])('%s are refused', (_, lines) => {
    expect(tablesOf(lines)).toHaveLength(1);
    expect(reasonOf(lines)).toMatch(/^unrecognised: 是一人一张的竖排表（第\d行[AB]列是“姓名”.*请改用一名学生一行的名单式表格/);
  });
  test('a list whose cells name columns is none', () => {
    const lines = [
      '学校标识码,学籍号,姓名,变更项目,变更前,变更后,申请日期',
      ...['性别', '民族', '姓名', '出生日期', '籍贯', '曾用名'].map((item) => `2230100001,G1,张三,${item},甲,乙,2026-10-01`),
    ];
    expect(recognised(tablesOf(lines)[0]).dataset).toBe('key_changes');
  });
});

describe('rows under the titles', () => {
  test.each([
    ['must be filled', '（必填）,必填,选填,,'],
    ['types', '文本,文本,文本,文本,文本'],
    ['a numbering', '1,2,3,4,5'],
    ['codes', 'XXBSM,NJ,BJ,XJH,XM'],
    ['an example', '例：,三年级,1班,G11,张三'],
  ])('%s belong to the header', (_, line) => {
    const [table] = tablesOf([header, line, pupil('张三')]);
    expect(recognised(table)).toMatchObject({ headerFirstRow: 1, headerLastRow: 2 });
    expect(recordsOf(table)).toHaveLength(1);
  });
  test.each(['2230100001,1,1,1,1', '1,2', '甲,乙,丙,丁,戊', '文本,三年级,1班,G1,张三'])('%s is a record', (line) =>
    expect(recognised(tablesOf([header, line])[0]).headerLastRow).toBe(1),
  );
  test('three of them, and no more', () => {
    const under = ['必填,必填,必填,必填,必填', '文本,文本,文本,文本,文本', '1,2,3,4,5', '1,2,3,4,5'];
    expect(recognised(tablesOf([header, ...under, pupil('张三')])[0]).headerLastRow).toBe(4);
  });
});

test.each(['姓　名', '*姓名', '姓\n名', '★姓名（必填）', '【姓名】', '1.姓名', 'ＸＭ'])('%s is 姓名', (title) => {
  const [table] = tablesOf([['年级', '班级', '学籍号', title]]);
  expect(recognised(table).columns.map(({ name }) => name)).toContain('name');
});

describe('what is said about a table', () => {
  test('a title that comes twice', () => {
    expect(notesOf(['学校标识码,姓名,日期,缺勤日期,考勤状态', '2230100001,张三,2026-10-12,2026-10-13,病假'])).toContain(
      'D列“缺勤日期”与C列“日期”是同一项，只取C列“日期”；若应取另一列，请删去不要的一列后重新导入',
    );
  });
  test('columns without a title', () => {
    const lines = [`${header},,备注`, `${pupil('张三')},甲`, `${pupil('李四')},乙`, `${pupil('王五')},,丙`];
    expect(notesOf(lines)).toEqual(['F列没有列名，前3行里有2行有内容，没有导入；请补上列名后重新导入']);
    expect(notesOf(lines.slice(0, 2))).toContain('F列没有列名，前1行里有1行有内容，没有导入；请补上列名后重新导入');
  });
  test('a header without rows', () => {
    expect(notesOf(['学生名册', header])).toEqual([
      '认出是“学生基础信息（学籍导出）”，但列名行（第2行）下面没有数据，导入0行；若应有数据，请核对后重新导出',
    ]);
  });
  test('totals alone', () => {
    expect(notesOf([header, '合计,,,,45'])).toEqual(['认出是“学生基础信息（学籍导出）”，但只有合计行，没有一行名单；请导出明细后重新导入']);
  });
  test('the class that the sheet is named after', () => {
    expect(notesOf(['学号,姓名,身份证件号', '1,张三,11010520180901002X'], { sheet: '301' })).toEqual([
      '没有“年级、班级”列，按工作表名取“3年级1班”',
    ]);
    expect(notesOf([header, pupil('张三')], { sheet: '301' })).toEqual([]);
  });
  test('a header too far down', () => {
    const before = Array.from({ length: 15 }, (_, at) => `说明${at}`);
    expect(reasonOf([...before, header])).toMatch(/^unrecognised: 第16行像是列名行（.*）.*上面有15行内容，列名行应在前15行里/);
  });
});

describe('the class of a sheet', () => {
  const list = ['学号,姓名,性别', '1,张三,男'];
  test.each([
    [{ sheet: '三年级1班', file: '学生名单.xlsx' }, '三年级', '1班'],
    [{ sheet: '2班', file: '三年级学生名册.xlsx' }, '三年级', '2班'],
    [{ sheet: 'Sheet1', file: '名册/初二3班学生名单.csv' }, '初二', '3班'],
    [{ sheet: '高一(2)班', file: '高一2班名单.xlsx' }, '高一', '(2)班'],
  ])('%j', (made, grade, className) =>
    expect(recognised(tablesOf(list, made)[0])).toMatchObject({ dataset: 'students', stated: { grade, className }, missingRequired: [] }),
  );
  test('makes no registry of marks, telephone numbers or teachers', () => {
    for (const sheet of ['三年级1班', '三年级1班成绩名单', '三年级1班教师名单']) expect(reasonOf(list, { sheet })).toMatch(/^unrecognised/);
    expect(reasonOf(['学号,姓名,性别,语文,数学,英语,体育', '1,张三,男,1,2,3,4'], { sheet: '三年级1班名单' })).toMatch(/^unrecognised/);
  });
  test('the title counts before the sheet, and contradiction takes nothing from the sheet', () => {
    const [table] = tablesOf(['三年级学生名单', ...list], { sheet: '四年级2班' });
    expect(recognised(table).stated).toMatchObject({ grade: '三年级', className: null });
  });
  test('9.1 is a class where pupils are listed and a day where their attendance is', () => {
    const attendance = ['姓名,班级,日期,状态', '张三,1班,2026-09-01,病假'];
    expect(recognised(tablesOf(attendance, { sheet: '9.1' })[0]).stated).toMatchObject({ grade: null, className: null });
  });
});

describe('attendance and roll calls by name only', () => {
  test.each([
    ['姓名,班级,日期,考勤状态', 'absences'],
    ['年级,班级,姓名,点名结果', 'roster'],
    ['班级,姓名,到班情况,不在校原因', 'roster'],
  ])('%s', (titles, dataset) => expect(recognised(tablesOf([titles])[0]).dataset).toBe(dataset));
});

describe('sheets that only help', () => {
  test.each(['数据字典', '下拉选项', '填写说明', '代码表', '性别下拉', '说明'])('%s', (sheet) =>
    expect(reasonOf(['名称,类型', '甲,乙'], { sheet })).toBe(`empty: 工作表“${sheet}”是说明、字典、下拉选项一类的附表，不是数据`),
  );
  test('hidden lists without titles', () => {
    expect(reasonOf(['男', '女'], { sheet: 'Sheet3', hidden: true })).toMatch(/^empty: 工作表“Sheet3”是隐藏的/);
    expect(reasonOf(['男', '女'], { sheet: 'Sheet3' })).toMatch(/^unrecognised/);
  });
  test('a table is a table, whatever its sheet is called', () => {
    expect(reasonOf([header, pupil('张三')], { sheet: '说明', hidden: true })).toBe('recognised');
  });
});

describe('titles that the user explained', () => {
  const lines = ['学校标识码,姓名,日期,情况,天气', '2230100001,张三,2026-10-12,病假,晴'];
  const learned = [
    { dataset: 'absences', title: '情况', column: 'status' },
    { dataset: 'absences', title: ' 天气 ', column: null },
  ];
  test('are known, or no longer asked for', () => {
    expect(reasonOf(lines)).toMatch(/^unrecognised/);
    const table = recognised(tablesOf(lines, { learned })[0]);
    expect(table).toMatchObject({ dataset: 'absences', unknown: [], missingRequired: [] });
    expect(table.columns.map(({ name }) => name)).toEqual(['school_code', 'name', 'date', 'status']);
  });
  test('hold for their own dataset, and win over the dictionary', () => {
    expect(recognised(tablesOf([`${header},情况`], { learned })[0]).unknown).toEqual([{ index: 6, title: '情况' }]);
    const other = [{ dataset: 'students', title: '班级', column: 'class_type' }];
    expect(recognised(tablesOf([header], { learned: other })[0]).columns[2]?.name).toBe('class_type');
  });
  test('of a column that is no longer there are unknown', () => {
    const gone = [{ dataset: 'students', title: '情况', column: 'no_such_column' }];
    expect(recognised(tablesOf([`${header},情况`], { learned: gone })[0]).unknown).toHaveLength(1);
  });
});
