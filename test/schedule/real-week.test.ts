import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DueSummary } from '../../src/due/due-list.ts';
import { readHead } from '../../src/ledger/ledger-head.ts';
import { AttemptLog } from '../../src/schedule/attempt-log.ts';
import { childStarter } from '../../src/schedule/child.ts';
import { scheduledPipelines } from '../../src/schedule/scheduled-pipelines.ts';
import { Scheduler } from '../../src/schedule/scheduler.ts';
import type { ScheduleStatus } from '../../src/schedule/status.ts';
import { unixScript } from '../../src/schedule/week-scripts.ts';
import type { Todo } from '../../src/todo/todo.ts';
import { lockedBy } from '../../src/workspace/lock.ts';
import { newFolder, runCli } from '../cli/run-cli.ts';
import { schoolList } from '../due/owing.ts';
import { idOf, students } from '../lake/drop.ts';
import { personNumber } from '../person-number.ts';

const folder = newFolder();
/** A path as an office has it. */
const county = join(folder, '学籍 2026', '依兰县');
const product = fileURLToPath(new URL('../..', import.meta.url));
const program = [process.execPath, '--import', import.meta.resolve('tsx'), join(product, 'src/cli/heji.ts')] as const;
const monday = 'weekly-inspection@2026-11-16T07:00';

const runs = () => readHead(join(county, 'ledger')).runs;

/** A `heji` on the search path, as an installation would put it there: it runs the sources. */
function installedCommand(): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'heji'), `#!/bin/sh\nexec ${program.map((word) => `'${word}'`).join(' ')} "$@"\n`);
  chmodSync(join(bin, 'heji'), 0o755);
  return bin;
}

/** Runs a 周检.sh from elsewhere, as a double click does, on a computer without a desktop. */
function clickOn(script: string, path: string): { code: number | null; out: string } {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...environment } = process.env;
  const { status, stdout, stderr } = spawnSync(script, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...environment, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { code: status, out: stdout + stderr };
}

/** A drop with a pupil in two schools, and one whose number is wrong; the third school sends nothing. */
function dropInto(workspace: string): void {
  const twice = { name: '王小明', id: idOf(1) };
  const wrong = { name: '李小红', id: '230123201601020000' };
  writeFileSync(join(workspace, 'inbox', '学校.csv'), schoolList);
  writeFileSync(join(workspace, 'inbox', '学生.csv'), students([twice, { ...twice, school: '2230100002' }, wrong]));
}

