import { expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { openRun } from '../../src/pipelines/run-store.ts';
import { summariseRun } from '../../src/pipelines/summary.ts';
import { eachDrop, idOf } from '../lake/drop.ts';
import { inspectWith, kept, list, right, wrong } from './life.ts';

const drop = eachDrop();

it('the running ledger, the trend and the summary tell the same weeks', async () => {
  const { workspace } = drop();
  const run = (day: string) => inspectWith(workspace, day, ['id-checksum', 'dup-id-number', 'pupil-vanished']);
  const twin = { name: '丙', id: idOf(3), registry: 'L230123201601020099' };
  drop().put('学生_20261102.csv', list([wrong('甲', 1), wrong('乙', 2), right('丁', 3), twin]));
  await run('2026-11-02');
  // 甲 is mended, 乙 is gone; 丁, who shares a number with 丙, is suspected to have dropped out.
  const second = list([right('甲', 1), right('丁', 3), twin]).replace(/^(.*丁.*)在读$/m, '$1疑似辍学');
  drop().put('学生_20261110.csv', second);
  const outcome = await run('2026-11-10');

  const ledger = await kept(
    workspace,
    outcome,
    'rectification',
    `select name, status, mark, earlier_status, changed_in_run, is_open, is_owed, cast(due_on as varchar) as due_on, overdue_days, actions, is_protected
     from kept order by list_position(['甲', '乙', '丙', '丁'], name), check_id`,
  );
  const open = { is_open: true, is_owed: true };
  expect(ledger).toMatchObject([
    { name: '甲', status: 'closed', earlier_status: 'new', changed_in_run: true, is_open: false, is_owed: false, overdue_days: null },
    { name: '乙', status: 'persisting', mark: '名册消失', ...open, due_on: '2026-11-09', overdue_days: 1, is_protected: true },
    { name: '乙', status: 'new', earlier_status: null, ...open, due_on: '2026-11-17', overdue_days: 0, is_protected: true },
    { name: '丙', status: 'persisting', earlier_status: 'new', ...open, due_on: '2026-11-09', overdue_days: 1, is_protected: false },
    { name: '丁', status: 'persisting', ...open, actions: ['evidence', 'changed'], is_protected: true },
  ]);
  expect(ledger[3]?.actions).toContain('deleted');

  const trend = await kept(
    workspace,
    outcome,
    'trend',
    "select concat_ws(' ', cast(as_of as varchar), category, severity, status, findings, overdue) as line from kept order by all",
  );
  expect(trend.map(({ line }) => line)).toEqual([
    '2026-11-02 信息质量 orange new 2 0',
    '2026-11-02 重复 orange new 2 0',
    '2026-11-10 信息质量 orange closed 1 0',
    '2026-11-10 信息质量 orange persisting 1 1',
    '2026-11-10 辍学 orange new 1 0',
    '2026-11-10 重复 orange persisting 2 2',
  ]);

  const engine = await DuckDbEngine.open();
  await openRun(engine, workspace, outcome);
  const summary = await summariseRun(engine, [], null);
  engine.close();
  expect(summary.findings).toMatchObject({
    total: 4,
    fresh: 1,
    persisting: 3,
    reopened: 0,
    not_submitted: 0,
    closed: 1,
    ended: 0,
    overdue: 3,
  });
  expect(summary.notes.filter((note) => note.includes('从名册消失'))).toMatchObject([expect.stringContaining('1 名学生')]);
}, 120_000);
