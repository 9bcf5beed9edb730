import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pupils, students } from '../lake/drop.ts';
import { newFolder, runCli } from './run-cli.ts';

const folder = newFolder();
const init = (...args: string[]) => runCli('init', join(folder, 'new'), ...args);
const county = ['--county-name', '依兰县', '--policy', 'heilongjiang-2020'];

/** Wrong calls and what is said of them. Nothing may go to standard output. */
const wrong: readonly (readonly [args: readonly string[], said: string])[] = [
  [['nonsense'], '没有命令“nonsense”。用 heji --help 看用法。'],
  [['chekcs'], '没有命令“chekcs”；是不是 checks。用 heji --help 看用法。'],
  [['run'], '缺少参数“流程”。用 heji run --help 看用法。'],
  [['run', 'a', 'b'], '参数多了：至多 1 个，写了 2 个。用 heji run --help 看用法。'],
  [['run', 'weekly-inspection', '--asof', '2026-11-16'], '不认识选项 --asof；是不是 --as-of。用 heji run --help 看用法。'],
  [['run', 'weekly-inspection', '--as-of'], '选项 --as-of <日期> 后面缺少值。用 heji run --help 看用法。'],
  [['run', 'weekly-inspection', '--as-of', '2026-02-29'], '--as-of 写的是“2026-02-29”，不是日期；请写成 2026-11-16 这样。'],
  [['import', '--data-date', '11月16日'], '--data-date 写的是“11月16日”，不是日期；请写成 2026-11-16 这样。'],
  [['policy', 'show', '--on', '20261116'], '--on 写的是“20261116”，不是日期；请写成 2026-11-16 这样。'],
  [
    ['policy', 'show', 'nowhere-2020'],
    '没有规定“nowhere-2020”，可用：heilongjiang-2020、henan-2014、lingyuan-2021、national-2013、shanxi-2026。',
  ],
  [['checks', 'show', 'nothing'], '没有检查“nothing”。用 heji checks list 看全部检查。'],
  [['template', 'nothing'], '没有数据“nothing”。用 heji template 看全部数据。'],
  [['template', '--out', 'x.xlsx'], '--out 要与数据代号一起写，如 heji template absences --out 考勤.xlsx。'],
  [['init', 'x'], '缺少必须写的选项 --county-code <区划码>。用 heji init --help 看用法。'],
  [['generate', '--out', 'x', '--seed', '1'], '缺少必须写的选项 --pupils <数>。用 heji generate --help 看用法。'],
  [['generate', '--out', 'x', '--pupils', '599', '--seed', '1'], '--pupils 写的是“599”，应为 600 到 1000000 的整数。'],
  [['generate', '--out', 'x', '--pupils', '1000001', '--seed', '1'], '--pupils 写的是“1000001”，应为 600 到 1000000 的整数。'],
  [['generate', '--out', 'x', '--pupils', '600', '--seed', '1.5'], '--seed 写的是“1.5”，应为 0 到 999999999 的整数。'],
  [
    ['generate', '--out', 'x', '--pupils', '600', '--seed', '1', '--as-of', '2026-08-31'],
    '--as-of 写的是 2026-08-31，在寒暑假里；请换一个学期中的日期。',
  ],
  [['findings', 'export'], '缺少必须写的选项 --format <格式>。用 heji findings export --help 看用法。'],
  [
    ['findings', 'export', '--format', 'xlsx'],
    '选项 --format <格式> 写的是“xlsx”，可选：jsonl、csv、arrow、parquet。用 heji findings export --help 看用法。',
  ],
  [
    ['findings', 'export', '--format', 'csv', '--unmasked'],
    '--unmasked 导出的号码不脱敏，须用 --reason 写明理由，如 --reason "核对原件"。',
  ],
  [
    ['findings', 'export', '--format', 'csv', '--unmasked', '--reason', ' '],
    '--unmasked 导出的号码不脱敏，须用 --reason 写明理由，如 --reason "核对原件"。',
  ],
  [['findings', 'export', '--format', 'csv', '--reason', '核对'], '--reason 只与 --unmasked 一起用；脱敏导出不必写理由。'],
  [['doctor', '--workspace', folder], `${folder} 不是核籍工作区（没有 heji.yaml）。请用 --workspace 指明工作区，或先用 heji init 建一个。`],
];

describe('a wrong call', () => {
  it.each(wrong)('%j is answered with one Chinese sentence', async (args, said) => {
    expect(await runCli(...args)).toEqual({ code: 2, out: '', err: `${said}\n` });
  });

  it.each([['23012'], ['2301234'], ['23012a']])('init refuses the county code %s', async (code) => {
    expect((await init('--county-code', code, ...county)).err).toBe(
      `--county-code 写的是“${code}”，应为 6 位数字的行政区划码，如 230123。\n`,
    );
  });

  it('init refuses an unknown regulation, naming those there are', async () => {
    const { code, err } = await init('--county-code', '230123', '--county-name', '依兰县', '--policy', 'x-2020');
    expect([code, err]).toEqual([
      2,
      '没有规定“x-2020”，可用：heilongjiang-2020、henan-2014、lingyuan-2021、national-2013、shanxi-2026。\n',
    ]);
  });

  it('init refuses an empty name', async () => {
    expect((await init('--county-code', '230123', '--county-name', ' ', '--policy', 'heilongjiang-2020')).err).toBe(
      '--county-name 是空的，请写县名，如 依兰县。\n',
    );
  });

  it('demo refuses a folder that is no demonstration, and leaves it alone', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'mine.txt'), 'mine');
    const { code, err } = await runCli('demo', other);
    expect([code, err]).toEqual([2, `${other} 已经存在，而且不是以前的演示，没有动它。请换一个文件夹，如 heji demo 演示2。\n`]);
  });
});

