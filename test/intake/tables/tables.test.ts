import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readHead } from '../../../src/intake/canonical/head.ts';
import { type Line, recognised, recordsOf, removeSheets, rowsOf, sheetOf, tablesOf } from '../made-sheet.ts';

afterAll(removeSheets);

const header = '学籍号,姓名,性别,身份证件号';
const pupil = (n: number) =>
  `G11010520180901${String(n).padStart(4, '0')},学生${'甲乙丙丁戊己庚辛'[n % 8]},男,11010520180901${String(n).padStart(4, '0')}`;
const namesOf = (records: readonly Record<string, unknown>[]) => records.map(({ name }) => name);

describe('tables one below the other', () => {
  test('of one kind, each with its title and class', () => {
    const tables = tablesOf(['阳光小学三年级1班学生名单', header, pupil(1), pupil(2), '', '阳光小学三年级2班学生名单', header, pupil(3)]);
    expect(tables.map((table) => recognised(table).stated)).toMatchObject([
      { grade: '三年级', className: '1班' },
      { grade: '三年级', className: '2班' },
    ]);
    expect(tables.map((table) => recordsOf(table).map(({ row }) => row))).toEqual([[3, 4], [8]]);
    expect(tables.map(rowsOf)).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7, 8],
    ]);
    expect(tables[1]?.canonical.notes).toContain('没有“年级、班级”列，按表头取“三年级2班”');
    expect(tables.every(({ origin, canonical }) => origin === null && canonical.sheet === 'Sheet1')).toBe(true);
  });

  test('with their columns in another order', () => {
    const tables = tablesOf(['班级：三（1）班', header, pupil(1), '班级：三（2）班', '姓名,学籍号,性别', '学生丙,G110105201809010003,女']);
    expect(tables.map((table) => recordsOf(table))).toMatchObject([
      [{ name: '学生乙' }],
      [{ name: '学生丙', registry_number: 'G110105201809010003' }],
    ]);
    expect(tables.map((table) => recognised(table).stated.className)).toEqual(['1班', '2班']);
  });

  test('two datasets in one sheet', () => {
    const [students, absences, ...rest] = tablesOf([
      '学校标识码,年级,班级,学籍号,姓名',
      `2230100001,三年级,1班,G110105201809010001,学生乙`,
      '',
      '缺勤登记表',
      '学校标识码,年级,班级,学籍号,姓名,缺勤日期,考勤状态',
      `2230100001,三年级,1班,G110105201809010001,学生乙,2026-10-12,病假`,
    ]);
    expect([recognised(students).dataset, recognised(absences).dataset, rest]).toEqual(['students', 'absences', []]);
    expect(recordsOf(absences)).toMatchObject([{ row: 6, date: '2026-10-12' }]);
  });

  test('a table of another kind below is not read as more pupils', () => {
    const tables = tablesOf([header, pupil(1), '', '教师通讯录', '姓名,性别,职务', '李老师,女,班主任'], { sheet: '三年级1班名单' });
    expect(namesOf(recordsOf(tables[0]))).toEqual(['学生乙']);
    expect(tables[1]?.recognition.kind).toBe('unrecognised');
  });

  test.each([
    ['alone', [header]],
    ['with its title above', ['阳光小学三年级1班学生名单', header]],
    ['with its title and a page number', ['阳光小学三年级1班学生名单', '第2页', header]],
  ])('a header that print repeats, %s, cuts nothing', (_, page) => {
    const lines: Line[] = ['阳光小学三年级1班学生名单', header, pupil(1), pupil(2), ...page, pupil(3)];
    const tables = tablesOf(lines);
    expect(tables).toHaveLength(1);
    expect(namesOf(recordsOf(tables[0]))).toEqual(['学生乙', '学生丙', '学生丁']);
    expect(tables[0] && rowsOf(tables[0])).toEqual(lines.map((_line, index) => index + 1));
  });

  test('a page of another class is another table', () => {
    expect(tablesOf(['三年级1班学生名单', header, pupil(1), '三年级2班学生名单', header, pupil(2)])).toHaveLength(2);
  });

  test('a name alone above a header is a pupil, no title', () => {
    const [first] = tablesOf(['三年级1班学生名单', header, pupil(1), ',王小明,,', header, pupil(2)]);
    expect(namesOf(recordsOf(first))).toEqual(['学生乙', '王小明', '学生丙']);
  });

  test('two header rows one above the other are one header', () => {
    const groups = '学生个人信息,,成员1,,成员2,';
    const tables = tablesOf([
      groups,
      '姓名,年级,姓名,关系,姓名,关系',
      '张三,三年级,张父,父亲,李母,母亲',
      groups,
      '姓名,年级,姓名,关系,姓名,关系',
      '李四,三年级,李父,父亲,,',
    ]);
    expect(tables).toHaveLength(1);
    expect(recognised(tables[0]).form).toBe('form37');
    expect(namesOf(recordsOf(tables[0]).filter(({ name }) => name !== '学生个人信息'))).toEqual(['张三', '李四']);
  });

  test('a table below begins with the upper row of its header', () => {
    const upper = ['姓名', '年级', '班级', '学籍号', '家长姓名'];
    const [first, second] = tablesOf(
      [header, pupil(1), upper, [null, null, null, null, '联系电话', '关系', '民族'], ['张三', '三年级', '1班', 'G1']],
      {
        sheet: '三年级1班名单',
      },
    );
    expect([first, second].map((table) => table && rowsOf(table))).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  test('a large sheet is cut too', () => {
    const many = Array.from({ length: 20_000 }, (_, n) => pupil(n % 9999));
    const tables = tablesOf(['三年级1班学生名单', header, ...many, '三年级2班学生名单', header, pupil(1)]);
    expect(tables.map(({ canonical }) => canonical.rows)).toEqual([20_002, 3]);
    expect(tablesOf([header, ...many, pupil(1)], { sheet: '三年级1班' })).toHaveLength(1);
  });
});

