import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RestageSummary } from '../../src/cli/restage-summary.ts';
import { storeLearning } from '../../src/workspace/learned-titles.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { csv, idOf } from '../lake/drop.ts';
import { newFolder, runCli } from './run-cli.ts';

const county = join(newFolder(), 'county');
const inCounty = (...args: string[]) => runCli(...args, '--workspace', county);
const list = csv(
  ['学校标识码', '学籍号', '姓名', '性别', '身份证件号', '年级', '班级', '学生状态', '这孩子住校不'],
  ['2230100001', `G${idOf(1)}`, '王甲', '男', idOf(1), '三年级', '1班', '在读', '是'],
);

// One county, step by step.
it('heji restage: nothing yet, nothing new, tried, done, and done already', async () => {
  Workspace.create(county, '230123', '依兰县', 'heilongjiang-2020');
  expect(await inCounty('restage')).toMatchObject({ code: 0, out: '还没有导入过，没有可以重新装载的。\n' });

  writeFileSync(join(county, 'inbox', '学生.csv'), list);
  await inCounty('import');
  expect((await inCounty('restage')).out).toContain('没有变化：1 批导入');

  storeLearning(Workspace.open(county), {
    version: 1,
    titles: [{ dataset: 'students', title: '这孩子住校不', column: 'is_boarder', learned_on: '2026-11-16' }],
    tables: [],
  });
  const tried = await inCounty('restage', '--dry-run');
  expect(tried.code).toBe(0);
  expect(tried.out).toContain('不同的行');
  expect(tried.out).toContain('批次 000001 学生.csv：学生基础信息（学籍导出）的“这孩子住校不”列');
  expect(tried.out).toContain('没有写入任何东西');

  // Sent again before the restage: the rows are those of then, and that is said.
  writeFileSync(join(county, 'inbox', '学生.csv'), list);
  const { out } = await inCounty('import', '--dry-run');
  expect(out).toContain('与上次相同 1 所');

  const done = await inCounty('restage', '--json');
  expect(done.code).toBe(0);
  expect(JSON.parse(done.out) as RestageSummary).toEqual({
    commit: '000002',
    dry_run: false,
    imports: 1,
    is_changed: true,
    datasets: [{ dataset: 'students', before: 1, after: 1, different: 1 }],
    new_sheets: [],
    lost_sheets: [],
    new_columns: [{ batch: '000001', file: '学生.csv', sheet: '', dataset: 'students', column: 'is_boarder', title: '这孩子住校不' }],
    lost_columns: [],
    newly_held: [],
    released: [],
  });
  expect((await inCounty('restage')).out).toContain('没有变化');

  // What is forgotten again is a loss, and said so by the exit code.
  rmSync(join(county, 'learned-titles.json'));
  expect(await inCounty('restage')).toMatchObject({ code: 3, out: expect.stringContaining('不再认出的列') });
});
