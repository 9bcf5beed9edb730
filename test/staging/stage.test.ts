import { describe, expect, it } from 'vitest';
import { idOf } from '../lake/drop.ts';
import { staged } from './staged.ts';

const header = ['学校标识码', '学籍号', '姓名', '身份证件号', '年级', '班级', '性别'];
const pupil = (n: number, school = '2230100001', name = `学生${n}`): string[] => [
  school,
  `G${idOf(n)}`,
  name,
  idOf(n),
  '三年级',
  '1班',
  '男',
];
const students = (...rows: (string | number | null)[][]) => ({ dataset: 'students', rows: [header, ...rows] });

describe('what becomes of rows', () => {
  it('rows refused for one reason are one issue for each school, with their numbers', async () => {
    const nameless = (school: string): (string | null)[] => [school, null, null, null, '三年级', '1班', '男'];
    const { counts, issues } = await staged([
      students(pupil(1), nameless('2230100001'), nameless('2230100002'), pupil(4), nameless('2230100001')),
    ]);
    expect(counts).toEqual([
      { source: 1, read: 6, loaded: 2, skipped: { 表头行: 1 }, rejected: { '姓名、学籍号、身份证件号都是空的': 3 } },
    ]);
    const reason = '姓名、学籍号、身份证件号都是空的';
    expect(issues).toEqual([
      { source: 1, schoolCode: '2230100001', kind: '拒收的行', row: 3, rows: 2, rowNumbers: [3, 6], column: null, reason },
      { source: 1, schoolCode: '2230100002', kind: '拒收的行', row: 4, rows: 1, rowNumbers: [4], column: null, reason },
    ]);
  });

  it.each([199, 200, 201])('of %i rows refused, the first 200 are named and all are counted', async (count) => {
    const schoolless = Array.from({ length: count }, (_, index) => pupil(index, ''));
    const { issues } = await staged([students(...schoolless)]);
    expect(issues.map(({ rows, row, schoolCode }) => [rows, row, schoolCode])).toEqual([[count, 2, null]]);
    const named = issues[0]!.rowNumbers;
    expect([named.length, named[0], named.at(-1)]).toEqual([Math.min(count, 200), 2, Math.min(count, 200) + 1]);
  });

  it('both halves of a torn line are refused', async () => {
    const [a, b] = [pupil(1).slice(0, 3), ['', ...pupil(1).slice(3)]];
    const { counts, issues } = await staged([students(a, b, pupil(2))]);
    expect(counts[0]).toMatchObject({ read: 4, loaded: 1 });
    expect(issues).toMatchObject([{ kind: '拒收的行', schoolCode: '2230100001', rows: 2, rowNumbers: [2, 3] }]);
    expect(issues[0]?.reason).toContain('换行');
  });

  it('short lines that make no whole one together are loaded', async () => {
    const { counts, issues } = await staged([students(pupil(1).slice(0, 6), pupil(2).slice(0, 6))]);
    expect(counts[0]).toMatchObject({ read: 3, loaded: 2 });
    expect(issues).toEqual([]);
  });

  it('records that share a row, as those of a wide month do, are judged each by itself', async () => {
    const { counts, rows, issues } = await staged([{ ...students(pupil(1), pupil(2, ''), pupil(3)), rowNumbers: [1, 2, 2, 2] }]);
    expect(counts[0]).toMatchObject({ read: 4, loaded: 2 });
    expect(rows.map((row) => [row.source_row, row.name])).toEqual(
      expect.arrayContaining([
        [2, '学生1'],
        [2, '学生3'],
      ]),
    );
    expect(issues).toMatchObject([{ rows: 1, rowNumbers: [2] }]);
  });

  it('a header repeated by a page break is skipped, also with blanks around its titles', async () => {
    const { counts } = await staged([
      students(
        pupil(1),
        header.map((title) => ` ${title}　`),
        pupil(2),
      ),
    ]);
    expect(counts[0]).toMatchObject({ loaded: 2, skipped: { 分页重复的表头: 1 } });
  });
});

