import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { exportedFindingSchema } from '../../src/ledger/export.ts';
import { textWidth } from '../../src/reports/measure.ts';
import { idOf, type PupilRow, pupils, schools, students } from '../lake/drop.ts';
import { personNumber } from '../person-number.ts';
import { newFolder, runCli } from './run-cli.ts';

const folder = newFolder();
const county = join(folder, 'county');
const inCounty = (...args: string[]) => runCli(...args, '--workspace', county);
const list = (...args: string[]) => inCounty('findings', 'list', ...args);
const exportTo = (file: string, ...args: string[]) => inCounty('findings', 'export', '--out', join(folder, file), ...args);

/** Its check digit is wrong. */
const badId = '230123201601020019';
const onlyChecksum = ['--check', 'id-checksum'];

/** What is on a screen so wide. */
async function listOn(outputWidth: number, ...args: string[]): Promise<string> {
  let out = '';
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    err: () => {},
    progressWidth: null,
    outputWidth,
  };
  await runCommandLine(['findings', 'list', ...args, '--workspace', county], terminal);
  return out;
}

const lastAccess = (): unknown =>
  JSON.parse(
    readFileSync(join(county, 'logs', 'access.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .at(-1)!,
  );

/** Three pupils with a bad number in one school; one and an overfull class in the other. */
const first: PupilRow[] = ['张三', '李四', '王五'].map((name, index) => ({ name, id: `23012320160102${index}${badId.slice(15)}` }));
const second: PupilRow[] = [
  { school: '2230100002', name: '赵六', id: badId },
  ...pupils(46, { school: '2230100002', grade: '二年级' }, 100),
];

beforeAll(async () => {
  await runCli('init', county, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
  writeFileSync(join(county, 'inbox', '学校.csv'), schools);
  writeFileSync(join(county, 'inbox', '学生.csv'), students([...first, ...second]));
  await inCounty('import', '--data-date', '2026-11-16');
  await inCounty('run', 'weekly-inspection', '--as-of', '2026-11-16');
}, 60_000);

describe('heji findings list', { timeout: 30_000 }, () => {
  it('lists findings with masked numbers and codes in Chinese, and the access log keeps it', async () => {
    const { code, out, err } = await list(...onlyChecksum, '--school', '第二小学');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^台账 {2}最近运行 2026-11-16-1 {2}检查日 2026-11-16 {2}号码已脱敏\n筛选：检查 id-checksum；学校 第二小学\n\n编号 +级别 +状态 +检查 +学校 +班级/,
    );
    expect(out).toMatch(/\n2026-\d{6} +[红橙黄蓝] +新增 +证件号校验位错 +第二小学 +三年级1班 +赵六 +G230123\*{10}19 +/);
    expect(out).toContain('\n共 1 条。\n');
    expect(out).not.toMatch(personNumber);
    expect(lastAccess()).toMatchObject({ action: '列出台账（脱敏）', rows: 1, approval: null, reason: null });
  });

  it('says how many more there are', async () => {
    const { out } = await list(...onlyChecksum, '--limit', '2');
    expect(out).toContain('\n共 4 条，列出前 2 条；还有 2 条，用 --limit 4 全部列出。\n');
    expect(out.match(/证件号校验位错 /g)).toHaveLength(2);
  });

  it('says why there are more than in the sums of the workbook', async () => {
    const other = join(folder, 'other');
    await runCli('init', other, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
    const twice: PupilRow[] = ['2230100001', '2230100002'].map((school) => ({ school, name: '张三', id: idOf(1) }));
    writeFileSync(join(other, 'inbox', '学生.csv'), students(twice));
    await runCli('run', 'weekly-inspection', '--as-of', '2026-11-16', '--workspace', other);
    const { out } = await runCli('findings', 'list', '--workspace', other);
    const rows = out.match(/^2026-\d{6}-\d /gm)!.length;
    expect(out).toContain(`\n共 ${rows} 条（同一错误被两项检查查出的各算一条；报表合计只算一次，是 ${rows - 2} 条）。\n`);
    const sentence = '同一错误被两项检查查出的各算一条；报表合计只算一次。';
    expect((await runCli('runs', 'list', '--workspace', other)).out).toMatch(new RegExp(`${sentence}\n$`));
    const { out: ofCheck } = await runCli('findings', 'list', '--check', 'dup-cross-school-active', '--workspace', other);
    expect(ofCheck).toContain('\n共 2 条。\n');
  });

  it('says that nothing was found, what was looked for, and that not everything ran', async () => {
    const { code, out } = await list('--search', '没有这个人');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^台账 {2}最近运行 2026-11-16-1 .*\n筛选：含 没有这个人\n没有找到问题。\n有 \d+ 项检查在 2 所学校未运行，没有检查不等于没有问题；见报表“未运行”。\n$/,
    );
  });

  it('sorts by name and by number', async () => {
    const namesOf = async (sort: string) =>
      [...(await list(...onlyChecksum, '--sort', sort)).out.matchAll(/张三|李四|王五|赵六/g)].map(([name]) => name);
    expect(await namesOf('姓名')).toEqual(['张三', '李四', '王五', '赵六'].sort());
    expect(new Set(await namesOf('number'))).toEqual(new Set(['张三', '李四', '王五', '赵六']));
  });

  it.each([80, 100, 132, 200])('fits on a screen of %i columns', async (width) => {
    const lines = (await listOn(width, ...onlyChecksum)).split('\n');
    const table = lines.slice(
      lines.findIndex((line) => line.startsWith('编号')),
      lines.findIndex((line) => line.startsWith('共 ')),
    );
    expect(table.length).toBe(6);
    for (const line of table) expect(textWidth(line), line).toBeLessThanOrEqual(width);
    for (const line of table.slice(1, 5)) expect(line).toMatch(/^2026-\d{6} /);
  });

  it('says which columns a narrow screen has no room for', async () => {
    expect(await listOn(80)).toContain('屏幕窄，没有列出“学籍号”“说明”；');
    expect(await listOn(200)).not.toContain('屏幕窄');
  });

  it('is one document as JSON', async () => {
    const { out } = await list(...onlyChecksum, '--format', 'json', '--limit', '3');
    const document = JSON.parse(out);
    expect(document).toMatchObject({ run: '2026-11-16-1', as_of: '2026-11-16', total: 4, shown: 3 });
    for (const { check_title, school_name, class: className, ...more } of document.findings) {
      const { mark, due_on: _due, overdue_days: _days, status_since, ...finding } = more;
      expect([mark, status_since]).toEqual([null, '2026-11-16']);
      expect(exportedFindingSchema.parse(finding).check).toBe('id-checksum');
      expect([check_title, className]).toEqual(['证件号校验位错', '三年级1班']);
      expect(['第一小学', '第二小学']).toContain(school_name);
    }
    expect(out).not.toMatch(personNumber);
  });

  it('takes titles for codes', async () => {
    const total = async (...args: string[]) => JSON.parse((await list(...args, '--json')).out).total;
    expect(await total('--check', '证件号校验位错')).toBe(4);
    expect(await total('--category', '班额', '--kind', '必改', '--status', '新增')).toBe(1);
    expect(await total('--category', 'class-size', '--kind', 'must-fix', '--new')).toBe(1);
    expect(await total('--check', 'id-checksum', '--school', '2230100001')).toBe(3);
  });

  it.each([
    [['--severity', '绿'], '--severity 写的是“绿”，可选：红（red）、橙（orange）、黄（yellow）、蓝（blue）；几个之间用逗号隔开。'],
    [
      ['--status', '复发'],
      '--status 写的是“复发”，可选：新增（new）、持续（persisting）、反弹（reopened）、未报送（not-submitted）、已豁免（waived）、已说明（explained）、已销号（closed）、已了结（ended）、全部（all）；几个之间用逗号隔开。',
    ],
    [['--overdue', '--run', '2026-11-16-1'], '--overdue 看的是现在的台账，不能和 --run、--excused 一起用。'],
    [
      ['--category', '考勤'],
      '--category 写的是“考勤”，可选：重复（duplicate）、班额（class-size）、辍学（dropout）、信息质量（information）；几个之间用逗号隔开。',
    ],
    [['--check', 'id-nothing'], '没有检查“id-nothing”。用 heji checks list 看全部检查。'],
    [['--school', '第九小学'], '运行 2026-11-16-1 里没有标识码是“第九小学”或名称含“第九小学”的学校。请核对，学校见报表“学校汇总”。'],
    [['--sort', '级别,姓名'], '--sort 只写一个，写的是“级别,姓名”。'],
    [['--new', '--excused'], '--excused 只要有正当事由的，它们没有状态，不能和 --status、--new 一起用。'],
    [['--new', '--status', '持续'], '--new 就是 --status 新增，两个只写一个。'],
    [['--school', ','], '--school 后面没有写值。'],
    [['--limit', '0'], '--limit 写的是“0”，应为 1 到 100000 的整数。'],
    [['--run', '2026-11-09-1'], '没有运行“2026-11-09-1”，最近的有：2026-11-16-1。'],
  ])('answers %j with what is allowed', async (args, said) => {
    expect(await list(...args)).toEqual({ code: 2, out: '', err: `${said}\n` });
  });
});

describe('heji findings export', { timeout: 30_000 }, () => {
  it('picks findings as list does', async () => {
    const { out } = await inCounty('findings', 'export', '--format', 'jsonl', ...onlyChecksum, '--school', '第一小学');
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => exportedFindingSchema.parse(JSON.parse(line)));
    expect(lines.map(({ check, school_code }) => [check, school_code])).toEqual(Array(3).fill(['id-checksum', '2230100001']));
  });

  it('writes Arrow and Parquet, masked unless there is a reason', async () => {
    const { code, out } = await exportTo('问题.arrow', '--format', 'arrow', ...onlyChecksum);
    expect([code, out]).toEqual([0, `已导出运行 2026-11-16-1 的 4 条到 ${join(folder, '问题.arrow')}，号码已脱敏。\n`]);
    const masked = tableFromIPC(readFileSync(join(folder, '问题.arrow')));
    expect([...masked.getChild('id_number')!]).toEqual(Array(4).fill(expect.stringMatching(/^230123\*{10}19$/)));
    await exportTo('原件.arrow', '--format', 'arrow', ...onlyChecksum, '--unmasked', '--reason', '核对原件');
    const whole = tableFromIPC(readFileSync(join(folder, '原件.arrow')));
    expect([...whole.getChild('id_number')!]).toContain(badId);
    expect(lastAccess()).toMatchObject({ action: '导出运行 2026-11-16-1 的问题清单（未脱敏，arrow）', rows: 4, reason: '核对原件' });
    await exportTo('问题.parquet', '--format', 'parquet', ...onlyChecksum);
    expect(readFileSync(join(folder, '问题.parquet')).subarray(0, 4).toString()).toBe('PAR1');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each(['arrow', 'parquet'])('puts no %s on the screen', async (format) => {
    expect(await inCounty('findings', 'export', '--format', format)).toEqual({
      code: 2,
      out: '',
      err: `${format} 不是文本，不能输出到屏幕；请用 --out 写明文件，如 --out 问题.${format}。\n`,
    });
  });
});