beforeAll(async () => {
  mkdirSync(dirname(county));
  await runCli('init', county, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
  dropInto(county);
});

// One county, real processes: each step builds on those before it.
describe('a week by the schedule', () => {
  let now = '2026-11-16 07:00:00';
  const said: string[] = [];
  const start = childStarter(program);
  const scheduler = (starting = start): Scheduler =>
    new Scheduler({
      pipelines: scheduledPipelines(['weekly-inspection']),
      folder: county,
      log: new AttemptLog(county),
      runs,
      lockedBy: () => lockedBy(county),
      start: starting,
      clock: () => now,
      pid: process.pid,
      say: (text) => said.push(text),
      pass: (text) => said.push(text),
    });

  it('a run that is killed leaves the ledger as it was', async () => {
    await scheduler((...args) => {
      const child = start(...args);
      process.kill(child.pid, 'SIGKILL');
      return child;
    }).tick();
    expect(runs()).toEqual([]);
    expect(said.at(-1)).toBe(
      '2026-11-16 07:00:00  县级周检 2026-11-16 07:00 没有做成（被系统结束），台账没有变；10 分钟后再试，还试 2 次。',
    );
    now = '2026-11-16 07:10:00';
  });

  it('two schedulers that begin in the same moment fill the slot once', async () => {
    const [first, second] = [scheduler(), scheduler()];
    await Promise.all([first.tick(), second.tick()]);
    await Promise.all([first.tick(), second.tick()]);
    expect(runs().map(({ slot, as_of }) => [slot, as_of])).toEqual([[monday, '2026-11-16']]);
    expect(said.join('\n')).toContain('依兰县县级周检  检查日 2026-11-16');
    expect(said.join('\n')).not.toMatch(personNumber);
    const [again] = [await runCli('run', 'weekly-inspection', '--slot', monday, '--as-of', '2026-11-16', '--workspace', county)];
    expect([again.code, again.out]).toEqual([0, '']);
    expect(again.err).toContain(`${monday} 已经运行过（运行 2026-11-16-1，`);
    expect(runs()).toHaveLength(1);
  });

  it('a slot of another pipeline is refused', async () => {
    const { code, err } = await runCli('run', 'dropout-control', '--slot', monday, '--workspace', county);
    expect([code, err]).toEqual([2, `--slot 写的是“${monday}”，应为 dropout-control@2026-11-16T07:00 这样：流程、@、日期和时刻。\n`]);
  });

  it('the status tells the run, the next times and who is not done', async () => {
    const { code, out } = await runCli('schedule', 'status', '--json', '--workspace', county);
    const { pipelines } = JSON.parse(out) as ScheduleStatus;
    expect(code).toBe(0);
    expect(pipelines.find(({ pipeline }) => pipeline === 'weekly-inspection')).toMatchObject({
      next: ['2026-11-23 07:00', '2026-11-30 07:00', '2026-12-07 07:00'],
      last_scheduled: { run: '2026-11-16-1', slot: monday },
      open: [],
    });
    expect(pipelines.find(({ pipeline }) => pipeline === 'dropout-control')!.open).toMatchObject([
      { at: '2026-11-16 07:00', state: 'missed' },
      { at: '2026-11-17 07:00', state: 'missed' },
      { at: '2026-11-18 07:00', state: 'missed' },
      { at: '2026-11-19 07:00', state: 'missed' },
      { at: '2026-11-20 07:00', state: 'waiting' },
    ]);
    const { out: text } = await runCli('schedule', 'status', '--workspace', county);
    expect(text).toContain('定时服务没有在运行');
    expect(text).toContain('最近一次定时运行：2026-11-16-1（检查日 2026-11-16，');
    expect(text).toContain('  · 2026-11-20 07:00 待运行\n  · 2026-11-19 07:00 错过，已不补做');
  });

  it('the due list of a later day goes by the run that was', async () => {
    const { code, out } = await runCli('due', '--as-of', '2026-11-24', '--json', '--workspace', county);
    const due = JSON.parse(out) as DueSummary & { workbook: string };
    expect([code, due.run, due.day]).toEqual([0, '2026-11-16-1', '2026-11-24']);
    expect(due.overdue).toBeGreaterThan(0);
    expect(due.schools.reduce((sum, school) => sum + school.overdue, 0)).toBe(due.overdue);
    expect(existsSync(due.workbook)).toBe(true);
    expect((await runCli('due', '--workspace', county)).out).toContain('2026-11-21 到期清单：已逾期 ');
  });

  it('todo of the day tells the same as its --json', async () => {
    const todo = JSON.parse((await runCli('todo', '--json', '--workspace', county)).out) as Todo;
    const { out } = await runCli('todo', '--workspace', county);
    expect(todo.due.overdue).toBeGreaterThan(0);
    expect(out).toContain(`已逾期 ${todo.due.overdue} 条，今日到期 0 条，即将到期（至 2026-11-25）${todo.due.due_soon} 条`);
    expect(out).not.toMatch(personNumber);
  });
});

// Of a workspace of its own, since it goes by the computer's clock.
describe('周检.sh', () => {
  const office = join(folder, '双击 试用');
  const script = join(office, unixScript);

  it('imports, inspects and shows what there is to do', async () => {
    await runCli('init', office, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
    dropInto(office);
    writeFileSync(join(office, 'replies', '不是台账.txt'), '收到');
    const { code, out } = clickOn(script, `${installedCommand()}:${process.env.PATH}`);
    expect(code).toBe(3);
    const steps = ['── 收回执（1 个文件）', '── 导入、检查、出报表和学校材料', '── 周一待办', '结果在 '].map((text) => out.indexOf(text));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps[0]).toBe(0);
    const [run] = readHead(join(office, 'ledger')).runs;
    expect(out).toContain(`结果在 ${join(office, 'outbox', run!.run)}`);
    expect(out).toContain('【未报送催报】1 所学校本期没有报送学生名册');
    expect(existsSync(join(office, 'inbox', '已导入'))).toBe(true);
    expect(out).not.toMatch(personNumber);
  });

  it('heji schedule stands by until it is asked to stop', async () => {
    // A pipeline of two days a year: nothing is due.
    const [node, ...before] = program;
    const service = spawn(node, [...before, 'schedule', 'semester-verification', '--workspace', office], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    service.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (!out.includes('定时服务已启动') && (out + text).includes('定时服务已启动')) service.kill('SIGTERM');
      out += text;
    });
    const code = await new Promise((resolve) => service.on('close', resolve));
    expect(code).toBe(0);
    expect(out).toMatch(/^第一次启用定时：从今天的时刻起算，更早的不补做。\n定时服务已启动/);
    expect(out).toMatch(/定时服务已停止。\n$/);
    expect(new AttemptLog(office).read().lines.filter(({ type }) => type === 'opened' || type === 'closed')).toMatchObject([
      { type: 'opened', pid: service.pid },
      { type: 'closed', pid: service.pid },
    ]);
  });

  it('says so where there is no heji any more', () => {
    writeFileSync(script, readFileSync(script, 'utf8').replaceAll(join(product, 'bin', 'heji.mjs'), join(folder, 'gone.mjs')));
    const { code, out } = clickOn(script, '/usr/bin:/bin');
    expect(code).toBe(1);
    expect(out).toContain('找不到核籍：');
  });
});
