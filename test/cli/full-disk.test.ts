import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { readHead } from '../../src/ledger/ledger-head.ts';
import { findLeftovers } from '../../src/workspace/leftovers.ts';
import { breakDisk, restoreDisk } from '../lake/broken-disk.ts';
import { idOf, students } from '../lake/drop.ts';
import { breakWorkbooks, restoreWorkbooks } from '../replies/broken-workbooks.ts';
import { earlierWorkspace } from '../workspace/earlier.ts';
import { contents } from '../workspace/folder-contents.ts';
import { runCli } from './run-cli.ts';

// A run of the inspection on a disk that is full, in each of its phases. The import's own phases: test/lake/full-disk.test.ts.

let folder: string;
beforeEach(() => {
  folder = earlierWorkspace('1-all-checks');
});
afterEach(restore);

function restore(): void {
  restoreDisk();
  restoreWorkbooks();
}

/** The engine cannot write any more: what it says then. */
function breakEngine(isHit: (sql: string) => boolean): void {
  const run = DuckDbEngine.prototype.run;
  vi.spyOn(DuckDbEngine.prototype, 'run').mockImplementation(async function (this: DuckDbEngine, sql, parameters) {
    if (isHit(sql)) throw new Error('IO Error: Could not write to file "spill.tmp": No space left on device');
    return run.call(this, sql, parameters);
  });
}

const run = () => runCli('run', 'weekly-inspection', '-w', folder, '--as-of', '2026-11-21');
const runs = () => readHead(join(folder, 'ledger')).runs.map((one) => one.run);

const ofKept = (part: string) => (sql: string) => /^\s*copy\b/i.test(sql) && sql.includes(part);

describe('a run for which the disk is full', () => {
  it.each([
    ['while the marts are made', () => breakEngine((sql) => sql.startsWith('create or replace table absence_runs'))],
    ['for what the run observed', () => breakEngine(ofKept('/ledger/runs/'))],
    ['for the last of it', () => breakEngine(ofKept('/rectification.parquet'))],
    ['for the commit', () => breakDisk('linkSync', 'ENOSPC', (path) => path.includes('/ledger/events/'))],
  ])('%s has not run', async (_, breakIt) => {
    breakIt();
    const { code, out, err } = await run();
    expect([code, out]).toEqual([4, '']);
    expect(err).toContain('磁盘空间不足，没有做完。请腾出空间后重新运行一次');
    restore();
    expect(runs()).toEqual(['2026-11-09-1', '2026-11-16-1']);
    expect((await runCli('doctor', '-w', folder)).code).toBe(0);
  });

  it('goes on as if nothing had been when there is space again', async () => {
    breakEngine(ofKept('/ledger/runs/'));
    await run();
    restore();
    expect((await run()).code).toBe(3);
    expect(runs()).toEqual(['2026-11-09-1', '2026-11-16-1', '2026-11-21-1']);
    expect(findLeftovers(folder)).toEqual([]);
  });

  it.each([
    ['the workbook', () => breakWorkbooks((path) => path.includes('县级周检'))],
    ['a school’s package', () => breakWorkbooks((path) => path.includes('整改台账'))],
  ])('for %s counts, and its reports are made later', async (_, breakIt) => {
    breakIt();
    const { code, err } = await run();
    expect([code, err]).toEqual([4, expect.stringContaining('磁盘空间不足')]);
    restore();
    expect(runs()).toEqual(['2026-11-09-1', '2026-11-16-1', '2026-11-21-1']);
    const diagnosis = await runCli('doctor', '-w', folder);
    expect(diagnosis.out).toContain('这些运行已记入台账，但没有来得及出报表：2026-11-21-1');
    const report = await runCli('report', '-w', folder);
    expect(report.code).toBe(0);
    const made = [...contents(join(folder, 'outbox/2026-11-21-1')).keys()];
    expect(made).toContain('依兰县县级周检-2026-11-21-1.xlsx');
    expect(made.filter((path) => path.endsWith('整改台账.xlsx'))).toHaveLength(2);
    expect(made.filter((path) => path.endsWith('.tmp'))).toEqual([]);
    expect((await runCli('doctor', '-w', folder)).out).toContain('记入台账的运行都出过报表');
  });
});

it('the ledger’s index may be missing: the run is whole without it', async () => {
  breakEngine(ofKept('/ledger/state/'));
  expect((await run()).code).toBe(3);
  restore();
  expect(runs()).toHaveLength(3);
  const { out } = await runCli('doctor', '-w', folder);
  expect(out).toMatch(/正常 {2}台账索引：没有，台账共 3 次提交/);
  expect(out).toContain('记入台账的运行都出过报表');
});

it('a workspace that cannot be backed up before its upgrade stays as it was', async () => {
  writeFileSync(join(folder, 'inbox', '一小.csv'), students([{ name: '康乐天', id: idOf(8) }]));
  const before = contents(folder);
  breakDisk('writeSync', 'ENOSPC', () => true);
  const { code, err } = await runCli('import', '-w', folder);
  expect([code, err]).toEqual([4, expect.stringContaining('磁盘空间不足')]);
  restore();
  expect(contents(folder)).toEqual(before);
});