describe('rows that name the class of the rows below', () => {
  test('in a table without a class column', () => {
    const tables = tablesOf(['阳光小学学生名册', header, '三年级（1）班', pupil(1), pupil(2), '三年级（2）班', pupil(3)]);
    expect(tables.map((table) => [recognised(table).stated.className, recordsOf(table).map(({ row }) => row)])).toEqual([
      ['(1)班', [4, 5]],
      ['(2)班', [7]],
    ]);
    expect(tables.map(rowsOf)).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7],
    ]);
  });

  test('a grade over its classes', () => {
    const tables = tablesOf(['学生名册', header, '三年级', '1班', pupil(1), '四年级1班', pupil(2)]);
    expect(tables.map((table) => recognised(table).stated)).toMatchObject([{ grade: '三年级' }, { grade: '四年级', className: '1班' }]);
  });

  test('a class that is a cell of its column is none', () => {
    expect(tablesOf(['年级,班级,姓名', '三年级,三年级1班,张三', ',三年级2班,', '三年级,三年级2班,李四'])).toHaveLength(1);
  });

  test('a total of a class is none', () => {
    expect(tablesOf([header, pupil(1), '三年级1班合计'], { sheet: '三年级1班' })).toHaveLength(1);
  });
});

test('cutting loses no line, and what is not cut stays byte for byte', () => {
  const line = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 9999 }).map(pupil) },
    fc.constantFrom(
      '',
      header,
      '三年级1班学生名单',
      '三年级（2）班',
      '班主任：李老师',
      '姓名,学籍号,性别',
      '合计,3',
      ',张三',
      '序号,姓名,学籍号,日期,状态',
      '"引号",\n换行,"',
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), (lines) => {
      const whole = sheetOf([header, ...lines]);
      const before = readHead(whole, Number.MAX_SAFE_INTEGER);
      const tables = tablesOf([header, ...lines], { sheet: '三年级1班名单' });
      const after = tables.flatMap(({ canonical }) => readHead(canonical, Number.MAX_SAFE_INTEGER));
      expect(after.map(({ row }) => row)).toEqual(before.map(({ row }) => row));
      expect(tables.map(({ canonical }) => canonical.rows).reduce((sum, rows) => sum + rows, 0)).toBe(before.length);
      const isPupil = ({ cells }: { cells: readonly (string | null)[] }) => cells.includes('男');
      expect(after.filter(isPupil)).toEqual(before.filter(isPupil));
    }),
    { numRuns: 200 },
  );
});
