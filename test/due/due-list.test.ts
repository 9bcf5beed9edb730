import { readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dueText } from '../../src/cli/due-text.ts';
import { todoText } from '../../src/cli/todo-text.ts';
import { type DueSummary, writeDueList } from '../../src/due/due-list.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { literal } from '../../src/engine/sql-text.ts';
import { readHead } from '../../src/ledger/ledger-head.ts';
import { recordCommit } from '../../src/ledger/record-commit.ts';
import { findTodo } from '../../src/todo/todo.ts';
import { csv, eachDrop, students } from '../lake/drop.ts';
import { changed, replied } from '../ledger/ledger-folder.ts';
import { allTexts, open, sheetOf } from '../reports/opened.ts';
import { commitOwing, schoolList } from './owing.ts';

const drop = eachDrop();

/** A Thursday: three workdays on is the Tuesday after. */
const day = '2026-11-19';
const request = { day, within: 3, periodDays: 7 };

const now = '2026-11-19 08:00:00';
const dueOn = async (more: Partial<typeof request> = {}): Promise<DueSummary> =>
  (await writeDueList(drop().workspace, { ...request, ...more }, now)).summary;

const counts = async (more: Partial<typeof request> = {}) => {
  const { overdue, due_today, due_soon, until } = await dueOn(more);
  return { overdue, due_today, due_soon, until };
};

/** What a run kept of its schools: one that the county's list does not have, and one that it calls otherwise by now. */
async function keepOverview(file: string): Promise<void> {
  const engine = await DuckDbEngine.open();
  try {
    await engine.run(`copy (select * from (values ('2230100007', '团山子教学点'), ('2230100002', '原第二小学')) s(school_code, school_name))
      to ${literal(file)} (format parquet)`);
  } finally {
    engine.close();
  }
}

