import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filledIn } from '../titles/filled.ts';
import { newFolder, runCli } from './run-cli.ts';

const folder = newFolder();
const county = join(folder, 'county');
const inCounty = (...args: string[]) => runCli(...args, '--workspace', county);
const workbook = join(county, 'outbox', '列名对照.xlsx');

const everything = (): string[] => readdirSync(county, { recursive: true, encoding: 'utf8' }).sort();

const put = (name: string, pupil: string): void =>
  writeFileSync(
    join(county, 'inbox', name),
    `学校标识码,姓名,年级,班级,校车\n2230100001,${pupil},三年级,1班,3号\n2230100001,李四,三年级,1班,无\n`,
  );

beforeAll(async () => {
  await runCli('init', county, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
});

// One workspace: each step builds on those before it.
describe('unknown titles on the command line', () => {
  it('are none at first', async () => {
    const { code, out } = await inCounty('titles');
    expect([code, out]).toEqual([
      0,
      '还没有学会任何列名。导入时遇到不认识的列名，会写入 outbox 文件夹里的 列名对照.xlsx，请在那里选择。\n',
    ]);
  });

  it('are asked about by an import, which says where', async () => {
    put('学生.csv', '张三');
    const { code, out } = await inCounty('import');
    expect(code).toBe(0);
    expect(out).toMatch(/有 1 个列名不认识，已写入 .*列名对照\.xlsx\n/);
    expect(out).toContain('请在“您的选择”里选好，保存后放进 inbox 文件夹（或就在原处保存），下次导入时生效；拿不准的留空。');
    expect(existsSync(workbook)).toBe(true);
  });

  it('that were answered wrongly are said, and the exit code tells', async () => {
    writeFileSync(join(county, 'inbox', '列名对照.xlsx'), await filledIn(workbook, { 校车: '班车' }));
    const { code, out } = await inCounty('import');
    expect(code).toBe(3);
    expect(out).toContain(
      '列名对照.xlsx［列名对照］第3行：“学生基础信息（学籍导出）”里没有“班车”这一列，列名“校车”没有采用；请从下拉框里选',
    );
  });

  it('that were answered are learned, listed and said in --json', async () => {
    writeFileSync(workbook, await filledIn(workbook, { 校车: '（不是我们要的列）' }));
    put('学生.csv', '王五');
    const { code, out } = await inCounty('import', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out).titles).toEqual({
      learned: [{ dataset: 'students', dataset_title: '学生基础信息（学籍导出）', title: '校车', column: null, column_title: null }],
      learned_tables: [],
      problems: [],
      open_titles: 0,
      open_tables: 0,
      workbook: null,
    });
    expect(JSON.parse(out).issues).toEqual([]);
    expect((await inCounty('titles')).out).toMatch(
      /^表 +列名 +含义 +日期\n学生基础信息（学籍导出） +校车 +（不是我们要的列） +\d{4}-\d{2}-\d{2}\n$/,
    );
    expect(JSON.parse((await inCounty('titles', 'list', '--json')).out).titles).toMatchObject([{ title: '校车', column: null }]);
  });

  it('can be forgotten, and are then asked about again', async () => {
    const { code, out } = await inCounty('titles', 'forget', ' 校车 ');
    expect([code, out]).toEqual([0, '已忘掉“校车”。下次导入遇到它会再问；已经装载的数据要按忘掉后的样子重读，请运行 heji restage。\n']);
    const again = await inCounty('titles', 'forget', '校车');
    expect([again.code, again.err]).toEqual([2, '没有学过列名“校车”。用 heji titles 看全部。\n']);
    put('学生.csv', '赵六');
    expect((await inCounty('import')).out).toContain('有 1 个列名不认识');
  });
});

describe('heji import --explain', () => {
  it('tells what a file is and why, and writes nothing', async () => {
    const files = join(folder, 'files');
    mkdirSync(files);
    writeFileSync(
      join(files, '2230100001-学生.csv'),
      '某校名单,,,,\n姓名,身份证号,年级,班级,校车\n张三,230123201601020018,三年级,1班,3号\n合计,,,,\n',
    );
    const before = everything();
    const { code, out, err } = await inCounty('import', join(files, '2230100001-学生.csv'), '--explain');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('格式 csv（utf-8）');
    expect(out).toContain('认作《学生基础信息（学籍导出）》');
    expect(out).toMatch(/为什么 +5 个列名里有 4 个是《学生基础信息（学籍导出）》的：姓名、身份证号、年级、班级\n/);
    expect(out).toMatch(/表头 +第2行\n/);
    expect(out).toMatch(/学校 +2230100001（文件名）\n/);
    expect(out).toMatch(/行数 +读入 4：装载 1，跳过 3（.*合计、小计行 1.*），拒收 0\n/);
    expect(out).toMatch(/\n +列 +列名 +读作 +第3行\n/);
    expect(out).toMatch(/\n +B +身份证号 +身份证件号 +230123\*{10}18\n/);
    expect(out).toMatch(/\n +E +校车 +不认识\n/);
    expect(out).toMatch(/只是说明，没有写入任何东西。\n$/);
    for (const line of out.split('\n')) expect(line.length).toBeLessThan(120);
    expect(everything()).toEqual(before);
  });

  it('tells why a file is not read, with exit code 3', async () => {
    const bad = join(folder, '空.csv');
    writeFileSync(bad, '');
    const { code, out } = await inCounty('import', bad, '--explain');
    expect(code).toBe(3);
    expect(out).toContain('没有读取：文件是空的（0字节），请重新导出后放入');
  });

  it('says so when there is nothing to look at', async () => {
    const none = join(folder, 'none');
    mkdirSync(none);
    expect(await inCounty('import', none, '--explain')).toEqual({
      code: 0,
      out: '没有可看的文件。请在命令后面写明文件，或把文件放进工作区的 inbox 文件夹。\n',
      err: '',
    });
  });
});