describe('a new workspace', { timeout: 60_000 }, () => {
  const place = join(folder, 'county');

  it('is made once', async () => {
    const args = ['init', place, '--county-code', '230123', ...county];
    const { code, out } = await runCli(...args);
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      `已建好依兰县的工作区 ${place}，执行《黑龙江省义务教育阶段学生学籍管理实施细则（修订）》。`,
    ]);
    expect(await runCli(...args)).toMatchObject({
      code: 2,
      err: `${place} 已经是核籍工作区，没有改动它。要换设置请直接编辑 heji.yaml。\n`,
    });
  });

  it('without a run has nothing to export or to render', async () => {
    const said = `${place} 里还没有运行过。请先运行 heji run weekly-inspection。\n`;
    expect(await runCli('findings', 'export', '--format', 'jsonl', '-w', place)).toEqual({ code: 4, out: '', err: said });
    expect(await runCli('report', '-w', place)).toEqual({ code: 4, out: '', err: said });
  });

  it('has nothing to import', async () => {
    expect(await runCli('import', '-w', place)).toMatchObject({ code: 0, err: '' });
    expect((await runCli('import', '-w', place, '没有.csv')).err).toBe('找不到 没有.csv。请检查路径；路径里有空格时要加引号。\n');
  });

  it('names the pipelines when another is asked for', async () => {
    const { code, err } = await runCli('run', 'yearly', '-w', place);
    expect([code, err]).toEqual([2, '没有流程“yearly”，可用：dropout-control、semester-verification、weekly-inspection。\n']);
  });

  it('says that a day has not come yet, and is not shut until then', async () => {
    const future = join(folder, '将来');
    await runCli('init', future, '--county-code', '230123', ...county);
    const early = await runCli('run', 'weekly-inspection', '-w', future, '--as-of', '2027-11-16');
    expect(early.code).toBe(3);
    expect(early.err).toContain('检查日 2027-11-16 还没有到，今天是 2026-11-21。写错的，请用正确的日期再运行一次。\n');
    expect(early.out).toContain('检查日 2027-11-16 晚于运行的当天（2026-11-21）：到那一天才到期的都已算作到期');
    expect((await runCli('run', 'weekly-inspection', '-w', future)).err).not.toContain('早于台账');
  });

  it('is busy while another process works in it', async () => {
    const lock = join(place, 'logs', 'running.json');
    writeFileSync(lock, JSON.stringify({ pid: process.pid, what: '导入' }));
    const said = `另一个核籍正在导入（进程 ${process.pid}），没有改动任何东西。请等它结束后再试；一直不结束的，请在任务管理器里结束这个进程。\n`;
    for (const args of [['import'], ['run', 'weekly-inspection'], ['accept', '2230100001']]) {
      expect(await runCli(...args, '-w', place)).toEqual({ code: 5, out: '', err: said });
    }
    writeFileSync(lock, JSON.stringify({ pid: 2 ** 30, what: '导入' }));
    expect((await runCli('import', '-w', place)).code).toBe(0);
  });

  it('says that nothing was checked when there is no data', async () => {
    const { code, out } = await runCli('run', 'weekly-inspection', '-w', place, '--as-of', '2026-11-16');
    expect(code).toBe(3);
    expect(out).toContain('什么也没有检查');
    expect(out).not.toContain('没有查出问题');
  });
});

describe('a day before all data', () => {
  it('finds nothing to check, and says from which day on there is', async () => {
    const early = join(folder, 'early');
    await runCli('init', early, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
    writeFileSync(join(early, 'inbox', '一小-20261116.csv'), students(pupils(3)));
    await runCli('import', '-w', early);
    const { code, out } = await runCli('run', 'weekly-inspection', '-w', early, '--as-of', '2026-11-15');
    expect(code).toBe(3);
    expect(out).toContain(
      '注意：检查日 2026-11-15 早于收到的全部数据（最早的数据日是 2026-11-16），什么也没有检查；请改用 2026-11-16 或以后的检查日',
    );
    expect(out).not.toContain('没有查出问题');
    const { out: onTheDay } = await runCli('run', 'weekly-inspection', '-w', early, '--as-of', '2026-11-16');
    expect(onTheDay).toContain('报送：共 1 所学校，已报送 1 所');
  });
});

describe('an unexpected error', () => {
  it('is one sentence, and a stack with --debug', async () => {
    const broken = join(folder, 'broken');
    mkdirSync(join(broken, 'heji.yaml'), { recursive: true });
    const { code, err } = await runCli('report', '-w', broken);
    expect(code).toBe(1);
    expect(err).toMatch(/^出了没有料到的错误：.*（加 --debug 看细节）\n$/);
    expect((await runCli('report', '-w', broken, '--debug')).err).toContain('\n    at ');
  });
});
