import { expect, it } from 'vitest';
import { unwaive, waive } from '../../src/replies/waiver.ts';
import { csv, eachDrop, idOf } from '../lake/drop.ts';
import { configure, inspectWith, kept, list } from './life.ts';

const drop = eachDrop();

/** Severity, status and 整改时限 of every finding, each way that they occur once. */
async function terms(day: string): Promise<string[]> {
  const { workspace } = drop();
  const outcome = await inspectWith(workspace, day, ['dup-id-number']);
  const line = "concat_ws(' ', severity, status, cast(due_on as varchar), overdue_days)";
  const rows = await kept(workspace, outcome, 'rectification', `select distinct ${line} as line from kept order by line`);
  return rows.map((row) => String(row.line));
}

const twins = list([
  { name: '甲', id: idOf(1) },
  { name: '乙', id: idOf(1), registry: 'L230123201601020099' },
]);
const someChange = csv(
  ['异动类别', '学籍号', '姓名', '学校标识码', '转出学校标识码', '申请日期', '生效日期', '审批状态'],
  ['转出', `G${idOf(9)}`, '癸', '2230100001', '2230100001', '2026-10-09', '2026-10-12', '审核通过'],
);

it('a finding that turns graver has its term from that day on, and keeps it', async () => {
  // Without the table of changes look-alikes cannot be told: orange at most, five workdays.
  drop().put('学生_20261102.csv', twins);
  expect(await terms('2026-11-02')).toEqual(['orange new 2026-11-09 0']);
  drop().put('学生_20261105.csv', twins).put('异动.csv', someChange);
  expect(await terms('2026-11-05')).toEqual(['red persisting 2026-11-05 0']);
  expect(await terms('2026-11-05'), 'again on the same day').toEqual(['red persisting 2026-11-05 0']);
  expect(await terms('2026-11-06')).toEqual(['red persisting 2026-11-05 1']);
});

it('a finding that is late already is not granted time for turning graver', async () => {
  drop().put('学生_20261102.csv', twins);
  await terms('2026-11-02');
  drop().put('学生_20261111.csv', twins).put('异动.csv', someChange);
  expect(await terms('2026-11-11')).toEqual(['red persisting 2026-11-09 2']);
});

it('a term that a school was told stays when the county sets another', async () => {
  drop().put('学生_20261102.csv', twins);
  await terms('2026-11-02');
  configure(drop().workspace, 'deadlines', 'deadlines: { red: 0, orange: 1, yellow: month-end, blue: none }');
  expect(await terms('2026-11-03')).toEqual(['orange persisting 2026-11-09 0']);
});

it('after a waiver the term begins anew, when it ends by itself and when it is taken back', async () => {
  const { workspace } = drop();
  drop().put('学生_20261102.csv', twins);
  await terms('2026-11-02');
  const order = { number: '2026-000001', isGroup: true, reason: '户口簿正在补办', by: '局' };
  await waive(workspace, { ...order, at: '2026-11-03 09:00:00' }, '2026-11-10');
  drop().put('学生_20261110.csv', twins);
  expect(await terms('2026-11-10')).toEqual(['orange waived 2026-11-09']);
  expect(await terms('2026-11-11')).toEqual(['orange persisting 2026-11-18 0']);
  await waive(workspace, { ...order, at: '2026-11-11 09:00:00' }, '2026-12-01');
  await unwaive(workspace, { ...order, at: '2026-11-13 09:00:00' });
  expect(await terms('2026-11-16')).toEqual(['orange persisting 2026-11-20 0']);
});
