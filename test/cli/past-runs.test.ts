import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { idOf, type PupilRow, pupils, schools, students } from '../lake/drop.ts';
import { newFolder, runCli } from './run-cli.ts';

const county = join(newFolder(), 'county');
const inCounty = (...args: string[]) => runCli(...args, '--workspace', county);
const replay = async (...args: string[]) => JSON.parse((await inCounty('run', 'weekly-inspection', '--replay', '--json', ...args)).out);

const badId = '230123201601020019';
const registryOf = (index: number): string => `G${idOf(200 + index)}`;
const bad = (...names: string[]): PupilRow[] =>
  names.map((name, index) => ({ name, id: `23012320160102${index}${badId.slice(15)}`, registry: registryOf(index) }));

/** Runs a command as if it were called at that time. */
async function at(time: string, ...args: string[]): Promise<void> {
  const quiet = { out: () => {}, err: () => {}, progressWidth: null };
  await runCommandLine([...args, '--workspace', county], quiet, new Date(`${time.replace(' ', 'T')}+08:00`));
}

/** One more than the regulation allows. */
const overfull: PupilRow[] = pupils(46, { school: '2230100002', grade: '二年级' }, 100);

async function week(day: string, first: readonly PupilRow[]): Promise<void> {
  writeFileSync(join(county, 'inbox', `学生${day}.csv`), students([...first, ...overfull]));
  await at(`${day} 08:00:00`, 'import', '--data-date', day);
  await at(`${day} 09:00:00`, 'run', 'weekly-inspection', '--no-packages');
}

/** The county's own number, in place of the regulation's 45. */
function allowLargerClasses(): void {
  const file = join(county, 'heji.yaml');
  const override =
    'overrides:\n  - check: class-size-over-standard\n    params: { max_pupils_primary: 50 }\n    reason: 依教育局会议纪要\n';
  writeFileSync(file, readFileSync(file, 'utf8').replace('overrides: []\n', override));
}

/** Every file of the workspace but what is made for people and the access log, with its bytes. */
const kept = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !file.startsWith(join(county, 'outbox')) && !file.startsWith(join(county, 'logs')))
      .map((file) => [file, readFileSync(file).toString('base64')]),
  );

beforeAll(async () => {
  await runCli('init', county, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
  writeFileSync(join(county, 'inbox', '学校.csv'), schools);
  await week('2026-11-02', bad('张三', '李四'));
  await week('2026-11-09', [...bad('张三'), { name: '李四', id: idOf(300), registry: registryOf(1) }]);
  await week('2026-11-16', bad('张三', '李四', '王五'));
}, 120_000);

/** Text of every cell but times and the head of the access log. */
async function cellsOf(file: string): Promise<Record<string, string>> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const cells: Record<string, string> = {};
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        cells[`${sheet.name}!${cell.address}`] = String(cell.value === null ? '' : cell.text).replaceAll(
          /\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?|[0-9a-f]{16,64}/g,
          '…',
        );
      }),
    ),
  );
  return cells;
}

