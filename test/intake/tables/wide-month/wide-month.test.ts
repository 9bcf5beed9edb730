import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readHead } from '../../../../src/intake/canonical/head.ts';
import { type Line, type Made, recognised, recordsOf, removeSheets, tablesOf } from '../../made-sheet.ts';

afterAll(removeSheets);

const days = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
const row = (...cells: (string | null)[]) => cells;
const title = '三年级（2）班2026年9月考勤表';
const header = row('序号', '姓名', ...days(1, 30), '出勤天数');
const marks = (at: Readonly<Record<number, string>>) => days(1, 30).map((day) => at[Number(day)] ?? null);
const one = (lines: readonly Line[], made: Made = {}) => {
  const tables = tablesOf(lines, made);
  expect(tables).toHaveLength(1);
  return tables[0];
};
const marksOf = (lines: readonly Line[], made?: Made) =>
  recordsOf(one(lines, made))
    .filter(({ status }) => status)
    .map(({ row: at, name, date, day_part, status }) => [at, name, date, day_part, status]);
const reasonOf = (lines: readonly Line[], made?: Made) => {
  const { recognition } = one(lines, made) ?? {};
  return recognition?.kind === 'unrecognised' ? recognition.reason : (recognition?.kind ?? '');
};

describe('a month across', () => {
  const lines = [
    row(title),
    header,
    row('1', '张三', ...marks({ 1: '√', 3: '×' }), '1'),
    row('2', '李四', ...marks({ 30: '事' }), '0'),
    row('3', '王五'),
  ];

  test('becomes one row a mark, each with the row and the column that it stood in', () => {
    expect(marksOf(lines)).toEqual([
      [3, '张三', '2026-09-01', null, '√'],
      [3, '张三', '2026-09-03', null, '×'],
      [4, '李四', '2026-09-30', null, '事'],
    ]);
    const table = one(lines);
    expect(recognised(table)).toMatchObject({
      dataset: 'absences',
      headerFirstRow: 2,
      headerLastRow: 2,
      missingRequired: [],
      stated: { grade: '三年级', className: '(2)班' },
      unknown: [{ index: 2, title: '序号' }],
    });
    expect(recognised(table).days?.slice(0, 2)).toEqual([
      { date: '2026-09-01', index: 3 },
      { date: '2026-09-02', index: 4 },
    ]);
    expect(table?.origin).toEqual([2, 1, 0, 0, 0, 0]);
  });

  test('keeps every row: a pupil without a mark is one line that says nothing of attendance', () => {
    const table = one(lines);
    expect(table && readHead(table.canonical, 99).map(({ row: at }) => at)).toEqual([1, 2, 3, 3, 4, 5]);
    expect(table && readHead(table.canonical, 99).at(-1)?.cells).toEqual([null, null, null, null, null, '本表没有该生的考勤记号']);
    expect(table?.canonical.notes).toEqual([
      '按月横表：3名学生×3天，折成3行',
      '其中1名学生没有任何考勤记号，不算出勤也不算缺勤，不产生记录',
      'AG列“出勤天数”是合计，没有读',
      '没有“年级、班级”列，按表头取“三年级(2)班”',
    ]);
  });

  test.each([
    ['1日', (day: number) => `${day}日`],
    ['01', (day: number) => String(day).padStart(2, '0')],
    ['9月1日', (day: number) => `9月${day}日`],
    ['9.1', (day: number) => `9.${day}`],
    ['2026-09-01', (day: number) => `2026-09-${String(day).padStart(2, '0')}`],
    ['2026/9/1', (day: number) => `2026/9/${day}`],
    ['1（周二）', (day: number) => `${day}（周二）`],
  ])('with days written %s', (_, write) => {
    const titles = row('姓名', ...days(1, 7).map((day) => write(Number(day))));
    expect(marksOf([row(title), titles, row('张三', null, '×')])).toEqual([[3, '张三', '2026-09-02', null, '×']]);
  });

  test('with weekdays under the days', () => {
    const weekdays = row(null, null, ...days(1, 30).map((_, at) => '二三四五六日一'[at % 7] ?? null));
    expect(marksOf([row(title), header, weekdays, row('1', '张三', ...marks({ 2: '病' }))])).toEqual([
      [4, '张三', '2026-09-02', null, '病'],
    ]);
  });

  test.each([
    ['merged', ['1', '1', '2', '2', '3', '3', '4', '4', '5', '5']],
    ['over the first half', ['1', null, '2', null, '3', null, '4', null, '5', null]],
  ])('with halves under the days, %s', (_, cells) => {
    const halves = row(null, ...cells.map((_cell, at) => (at % 2 ? '下午' : '上午')));
    const lines = [row(title), row('姓名', ...cells), halves, row('张三', '√', '×', null, null, null, null, null, null, null, '病')];
    expect(marksOf(lines)).toEqual([
      [4, '张三', '2026-09-01', '上午', '√'],
      [4, '张三', '2026-09-01', '下午', '×'],
      [4, '张三', '2026-09-05', '下午', '病'],
    ]);
  });

  test('with its titles in the row above the days', () => {
    const lines = [row(title), row('学籍号', '姓名', '日期'), row(null, null, ...days(1, 30)), row('G1', '张三', '√')];
    expect(marksOf(lines)).toEqual([[4, '张三', '2026-09-01', null, '√']]);
    expect(recognised(one(lines))).toMatchObject({
      headerFirstRow: 2,
      headerLastRow: 3,
      columns: [{ name: 'registry_number' }, { name: 'name' }, {}, {}, {}],
    });
  });

  test('one class below the other', () => {
    const tables = tablesOf([
      row('2026年9月考勤表'),
      row('三年级1班'),
      header,
      row('1', '张三', '√'),
      row('三年级2班2026年9月'),
      header,
      row('1', '李四', '×'),
    ]);
    expect(tables.map((table) => [recognised(table).stated.className, recordsOf(table).map(({ name, status }) => [name, status])])).toEqual(
      [
        ['1班', [['张三', '√']]],
        ['2班', [['李四', '×']]],
      ],
    );
  });

  test('what the top and the foot of a sheet say holds for all its classes', () => {
    const tables = tablesOf([
      row('2026年9月考勤表'),
      header,
      row('三年级1班'),
      row('1', '张三', '○'),
      row('三年级2班'),
      row('1', '李四', '○'),
      row('三年级3班'),
      header,
      row('1', '王五', '○'),
      row('图例：√出勤 ○迟到'),
    ]);
    expect(
      tables.map((table) => [
        recognised(table).stated.className,
        ...recordsOf(table)
          .slice(0, 1)
          .map(({ date, status }) => [date, status]),
      ]),
    ).toEqual(['1班', '2班', '3班'].map((name) => [name, ['2026-09-01', '迟到']]));
    expect(tables[1]?.canonical.notes).toContain('没有“年级、班级”列，按表内班级行取“三年级2班”');
  });

  test('totals, signatures and legends are lines without marks', () => {
    const foot = [row('合计', null, ...days(1, 30).map(() => '1')), row('班主任签字：李老师'), row('√出勤 ×旷课')];
    const table = one([...lines, ...foot]);
    expect(
      table &&
        readHead(table.canonical, 99)
          .slice(-3)
          .map(({ row: at, cells }) => [at, cells.filter((cell) => cell)]),
    ).toEqual([
      [6, ['合计']],
      [7, ['班主任签字:李老师']],
      [8, ['√出勤 ×旷课']],
    ]);
  });

  test('marks of a row without a name are kept, for staging to refuse', () => {
    expect(marksOf([row(title), header, row('1', null, '×')])).toEqual([[3, null, '2026-09-01', null, '×']]);
  });

  test('a mark on a day that the month has not stays to be refused', () => {
    expect(marksOf([row(title), row('姓名', ...days(1, 31)), row('张三', ...days(1, 30).map(() => null), '×')])).toEqual([
      [3, '张三', '2026-09-31', null, '×'],
    ]);
  });
});

