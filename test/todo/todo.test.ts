import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { todoText } from '../../src/cli/todo-text.ts';
import { recordCommit } from '../../src/ledger/record-commit.ts';
import type { ScheduleStatus } from '../../src/schedule/status.ts';
import { findTodo } from '../../src/todo/todo.ts';
import { commitOwing, schoolList } from '../due/owing.ts';
import { eachDrop, students } from '../lake/drop.ts';
import { changed, replied } from '../ledger/ledger-folder.ts';

const drop = eachDrop();
const request = { day: '2026-11-16', within: 3, periodDays: 7 };
const nothingScheduled: ScheduleStatus = { services: [], pipelines: [], due_list: null, unreadable_lines: 0 };

const find = (schedule = nothingScheduled, more: Partial<typeof request> = {}) =>
  findTodo(drop().workspace, { ...request, ...more }, schedule);
const say = async (...args: Parameters<typeof find>) => todoText(await find(...args));

describe('周一待办', () => {
  it('begins with the first run', async () => {
    expect(await say()).toBe(
      '周一待办（2026-11-16）\n\n【还没有检查】\n  → 把学校报来的表放进 inbox 文件夹，运行 heji run weekly-inspection',
    );
  });

  it('is empty when all is done', async () => {
    await commitOwing(drop().workspace, '2026-11-16', []);
    expect(await say()).toBe('周一待办（2026-11-16）\n没有待办：各校都已报送，没有逾期和待审的。');
  });

  it('names schools that have not sent, and since when', async () => {
    const pupils = students([{ name: '王小明', school: '2230100002' }]);
    await drop().put('学校-20261101.csv', schoolList).put('2230100002-学生-20261109.csv', pupils).import();
    const text = await say();
    expect(text).toContain('【未报送催报】3 所学校本期没有报送学生名册\n  · 第一小学：从未报送\n');
    expect(text).toContain('  · 第二小学：最近数据日 2026-11-09\n');
    expect(await say(nothingScheduled, { day: '2026-11-15' })).toContain('【未报送催报】2 所');
  });

  it('counts what is overdue, school by school', async () => {
    await commitOwing(drop().workspace, '2026-11-16', [
      { number: '2026-000001', due_on: '2026-11-13' },
      { number: '2026-000002', due_on: '2026-11-16' },
      { number: '2026-000003', due_on: '2026-11-19' },
      { number: '2026-000004', due_on: '2026-11-20' },
    ]);
    const text = await say();
    expect(text).toContain('【到期的整改】已逾期 1 条，今日到期 1 条，即将到期（至 2026-11-19）1 条；时限依运行 2026-11-16-1');
    expect(text).toContain('  · 第一小学：逾期 1 条，今日到期 1 条，即将到期 1 条（最早 2026-11-13），未答复 3 条');
  });

  it('calls submissions to mind that are held', async () => {
    const pupils = Array.from({ length: 40 }, (_, index) => ({ name: `学生${index}`, class: index < 20 ? '1班' : '2班' }));
    await drop().put('学校.csv', schoolList).put('2230100001-学生-20261109.csv', students(pupils)).import('2026-11-09');
    await drop()
      .put('2230100001-学生-20261116.csv', students(pupils.slice(0, 20)))
      .import('2026-11-16');
    const text = await say();
    expect(text).toMatch(/【扣住的报送】1 所学校的名册疑似不完整，没有生效\n {2}· 第一小学（2230100001）：/);
    expect(text).not.toContain('第一小学：最近数据日');
  });

  it('lists files that nobody has taken, with the reason of the last import', async () => {
    drop().put('通知.csv', '关于报送的通知\n请各校于周五前报送\n');
    await drop().import();
    drop().put('新来的.csv', students([{ name: '王小明' }]));
    const { workspace } = drop();
    mkdirSync(workspace.path('replies', '已导入'), { recursive: true });
    writeFileSync(workspace.path('replies', '第一小学.xlsx'), '');
    writeFileSync(workspace.path('replies', '已导入', '第二小学.xlsx'), '');
    writeFileSync(workspace.path('outbox', '列名对照.xlsx'), '');
    const todo = await find();
    expect(todo.inbox_files).toEqual([
      { file: '新来的.csv', reason: null },
      { file: '通知.csv', reason: expect.stringMatching(/./) },
    ]);
    expect(todo.reply_files).toEqual([{ file: '第一小学.xlsx', reason: null }]);
    expect(todo.title_workbooks).toEqual(['outbox/列名对照.xlsx']);
    const text = todoText(todo);
    expect(text).toContain('【没有导入的回执】replies 文件夹里有 1 个文件\n  · 第一小学.xlsx\n  → 运行 heji replies import');
    expect(text).toContain('【不认识的列名】有列名等您选择含义\n  · outbox/列名对照.xlsx');
  });

  // 情况说明 to a problem that must be mended waits for the data, as 已整改 does.
  it('counts answers that are not judged', async () => {
    const { workspace } = drop();
    await commitOwing(workspace, '2026-11-16', [
      { number: '2026-000001', due_on: null },
      { number: '2026-000002', due_on: null },
      { number: '2026-000003', due_on: null },
    ]);
    const reply = (line: number, action: 'evidence' | 'fixed' | 'explained') =>
      replied(`000002-${line}`, `2026-00000${line}`, { action, row: line });
    recordCommit(workspace, { kind: 'replies', at: '2026-11-16 10:00:00', by: '陈老师' }, [
      reply(1, 'evidence'),
      reply(2, 'fixed'),
      reply(3, 'explained'),
    ]);
    const todo = await find();
    expect(todo.to_judge).toEqual([{ school_code: '2230100001', school_name: '2230100001', replies: 1 }]);
    expect(todoText(todo)).toContain('【待审的学校说明】1 条');
  });

  it('calls waivers to mind that end within a week', async () => {
    const { workspace } = drop();
    const untils = ['2026-11-22', '2026-11-23', '2026-11-24'];
    const number = (index: number): string => `2026-00000${index + 1}`;
    await commitOwing(
      workspace,
      '2026-11-16',
      untils.map((_, index) => ({ number: number(index), due_on: null })),
    );
    recordCommit(workspace, { kind: 'waiver', at: '2026-11-16 10:00:00', by: '陈老师' }, [
      ...untils.map((until, index) => ({ type: 'waived' as const, number: number(index), until, reason: '上级同意缓办' })),
      changed('new', 'waived', 'waived', ...untils.map((_, index) => number(index))),
    ]);
    const todo = await find();
    expect(todo.ending_waivers.map(({ until }) => until)).toEqual(['2026-11-22', '2026-11-23']);
    expect(todoText(todo)).toContain('  · 2026-000001 第一小学：到 2026-11-22\n');
  });

  it('names times of the schedule that were not done', async () => {
    const slot = (state: 'failed' | 'missed') => ({
      slot: `weekly-inspection@${state}`,
      at: '',
      state,
      failures: 3,
      last_code: 4,
      not_before: null,
    });
    const pipeline = {
      pipeline: 'weekly-inspection',
      title: '县级周检',
      next: [],
      last_scheduled: null,
      last_run: null,
      open: [slot('failed'), slot('missed')],
    };
    const todo = await find({ ...nothingScheduled, pipelines: [pipeline] });
    expect(todo.failed_slots).toEqual([{ slot: 'weekly-inspection@failed', title: '县级周检' }]);
    expect(todoText(todo)).toContain('【没有做成的定时运行】1 次\n  · 县级周检：weekly-inspection@failed');
  });
});
