import { describe, expect, it } from 'vitest';
import { daily, itself, Stage, weekly } from './stage.ts';

const call = (slot: string, asOf: string): string => `run ${slot.split('@')[0]} --slot ${slot} --as-of ${asOf} --workspace /w`;
const monday = 'weekly@2026-11-16T07:00';

describe('a scheduler', () => {
  it('fills a slot once, however often the bell rings', async () => {
    const stage = new Stage();
    const scheduler = stage.scheduler();
    scheduler.open();
    for (const now of ['2026-11-16 06:59:00', '2026-11-16 07:00:00', '2026-11-16 07:01:00', '2026-11-16 07:02:00']) {
      stage.now = now;
      await scheduler.tick();
    }
    expect(stage.calls).toEqual([call(monday, '2026-11-16')]);
    expect(stage.said.at(-1)).toBe('2026-11-16 07:00:00  周检 2026-11-16 07:00 完成，但有表被拒收或有检查未运行（运行 2026-11-16-1）');
  });

  it('runs one pipeline after the other', async () => {
    const stage = new Stage();
    await stage.scheduler([weekly, daily]).tick();
    expect(stage.calls).toEqual([call(monday, '2026-11-16'), call('daily@2026-11-16T07:00', '2026-11-16')]);
  });

  it('does nothing while an earlier tick is at work', async () => {
    const stage = new Stage();
    stage.plays = ['hangs'];
    const scheduler = stage.scheduler();
    const first = scheduler.tick();
    expect(await scheduler.tick()).toEqual([]);
    expect([scheduler.stop(), scheduler.stop()]).toEqual(['run', 'end']);
    expect(await first).toEqual([null]);
    expect(stage.calls).toHaveLength(1);
    expect(stage.said.at(-1)).toContain('因定时停止而中断，台账没有变；下次启动时重做。');
  });

  it('starts nothing once it was asked to stop', async () => {
    const stage = new Stage();
    const scheduler = stage.scheduler();
    expect(scheduler.stop()).toBeNull();
    await scheduler.tick();
    expect(stage.calls).toEqual([]);
  });

  it('tries a failed run three times, ten minutes apart, and then says so', async () => {
    const stage = new Stage();
    stage.plays = [itself(4), { code: null, endedBy: 'limit' }, itself(1)];
    const scheduler = stage.scheduler();
    for (let minute = 0; minute < 60; minute += 1) {
      stage.now = `2026-11-16 07:${String(minute).padStart(2, '0')}:00`;
      await scheduler.tick();
    }
    expect(stage.calls.filter((text) => text.startsWith('run'))).toHaveLength(3);
    const outcomes = stage.said.filter((text) => text.includes('没有做成'));
    expect(outcomes.map((text) => text.slice(0, 16))).toEqual(['2026-11-16 07:00', '2026-11-16 07:10', '2026-11-16 07:20']);
    expect(outcomes[0]).toContain('退出码 4：没有做成，没有改动任何东西），台账没有变；10 分钟后再试，还试 2 次。');
    expect(outcomes[1]).toContain('超过 120 分钟还没有结束，已被结束');
    expect(outcomes[2]).toContain('不再自动重试；请手工运行 heji run weekly 看原因。');
  });

  it('does not try again what was called wrongly', async () => {
    const stage = new Stage();
    stage.plays = [itself(2)];
    const scheduler = stage.scheduler();
    await scheduler.tick();
    stage.now = '2026-11-16 07:20:00';
    await scheduler.tick();
    expect(stage.calls).toHaveLength(1);
    expect(stage.said.at(-1)).toContain('退出码 2：设置或参数不对），不再自动重试');
  });

  it('waits for another heji, noting it once, and then runs', async () => {
    const stage = new Stage();
    stage.holder = { pid: 4711, what: '导入', since: '2026-11-16 06:58:00', host: null, birth: null };
    const scheduler = stage.scheduler();
    expect(await scheduler.tick()).toEqual([5]);
    stage.now = '2026-11-16 07:01:00';
    await scheduler.tick();
    expect(stage.calls).toEqual([]);
    expect(stage.said).toEqual([
      '周检 2026-11-16 07:00 到点，但另一个核籍正在导入（进程 4711，2026-11-16 06:58:00 启动）；每分钟再看一次，到下一个时刻为止。',
    ]);
    stage.holder = null;
    stage.now = '2026-11-16 07:02:00';
    await scheduler.tick();
    expect(stage.runs.map(({ slot }) => slot)).toEqual([monday]);
  });

  it('says what became of a run that a power cut interrupted, and fills the slot', async () => {
    const stage = new Stage();
    stage.log.append({ type: 'opened', at: '2026-11-16 06:00:00', pid: 1 });
    stage.log.append({ type: 'started', at: '2026-11-16 07:00:00', slot: monday, as_of: '2026-11-16', pid: 999_999_999 });
    stage.now = '2026-11-16 07:20:00';
    const scheduler = stage.scheduler();
    scheduler.open();
    expect(stage.said[0]).toContain('中途中断（断电或被关闭）：台账和以前一样，没有缺损；重新运行。');
    await scheduler.tick();
    expect(stage.runs.map(({ slot }) => slot)).toEqual([monday]);
  });

  it('does not call interrupted what the ledger has taken', () => {
    const stage = new Stage();
    stage.log.append({ type: 'started', at: '2026-11-16 07:00:00', slot: monday, as_of: '2026-11-16', pid: 999_999_999 });
    stage.runs.push({ run: 'r', pipeline: 'weekly', as_of: '2026-11-16', started_at: stage.now, finished_at: stage.now, slot: monday });
    stage.scheduler().open();
    expect(stage.said).toEqual([
      `上次的 ${monday}（2026-11-16 07:00:00 开始）没有留下结束的记录（断电或被关闭），但已记入台账（运行 r）；报表没有写全的，用 heji report 重做。`,
    ]);
  });

  it('tells a run that was killed after the ledger had taken it', async () => {
    const stage = new Stage();
    stage.plays = ['fills, then is killed'];
    await stage.scheduler().tick();
    expect(stage.said.at(-1)).toContain('已记入台账，出报表时被结束，可用 heji report 重做（运行 2026-11-16-1）');
    await stage.scheduler().tick();
    expect(stage.calls).toHaveLength(1);
  });

  it('says what was missed and that only the newest is made up for', () => {
    const stage = new Stage();
    stage.log.append({ type: 'opened', at: '2026-11-01 06:00:00', pid: 1 });
    stage.now = '2026-11-18 09:00:00';
    stage.scheduler().open();
    expect(stage.said).toEqual([
      '周检有 1 次没有按时运行（2026-11-16 07:00），现在补做。',
      '周检另有 2 次错过（2026-11-02 07:00 至 2026-11-09 07:00），按设置只做最近一次，不再补。',
    ]);
  });

  it('makes up for all in their order: one that has to wait holds back the others', async () => {
    const stage = new Stage();
    stage.log.append({ type: 'opened', at: '2026-11-16 06:00:00', pid: 1 });
    stage.now = '2026-11-18 06:00:00';
    stage.plays = [itself(4)];
    const scheduler = stage.scheduler([daily]);
    await scheduler.tick();
    expect(stage.calls).toEqual([call('daily@2026-11-16T07:00', '2026-11-16')]);
    stage.now = '2026-11-18 06:10:00';
    await scheduler.tick();
    expect(stage.runs.map(({ slot, as_of }) => [slot, as_of])).toEqual([
      ['daily@2026-11-16T07:00', '2026-11-16'],
      ['daily@2026-11-17T07:00', '2026-11-17'],
    ]);
  });
});