describe('which month', () => {
  const lines = [header, row('1', '张三', '√')];
  test.each([
    [{ sheet: '2026年9月' }],
    [{ sheet: '9月', file: '2026年考勤.xlsx' }],
    [{ file: '三年级2班2026年9月考勤.xlsx' }],
    [{ sheet: '9月', file: '考勤20261008.xlsx' }],
  ])('%j', (names) => expect(marksOf(lines, names)).toEqual([[2, '张三', '2026-09-01', null, '√']]));

  test.each([
    [{}, '看不出是哪年哪月'],
    [{ sheet: '9月' }, '写了9月，没有写是哪一年'],
    [{ file: '2026年考勤.xlsx' }, '看不出是哪年哪月'],
  ])('%j: %s', (names, reason) => {
    expect(reasonOf(lines, names)).toContain(reason);
    expect(reasonOf(lines, names)).toMatch(/^第1行C–AF列是日期；.*请在表头、工作表名或文件名里写明，如“2026年9月”/);
  });

  test('contradiction is refused', () => {
    expect(reasonOf([row('2026年9月考勤表'), ...lines], { sheet: '10月' })).toContain('表头写的是9月，工作表名写的是10月');
    expect(reasonOf([row('2026年9月、2026年10月考勤表'), ...lines])).toContain('表头写了几个月份');
  });

  test('two columns for a day are refused without halves', () => {
    expect(reasonOf([row(title), row('姓名', '1', '1', '2', '2', '3', '3', '4', '4', '5', '5'), row('张三', '√')])).toContain('1日有两列');
  });
});