describe('cells', () => {
  it('blanks and marks go, whatever the column', async () => {
    const { rows } = await staged([students(['　2230100001 ', ` G${idOf(1)}`, ' 张三\n', `'${idOf(1)}`, ' 三年级', '1班　', ' 男'])]);
    expect(rows[0]).toMatchObject({
      school_code: '2230100001',
      registry_key: `G${idOf(1)}`,
      name: '张三',
      id_key: idOf(1),
      id_state: 'valid',
      grade: '三年级',
      grade_value: 3,
      class_label: '1',
      sex: '1',
      unparsed: null,
    });
  });

  it('a code is found as it stands in the list, in another writing, and by its number', async () => {
    const { rows } = await staged([students(...['男', '男性', '１', 1].map((sex, n) => [...pupil(n).slice(0, 6), sex]))]);
    expect(rows.map((row) => row.sex)).toEqual(['1', '1', '1', '1']);
  });

  it('a code that is not known keeps its text, cleaned; a blank one says nothing', async () => {
    const { rows, issues } = await staged([
      students([...pupil(1).slice(0, 6), ' 雄 '], [...pupil(2).slice(0, 6), ' '], pupil(3).slice(0, 6)),
    ]);
    expect(rows.map((row) => [row.sex, row.unparsed === null ? null : JSON.stringify(row.unparsed)])).toEqual([
      [null, expect.stringContaining('雄')],
      [null, null],
      [null, null],
    ]);
    expect(JSON.stringify(rows[0]!.unparsed)).not.toContain(' 雄');
    expect(issues).toMatchObject([{ kind: '认不出的值', schoolCode: '2230100001', column: '性别', row: 2, rows: 1, rowNumbers: [2] }]);
  });

  it('an identity number that went through a number is named with its row', async () => {
    const { rows, issues } = await staged([students([...pupil(1).slice(0, 3), 110105201809012000, '三年级', '1班', '男'], pupil(2))]);
    expect(rows[0]).toMatchObject({ id_number: '110105201809012000', id_state: 'damaged', id_key: null });
    expect(issues).toMatchObject([{ kind: '以数值存的号码', schoolCode: '2230100001', column: '身份证件号', rowNumbers: [2], rows: 1 }]);
  });
});

describe('long lines', () => {
  it.each([2 ** 20, 5 * 2 ** 20])('a cell of %i characters is read whole', async (length) => {
    const address = '长'.repeat(length);
    const { rows } = await staged([
      {
        dataset: 'students',
        rows: [
          [...header, '现居住详细地址'],
          [...pupil(1), address],
        ],
      },
    ]);
    expect(rows[0]?.current_address === address).toBe(true);
  });
});

describe('what is stated for a whole table', () => {
  const short = ['学校标识码', '学籍号', '姓名'];
  const row = pupil(1).slice(0, 3);

  it('grade and class hold where the table has no such column', async () => {
    const { rows } = await staged([{ dataset: 'students', rows: [short, row], given: { grade: '三年级', className: '（2）班' } }]);
    expect(rows[0]).toMatchObject({ grade: '三年级', grade_value: 3, class_name: '（2）班', class_number: 2, unparsed: null });
  });

  it('a column beats them, also where its cell is empty', async () => {
    const { rows } = await staged([
      { ...students(pupil(1), [...pupil(2).slice(0, 5), null]), given: { grade: '五年级', className: '9班' } },
    ]);
    expect(rows.map((found) => [found.grade_value, found.class_label])).toEqual([
      [3, '1'],
      [3, null],
    ]);
  });

  it('each table has its own', async () => {
    const tables = ['1班', '2班'].map((className, n) => ({
      dataset: 'students',
      rows: [short, pupil(n).slice(0, 3)],
      given: { grade: '一年级', className },
    }));
    const { rows, files } = await staged(tables);
    expect(rows.map((found) => [found.source, found.class_number])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(files).toHaveLength(1);
  });
});

describe('the school of a row', () => {
  it('lost leading zeros come back where that makes a known school, full-width digits are digits, and a name finds its code', async () => {
    const { rows } = await staged(
      [
        {
          dataset: 'students',
          rows: [
            ['学校标识码', '学校名称', '姓名'],
            [123456789, '甲校', '张三'],
            [null, '乙校', '李四'],
            ['2230100009', '乙校', '王五'],
            ['２２３０ 1００009', null, '赵六'],
          ],
        },
      ],
      [
        { code: '0123456789', name: '甲校' },
        { code: '2230100002', name: '乙校' },
      ],
    );
    expect(rows.map((row) => row.school_code)).toEqual(['0123456789', '2230100002', '2230100009', '2230100009']);
  });
});

describe('a birth date without its day', () => {
  it('keeps the month, unless a zero may be lost', async () => {
    const cells = ['2018年9月', '2018-09', 201809, '2018.1', '2018.10', '2017-02-29', '不详', '2018-09-01'];
    const { rows } = await staged([
      { dataset: 'students', rows: [[...header, '出生日期'], ...cells.map((cell, n) => [...pupil(n), cell])] },
    ]);
    expect(rows.map((row) => row.birth_month)).toEqual(['2018-09', '2018-09', '2018-09', null, '2018-10', null, null, null]);
  });
});

describe('a name in the register of the police', () => {
  it('is compared as the school’s is', async () => {
    const titles = ['学校标识码', '学籍号', '姓名', '比对结果', '公安库姓名'];
    const row = (name: string | null) => ['2230100001', `G${idOf(1)}`, '阿依古丽·买买提', '姓名不符', name];
    const { rows } = await staged([
      { dataset: 'police_results', rows: [titles, row('阿依古丽．买买提'), row('阿依古丽 买买提'), row(null)] },
    ]);
    expect(rows.map((one) => one.police_name_key)).toEqual(['阿依古丽买买提', '阿依古丽买买提', null]);
    expect(rows[0]).toMatchObject({ name_key: '阿依古丽买买提', result: 'name_mismatch', police_name: '阿依古丽．买买提' });
  });
});