describe('the due list of a day', () => {
  it('tells overdue, due today and due within workdays apart, each limit exactly', async () => {
    await commitOwing(drop().workspace, '2026-11-16', [
      { number: '2026-000001', due_on: '2026-11-18' },
      { number: '2026-000002', due_on: '2026-11-19' },
      { number: '2026-000003', due_on: '2026-11-20' },
      { number: '2026-000004', due_on: '2026-11-24' },
      { number: '2026-000005', due_on: '2026-11-25' },
      { number: '2026-000006', due_on: null },
    ]);
    expect(await counts()).toEqual({ overdue: 1, due_today: 1, due_soon: 2, until: '2026-11-24' });
    expect(await counts({ within: 0 })).toEqual({ overdue: 1, due_today: 1, due_soon: 0, until: day });
    expect(await counts({ within: 4 })).toMatchObject({ due_soon: 3, until: '2026-11-25' });
  });

  it('tells how many faults those are, one that two checks return once', async () => {
    await commitOwing(drop().workspace, '2026-11-16', [
      { number: '2026-000001', due_on: '2026-11-18' },
      { number: '2026-000002', due_on: '2026-11-18', is_counted: false },
    ]);
    const summary = await dueOn();
    expect([summary.overdue, summary.faults]).toEqual([2, 1]);
    expect(dueText(summary)).toContain(
      '已逾期 2 条，今日到期 0 条，即将到期（至 2026-11-24）0 条（同一错误被两项检查查出的各算一条；报表合计只算一次，是 1 条）；',
    );
  });

  it('does not take the findings of a run that kept no deadlines for none overdue', async () => {
    const { workspace } = drop();
    await commitOwing(workspace, '2026-11-16', [{ number: '2026-000001', due_on: '2026-11-18' }]);
    const { folder } = readHead(workspace.path('ledger')).runs.at(-1)!;
    rmSync(workspace.path('ledger', 'runs', folder, 'rectification.parquet'));
    const { file, summary } = await writeDueList(workspace, request, now);
    expect(summary).toMatchObject({ run: '2026-11-16-1', has_deadlines: false, overdue: 0 });
    expect(dueText(summary)).toContain(
      '最近一次运行 2026-11-16-1 没有留下整改时限（旧版所做，或记录不在了），查不出逾期，不等于没有逾期。',
    );
    const list = allTexts(sheetOf(await open(file), '到期清单'))
      .flat()
      .join('\n');
    expect(list).toContain('运行 2026-11-16-1（检查日 2026-11-16，没有留下整改时限，查不出逾期）');
    expect(todoText(await findTodo(workspace, request, { services: [], pipelines: [], due_list: null, unreadable_lines: 0 }))).toContain(
      '【没有整改时限】最近一次运行 2026-11-16-1 没有留下整改时限',
    );
  });

  it("calls a school that the county's list does not name as the run did", async () => {
    const { workspace } = drop();
    const rows = ['2230100002', '2230100007'].map((school) => ({ name: '王小明', school }));
    await drop().put('学校.csv', schoolList).put('学生-20261109.csv', students(rows)).import('2026-11-09');
    await commitOwing(workspace, '2026-11-09', []);
    const { folder } = readHead(workspace.path('ledger')).runs.at(-1)!;
    await keepOverview(workspace.path('ledger', 'runs', folder, 'school_overview.parquet'));
    const names = (await dueOn()).unsent.map(({ school_name }) => school_name);
    expect(names.toSorted()).toEqual(['第一小学', '第三小学', '第二小学', '团山子教学点'].toSorted());
  });

  it('goes by the county calendar where that makes a day free', async () => {
    await drop()
      .put('校历.csv', csv(['日期', '是否教学日', '是否工作日'], ['2026-11-20', '否', '否'], ['2026-11-23', '是', '是']))
      .import();
    expect((await counts({ within: 1 })).until).toBe('2026-11-23');
  });

  it('leaves out what is no longer owed, also where that came after the run', async () => {
    const { workspace } = drop();
    const due_on = '2026-11-18';
    await commitOwing(workspace, '2026-11-16', [
      { number: '2026-000001', due_on },
      { number: '2026-000002', due_on, status: 'closed' },
      { number: '2026-000003', due_on, status: 'waived' },
      { number: '2026-000004', due_on },
      { number: '2026-000005', due_on },
    ]);
    recordCommit(workspace, { kind: 'review', at: '2026-11-17 09:00:00', by: '陈老师' }, [
      changed('new', 'explained', 'explained', '2026-000004'),
      changed('new', 'not-submitted', 'unsent', '2026-000005'),
    ]);
    expect((await counts()).overdue).toBe(2);
    expect((await counts({ day: '2026-11-16' })).due_soon).toBe(3);
  });

  it('names the schools, the one with most overdue first, and what they have not answered', async () => {
    const { workspace } = drop();
    await commitOwing(workspace, '2026-11-16', [
      { number: '2026-000001', due_on: '2026-11-18', school_code: '2230100002' },
      { number: '2026-000002', due_on: '2026-11-17', school_code: '2230100002' },
      { number: '2026-000003', due_on: '2026-11-18', school_code: '2230100001' },
    ]);
    recordCommit(workspace, { kind: 'replies', at: '2026-11-17 09:00:00', by: '陈老师' }, [
      replied('000002-1', '2026-000001', { school: '2230100002' }),
    ]);
    const { file, summary } = await writeDueList(workspace, request, now);
    const answers = allTexts(sheetOf(await open(file), '到期清单')).map((row) => [row[2], row.at(-3)]);
    expect(answers).toContainEqual(['2026-000001', '佐证（待审）']);
    expect(answers).toContainEqual(['2026-000002', '未答复']);
    expect(summary.schools).toEqual([
      {
        school_code: '2230100002',
        school_name: '第二小学',
        overdue: 2,
        due_today: 0,
        due_soon: 0,
        unanswered: 1,
        earliest_due_on: '2026-11-17',
      },
      {
        school_code: '2230100001',
        school_name: '第一小学',
        overdue: 1,
        due_today: 0,
        due_soon: 0,
        unanswered: 1,
        earliest_due_on: '2026-11-18',
      },
    ]);
  });

  it('counts a school as 未报送 from the seventh day on', async () => {
    const rows = [{ name: '王小明', school: '2230100002' }];
    await drop().put('学校.csv', schoolList).put('2230100002-学生-20261119.csv', students(rows)).import('2026-11-19');
    const unsent = async (asOf: string) =>
      (await dueOn({ day: asOf })).unsent.map(({ school_name, last_date }) => [school_name, last_date]);
    const never = [
      ['第一小学', null],
      ['第三小学', null],
    ];
    expect(await unsent('2026-11-25')).toEqual(never);
    expect(await unsent('2026-11-26')).toEqual([...never, ['第二小学', '2026-11-19']]);
  });

  it('is a workbook, logged and without whole numbers of persons', async () => {
    const { workspace } = drop();
    await drop().put('学校.csv', schoolList).import();
    await commitOwing(workspace, '2026-11-16', [
      { number: '2026-000001', due_on: '2026-11-18' },
      { number: '2026-000002', due_on: '2026-11-24', school_code: '2230100003' },
    ]);
    const { file } = await writeDueList(workspace, request, now);
    expect(file).toBe(workspace.path('outbox', '到期-2026-11-19', '到期清单.xlsx'));
    const workbook = await open(file);
    const list = allTexts(sheetOf(workbook, '到期清单')).map((row) => row.join('|'));
    expect(list[0]).toBe('依兰县到期清单');
    expect(list[1]).toContain('已逾期 1，今日到期 0，3 个工作日内（至 2026-11-24）到期 1，涉及 2 所学校');
    expect(list[2]).toContain('依据：运行 2026-11-16-1（检查日 2026-11-16）的整改时限');
    expect(list[4]).toContain('1|已逾期|2026-000001|橙|第一小学|三年级1班|超标准班额|本班在籍60人|2026-11-16|2026-11-18|1|未答复');
    expect(list[5]).toContain('2|即将到期|2026-000002|橙|第三小学');
    expect(allTexts(sheetOf(workbook, '各校汇总')).at(-1)!.join('|')).toMatch(/合计.*1.*0.*1.*2/);
    expect(allTexts(sheetOf(workbook, '未报送')).map((row) => row[2])).toEqual(
      expect.arrayContaining(['第一小学', '第二小学', '第三小学']),
    );
    expect(readFileSync(workspace.path('logs', 'access.jsonl'), 'utf8')).toContain('生成 2026-11-19 的到期清单（脱敏）');
  });

  it('says so where nothing was inspected yet', async () => {
    const { file, summary } = await writeDueList(drop().workspace, request, now);
    expect(summary).toMatchObject({ run: null, overdue: 0, schools: [], unsent: [] });
    expect(
      allTexts(sheetOf(await open(file), '到期清单'))
        .flat()
        .join(),
    ).toContain('没有逾期和即将到期的问题');
  });
});