describe('marks', () => {
  const read = (cell: string, legend?: string) =>
    marksOf([row(title), header, row('1', '张三', cell, '√', '√'), ...(legend ? [row(legend)] : [])]).slice(0, -2);
  test.each([
    [
      '√×',
      [
        ['上午', '√'],
        ['下午', '×'],
      ],
    ],
    [
      '×/√',
      [
        ['上午', '×'],
        ['下午', '√'],
      ],
    ],
    [
      '√/',
      [
        ['上午', '√'],
        ['下午', '/'],
      ],
    ],
    [
      '事/病',
      [
        ['上午', '事'],
        ['下午', '病'],
      ],
    ],
    [
      '上√下×',
      [
        ['上午', '√'],
        ['下午', '×'],
      ],
    ],
    ['上午：事假', [['上午', '事假']]],
    ['病退', [[null, '病退']]],
    ['迟到2次', [[null, '迟到2次']]],
    [' √ ', [[null, '√']]],
  ])('%s', (cell, expected) => expect(read(cell).map((mark) => mark.slice(3))).toEqual(expected));

  test.each([
    ['注：○迟到 ×旷课', '○', '迟到'],
    ['图例：迟到○、旷课×', '○', '迟到'],
    ['○表示迟到，×表示旷课', '○', '迟到'],
    ['○：家中有事；×：旷课', '○', '家中有事'],
    ['○代表很多', '○', '○'],
    ['图例：√出勤 ×旷课 事=事假', '×', '旷课'],
    ['出勤 √  旷课 ×', '×', '旷课'],
    ['√ 出勤　× 旷课', '×', '旷课'],
  ])('the legend %s', (legend, mark, status) => expect(read(mark, legend).map((one) => one[4])).toEqual([status]));
});

describe('what is no attendance', () => {
  test('temperatures by the day', () => {
    const lines = [row('2026年9月体温登记表'), header, row('1', '张三', '36.5', '36.6')];
    expect(reasonOf(lines)).toContain('格子里多半不是考勤记号（第3行C列是“36.5”）');
  });
  test('points by the question', () => {
    expect(reasonOf([row('2026年9月月考'), row('姓名', ...days(1, 9)), row('张三', '1', '1', '1')])).toContain('看不出是不是考勤');
  });
  test('dates and points in the rows of a list', () => {
    const leaves = row('班级', '姓名', '请假类型', '请假开始日期', '请假结束日期');
    const tables = tablesOf([
      leaves,
      row('1班', '张三', '病假', '2026-09-01', '2026-09-03'),
      row('1班', '李四', '病假', '9月1日', '9月3日'),
    ]);
    expect(tables.map((table) => [recognised(table).dataset, recordsOf(table).length])).toEqual([['leaves', 2]]);
    const points = row('学籍号', '姓名', '年级', '语文', '数学', '英语', '体育', '美术');
    expect(tablesOf([points, row('G1', '张三', '三年级', '5', '6', '7', '8', '9')]).map((table) => recognised(table).dataset)).toEqual([
      'students',
    ]);
  });
  test('a numbering under the titles of a list', () => {
    const numbering = days(1, 6);
    const [table] = tablesOf([
      row('学校标识码', '年级', '班级', '学籍号', '姓名', '性别'),
      numbering,
      row('2230100001', '三年级', '1班', 'G1', '张三', '男'),
    ]);
    expect(recognised(table)).toMatchObject({ dataset: 'students', headerLastRow: 2, days: null });
  });
});

test('every mark becomes exactly one row, or two where it is of two halves', () => {
  const mark = fc.constantFrom(null, '√', '×', '○', '事', '√×', '不懂');
  const pupils = fc.array(fc.array(mark, { minLength: 30, maxLength: 30 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(pupils, (rows) => {
      const known = rows.flat().filter((cell) => cell && cell !== '不懂').length;
      fc.pre(rows.flat().filter((cell) => cell === '不懂').length <= known);
      const table = one([row(title), header, ...rows.map((cells, at) => row(String(at + 1), `学生${at}`, ...cells))]);
      const expected = rows.flatMap((cells, at) =>
        cells.flatMap((cell, day) => (cell === '√×' ? ['√', '×'] : cell ? [cell] : []).map((status) => [at + 3, day + 1, status])),
      );
      const found = recordsOf(table)
        .filter(({ status }) => status)
        .map(({ row: at, date, status }) => [at, Number(String(date).slice(-2)), status]);
      expect(found).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