describe('two schedulers', () => {
  it('fill a slot once: the second one finds it in the ledger', async () => {
    const stage = new Stage();
    stage.plays = ['hangs'];
    const [first, second] = [stage.scheduler(), stage.scheduler()];
    const working = first.tick();
    // The child of the first has the lock; its own process is not known here, so only the lock holds the second one back.
    stage.holder = { pid: 4711, what: '运行周检', since: null, host: null, birth: null };
    expect(await second.tick()).toEqual([5]);
    stage.runs.push({ run: 'r', pipeline: 'weekly', as_of: '2026-11-16', started_at: stage.now, finished_at: stage.now, slot: monday });
    stage.holder = null;
    first.stop();
    first.stop();
    await working;
    expect(await second.tick()).toEqual([]);
    expect(stage.calls).toHaveLength(1);
  });
});

describe('到期清单', () => {
  it.each([
    ['2026-11-16 07:29:59', 0],
    ['2026-11-16 07:30:00', 1],
    ['2026-11-15 09:00:00', 0],
    ['2026-10-01 09:00:00', 0],
  ])('at %s is made %i times', async (now, times) => {
    const stage = new Stage();
    stage.runs.push({ run: 'r', pipeline: 'weekly', as_of: '2026-09-30', started_at: now, finished_at: now, slot: null });
    stage.now = now;
    const scheduler = stage.scheduler([]);
    await scheduler.tick();
    await scheduler.tick();
    expect(stage.calls).toEqual(Array(times).fill(`due --as-of ${now.slice(0, 10)} --workspace /w`));
  });

  it('waits for the first run', async () => {
    const stage = new Stage();
    stage.now = '2026-11-16 09:00:00';
    await stage.scheduler([]).tick();
    expect(stage.calls).toEqual([]);
  });
});
