import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainDrop } from '../../src/explain/explain-drop.ts';
import type { ExplainedTable } from '../../src/explain/explanation.ts';
import { storeLearning } from '../../src/workspace/learned-titles.ts';
import { csv, type Drop, eachDrop, idOf, students } from '../lake/drop.ts';
import { xlsx } from '../trace/workbooks.ts';

const drop = eachDrop();

const explain = ({ workspace }: Drop, dataDate: string | null = null) =>
  explainDrop(workspace, { paths: [], dataDate, today: '2026-11-16', startedAt: '2026-11-16 08:00:00', onProgress: () => {} });

const tablesOf = async (target: Drop): Promise<readonly ExplainedTable[]> => (await explain(target)).files.flatMap(({ tables }) => tables);

const factOf = ({ facts }: ExplainedTable, what: string): string | undefined => {
  const fact = facts.find((one) => one.what === what);
  return fact && `${fact.value}（${fact.from}）`;
};

describe('an explanation', () => {
  it('names the titles that hit, those of this table alone, and the runner-up with what it lacks', async () => {
    const target = drop().put(
      'x.csv',
      csv(['学校标识码', '姓名', '日期', '考勤状态', '时段'], ['2230100001', '张三', '2026-11-16', '旷课', '全天']),
    );
    const [table] = await tablesOf(target);
    expect(table).toMatchObject({ outcome: 'recognised', dataset: 'absences', header_rows: [1, 1], missing: [] });
    expect(table!.why[0]).toBe('5 个列名里有 5 个是《考勤》的：学校标识码、姓名、日期、考勤状态、时段');
    expect(table!.why[1]).toContain('时段');
    expect(table!.why[2]).toMatch(/^其次像《.+》，对得上 \d 个/);
  });

  it.each([
    ['2230100001-学生.csv', '2230100001（文件名）'],
    ['学生.csv', '没有写明标识码（按填报单位、文件名里的校名查找）'],
  ])('of %s says where the school comes from', async (file, said) => {
    const [table] = await tablesOf(drop().put(file, csv(['姓名', '年级', '班级'], ['张三', '三年级', '1班'])));
    expect(factOf(table!, '学校')).toBe(said);
  });

  it.each([
    ['学生20261101.csv', null, '2026-11-01（文件名）'],
    ['学生.csv', null, '2026-11-16（没有写明，按收到当天）'],
    ['学生20261101.csv', '2026-11-02', '2026-11-02（命令里的 --data-date）'],
  ])('of %s with the option %s says where the date comes from', async (file, option, said) => {
    const { files } = await explain(drop().put(file, students([{ name: '张三' }])), option);
    expect(factOf(files[0]!.tables[0]!, '数据日')).toBe(said);
  });

  it('gives each column its letter and meaning: learned, ignored, unknown with a guess, double', async () => {
    const target = drop().put(
      'x.csv',
      csv(
        ['学校标识码', '学生名字', '年级', '班级', '校车', '出生日', '年级名称', '序号'],
        ['2230100001', '张三', '三年级', '1班', '3', '2016-01-02', '三', '1'],
      ),
    );
    storeLearning(target.workspace, {
      version: 1,
      titles: [
        { dataset: 'students', title: '学生名字', column: 'name', learned_on: '2026-11-16' },
        { dataset: 'students', title: '校车', column: null, learned_on: '2026-11-16' },
      ],
      tables: [],
    });
    const [table] = await tablesOf(target);
    expect(table!.columns.map(({ letter, title, meaning, likeliest }) => [letter, title, meaning, likeliest])).toEqual([
      ['A', '学校标识码', '学校标识码', null],
      ['B', '学生名字', '姓名（列名对照里选过）', null],
      ['C', '年级', '年级', null],
      ['D', '班级', '班级', null],
      ['E', '校车', '不是我们要的列（列名对照里选过）', null],
      ['F', '出生日', '不认识', '出生日期（列名相近，内容像日期）'],
      ['G', '年级名称', '重复：“年级”取自前面的列', null],
      ['H', '序号', '没有内容要导入', null],
    ]);
  });

  it('shows the first five rows as they were understood, masked, and accounts for all', async () => {
    const target = drop().put('x.csv', `${students(Array.from({ length: 7 }, (_, n) => ({ name: `学生${n}` })))}合计,,,,,,,\n`);
    const [table] = await tablesOf(target);
    expect(table!.rows).toMatchObject({ read: 9, loaded: 7, skipped: { 表头行: 1, '合计、小计行': 1 }, rejected: {} });
    expect(table!.first_rows.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6]);
    expect(table!.first_rows[0]!.values).toMatchObject({
      name: '学生0',
      student_status: '在读',
      sex: '女',
      id_number: expect.stringMatching(/^\d{6}\*{10}/),
    });
    expect(JSON.stringify(table)).not.toContain(idOf(0));
  });

  it('says of a value that could not be read that it could not', async () => {
    const titles = ['学校标识码', '姓名', '年级', '班级', '出生日期'];
    const [table] = await tablesOf(drop().put('x.csv', csv(titles, ['2230100001', '张三', '三年级', '1班', '去年春天'])));
    expect(table!.first_rows[0]!.values.birth_date).toBe('认不出：去年春天');
    expect(table!.rows!.issues).toMatchObject([{ kind: '认不出的值', column: '出生日期', rows: 1, row_numbers: [2] }]);
  });

  it('names the columns that a table lacks, and that it cannot be used', async () => {
    const titles = ['学校标识码', '学籍号', '姓名', '身份证件号', '学生状态', '就读方式'];
    const [table] = await tablesOf(drop().put('x.csv', csv(titles, ['2230100001', 'G1', '张三', idOf(1), '在读', '走读'])));
    expect(table).toMatchObject({ outcome: 'refused', dataset: 'students', missing: ['年级'], rows: null });
    expect(table!.why.at(-1)).toContain('缺少必须有的列“年级”');
  });

  it('gives tables side by side the columns of the sheet', async () => {
    const block = ['姓名', '学籍号', '年级', '班级'];
    const one = (name: string, n: number) => [name, `G${idOf(n)}`, '三年级', '1班'];
    const bytes = await xlsx({
      名单: [
        [...block, null, ...block],
        [...one('张三', 1), null, ...one('李四', 2)],
      ],
    });
    const tables = await tablesOf(drop().put('2230100001.xlsx', bytes));
    expect(tables.map(({ sheet, columns }) => [sheet, columns.map(({ letter }) => letter).join('')])).toEqual([
      ['名单', 'ABCD'],
      ['名单', 'FGHI'],
    ]);
  });

  it('tells rubbish from what is refused', async () => {
    const { files } = await explain(drop().put('~$学生.xlsx', 'x').put('空.csv', ''));
    expect(files.map(({ file, outcome }) => [file, outcome]).sort()).toEqual(
      [
        ['~$学生.xlsx', 'ignored'],
        ['空.csv', 'refused'],
      ].sort(),
    );
  });

  it('leaves the workspace as it was', async () => {
    const target = drop().put('x.csv', students([{ name: '张三' }]));
    const names = (): string[] => readdirSync(target.workspace.folder, { recursive: true, encoding: 'utf8' }).sort();
    const before = names();
    await explain(target);
    expect(names()).toEqual(before);
    expect(before).toContain(join('inbox', 'x.csv'));
  });
});