describe('heji run --replay', { timeout: 60_000 }, () => {
  it('gives what the run of that day gave, cell by cell, and changes nothing', async () => {
    const before = kept(county);
    const outcome = await replay('--as-of', '2026-11-09');
    expect(outcome).toMatchObject({
      as_of: '2026-11-09',
      known_at: null,
      compared_with: '2026-11-09-1',
      only_then: [],
      only_now: [],
      other_status: [],
      differences: [],
    });
    expect(kept(county)).toEqual(before);
    const folder = join(county, 'outbox', '重演-2026-11-09');
    const file = '依兰县县级周检-2026-11-09-1.xlsx';
    expect(readdirSync(folder)).toEqual([file]);
    const original = await cellsOf(join(county, 'outbox', '2026-11-09-1', file));
    expect(await cellsOf(join(folder, file))).toEqual(original);
    expect(Object.keys(original).length).toBeGreaterThan(100);
  });

  it('has no run to compare with where it was not known yet', async () => {
    const outcome = await replay('--as-of', '2026-11-16', '--known-at', '2026-11-15');
    expect(outcome).toMatchObject({ known_at: '2026-11-15 23:59:59', compared_with: null });
    expect(existsSync(join(county, 'outbox', '重演-2026-11-16-所知-2026-11-15_235959'))).toBe(true);
  });

  it('says so where nothing had come, and does not take that for nothing found', async () => {
    const { code, out } = await inCounty('run', 'weekly-inspection', '--replay', '--as-of', '2026-11-01');
    expect(code).toBe(3);
    expect(out).toContain('\n那时还没有收到任何学校的数据，什么也没有检查。台账、数据都没有改动。报表：\n');
    expect(out).not.toContain('查出 0 条');
  });

  it('tells what came late, and leaves it out where it was not known', async () => {
    writeFileSync(join(county, 'inbox', '补报.csv'), students([...bad('张三', '李四', '王五', '赵六'), ...overfull]));
    await at('2026-11-18 08:00:00', 'import', '--data-date', '2026-11-16');
    const { out } = await inCounty('run', 'weekly-inspection', '--replay', '--as-of', '2026-11-16');
    expect(out).toMatch(/只有那时有的 0 条，只有现在有的 [1-9]\d* 条，状态不同的 0 条。/);
    expect(out).toMatch(/\n2026-\d{6} +证件号校验位错 +第一小学 +三年级1班 +赵六 +没有 +新增\n/);
    expect(out).toContain('与那次不同的：\n  数据：那以后又收到 补报.csv');
    const { code, out: then } = await inCounty(
      'run',
      'weekly-inspection',
      '--replay',
      '--as-of',
      '2026-11-16',
      '--known-at',
      '2026-11-17 12:00',
    );
    expect(code).toBe(0);
    expect(then).toContain('重演 县级周检  检查日 2026-11-16  只按 2026-11-17 12:00:59 以前收到和记下的\n');
    expect(then).toContain('与那天的运行 2026-11-16-1 一致：问题、状态都相同。');
    expect(then).toContain('所用的数据、规定、设置、检查、程序与那次相同。');
  });

  it('tells that the settings were changed', async () => {
    allowLargerClasses();
    const { differences, only_then } = await replay('--as-of', '2026-11-09');
    expect(differences).toEqual([{ what: 'settings', names: [] }]);
    expect(only_then).toMatchObject([{ check_id: 'class-size-over-standard', was: 'persisting', is: null }]);
  });

  it.each([
    [['--replay'], '--replay 重演哪一天，要用 --as-of 写明，如 --as-of 2026-11-16。'],
    [['--replay', '--as-of', '2026-11-22'], '--as-of 2026-11-22 还没有到（今天是 2026-11-21），没有可重演的。'],
    [['--known-at', '2026-11-16'], '--known-at 只和 --replay 一起用。'],
    [
      ['--replay', '--as-of', '2026-11-16', '--known-at', '2026-02-30'],
      '--known-at 写的是“2026-02-30”，请写成 2026-11-16、"2026-11-16 09:30" 或 "2026-11-16 09:30:00"。',
    ],
  ])('answers %j with what to do', async (args, said) => {
    expect(await inCounty('run', 'weekly-inspection', ...args)).toEqual({ code: 2, out: '', err: `${said}\n` });
  });

  it('has nothing to go by where nothing has run', async () => {
    const other = join(county, '..', 'other');
    await runCli('init', other, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
    const { code, err } = await runCli('run', 'weekly-inspection', '--replay', '--as-of', '2026-11-16', '--workspace', other);
    expect([code, err]).toEqual([4, `${other} 里还没有运行过，没有可重演的。请先运行 heji run weekly-inspection。\n`]);
  });
});

/** After the replays, of which they must see nothing. */
describe('heji runs', { timeout: 60_000 }, () => {
  beforeAll(() => {
    allowLargerClasses();
    return at('2026-11-20 09:00:00', 'run', 'weekly-inspection', '--no-packages');
  }, 60_000);

  const lines = async (...args: string[]): Promise<string[]> => {
    const { code, out, err } = await inCounty('runs', ...args);
    expect([code, err]).toEqual([0, '']);
    return out.split('\n').map((line) => line.replace(/ {2,}/g, '  '));
  };

  it('list what ran, the last first', async () => {
    const listed = await lines('list', '--limit', '3');
    expect(listed[0]).toMatch(/^运行 {2}流程 {2}检查日 {2}开始 {2}新增 {2}持续 {2}反弹 {2}已销号 {2}已了结 {2}规定 {2}收到文件$/);
    expect(listed.slice(1, 4).map((line) => line.split('  ').slice(0, 4))).toEqual([
      ['2026-11-20-1', '县级周检', '2026-11-20', '2026-11-20 09:00'],
      ['2026-11-16-1', '县级周检', '2026-11-16', '2026-11-16 09:00'],
      ['2026-11-09-1', '县级周检', '2026-11-09', '2026-11-09 09:00'],
    ]);
    expect(listed[5]).toBe('共 4 次，列出最近 3 次；用 --limit 4 全部列出。已销号、已了结只算在发生的那一次。');
    const { runs } = JSON.parse((await inCounty('runs', 'list', '--json')).out);
    expect(runs[2]).toMatchObject({ run: '2026-11-09-1', policy: 'heilongjiang-2020', findings: { closed: 1 }, files: 1 });
    expect(runs[1].findings).toMatchObject({ reopened: 1 });
  });

  it('show what a run was made of', async () => {
    const shown = await lines('show', '2026-11-16-1');
    expect(shown[0]).toBe('运行 2026-11-16-1');
    expect(shown.join('\n')).toMatch(
      /\n {2}用到的数据 {2}到批次 \d{6}，指纹 [0-9a-f]{12}\n {2}规定 {2}heilongjiang-2020（指纹 [0-9a-f]{12}）\n/,
    );
    expect(shown.join('\n')).toMatch(/\n {2}证件号校验位错 +3 +\d+ +[0-9a-f]{12}\n/);
    const notRun = shown.slice(shown.indexOf('【没有运行的】没有检查不等于没有问题') + 1);
    expect(notRun.filter((line) => line.includes('考勤'))).toEqual([
      expect.stringMatching(/^ {2}· .*“考勤”.*（\d+ 所）：缺勤预警、疑似辍学、/),
    ]);
    const document = JSON.parse((await inCounty('runs', 'show', '2026-11-16-1', '--json')).out);
    expect(document).toMatchObject({ run: '2026-11-16-1', sequence: 3, slot: null });
    expect(document.not_run.length).toBeGreaterThan(3);
  });

  it('diff tells what the data changed', async () => {
    const diff = JSON.parse((await inCounty('runs', 'diff', '2026-11-02-1', '2026-11-09-1', '--json')).out);
    expect(diff).toMatchObject({ earlier: '2026-11-02-1', later: '2026-11-09-1', numbers: [], checks: [], packs: [], settings: false });
    expect(diff.findings.filter((one: { check_id: string }) => one.check_id === 'id-checksum')).toMatchObject([
      { name: '李四', was: 'new', is: 'closed', change: '新增 → 已销号', why: 'mended', causes: ['data'] },
    ]);
    expect(diff.findings.map(({ data }: { data: string }) => data).join()).toContain('该校报送 2026-11-02 已报送 → 2026-11-09 已报送');
    const text = await lines('diff', '2026-11-09-1', '2026-11-02-1', '--limit', '1');
    expect(text[0]).toBe('县级周检  2026-11-02-1（检查日 2026-11-02）→ 2026-11-09-1（检查日 2026-11-09）');
    expect(text[2]).toBe('变化  起因  条数');
    expect(text.join('\n')).toMatch(/\n新增 → 已销号 {2}数据 {2}\d+\n/);
  });

  it('diff tells which number changed', async () => {
    const { out } = await inCounty('runs', 'diff', '2026-11-16-1', '2026-11-20-1');
    expect(out).toMatch(/持续 → 已了结 +规定、数据 +1\n|持续 → 已了结 +规定 +1\n/);
    expect(out).toContain('【规定的数字】\n超标准班额（');
    expect(out).toMatch(/\n {2}原 .*45.*\n {2}现 .*50.*本县配置：依教育局会议纪要/);
    expect(out).toContain('heji.yaml 改过');
    expect(out).toContain('规定的数字已变更');
  });

  it.each([
    [['diff', '2026-11-09-1', '2026-11-09-1'], '两次写的都是运行 2026-11-09-1，没有可比较的。'],
    [['show', '2026-01-01-1'], '没有运行“2026-01-01-1”，最近的有：2026-11-20-1、2026-11-16-1、2026-11-09-1、2026-11-02-1。'],
  ])('answers %j with what to do', async (args, said) => {
    expect(await inCounty('runs', ...args)).toEqual({ code: 2, out: '', err: `${said}\n` });
  });
});
