import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { writeCommit } from '../../src/ledger/commit-file.ts';
import { openStatuses } from '../../src/ledger/event.ts';
import { allFindings } from '../../src/ledger/finding-filter.ts';
import { listFindings } from '../../src/ledger/finding-list.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { createPresentFindings } from '../../src/ledger/present-findings.ts';
import { changed, commitRun, keepRows, newLedgerFolder, opened, runHead } from './ledger-folder.ts';

let folder: string;
let engine: DuckDbEngine;
const [owed, waived, closed] = ['2026-000001', '2026-000002', '2026-000003'] as const;

beforeEach(async () => {
  folder = newLedgerFolder();
  engine = await DuckDbEngine.open();
  await keepRows(engine, folder, '2026-09-07-1', [owed, waived, closed], { due_on: '2026-09-14', is_counted: true, status: 'new' });
  writeCommit(folder, runHead(1, '2026-09-07-1', '2026-09-07'), [opened(owed), opened(waived), opened(closed)]);
  await commitRun(
    engine,
    folder,
    '2026-09-08',
    [changed('new', 'waived', 'waived', waived), changed('new', 'closed', 'mended', closed)],
    [],
  );
});
afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

const overdueOn = async (today: string): Promise<unknown[]> => {
  await Ledger.open(engine, folder);
  expect(await createPresentFindings(engine, today)).toBe(0);
  return (await engine.rows('select number, status, overdue_days from all_findings order by number')).map((row) => Object.values(row));
};

it('is what the ledger holds now; overdue from the day after its day, only what is owed', async () => {
  expect(await overdueOn('2026-09-14')).toEqual([
    [owed, 'new', 0],
    [waived, 'waived', null],
    [closed, 'closed', null],
  ]);
  expect((await overdueOn('2026-09-15'))[0]).toEqual([owed, 'new', 1]);
  expect((await overdueOn('2026-09-13'))[0]).toEqual([owed, 'new', 0]);
});

it('is listed by status and by what is overdue', async () => {
  await overdueOn('2026-09-15');
  const totals = async (filter: object) => (await listFindings(engine, { ...allFindings, ...filter }, 'number', 9)).total;
  expect(await totals({ statuses: openStatuses })).toBe(2);
  expect(await totals({ statuses: ['closed'] })).toBe(1);
  expect(await totals({ overdue: true })).toBe(1);
  await overdueOn('2026-09-14');
  expect(await totals({ overdue: true })).toBe(0);
});

it('tells of how many findings the record is lost', async () => {
  await (await Ledger.open(engine, folder)).checkpoint();
  await keepRows(engine, folder, '2026-09-07-1', [owed]);
  rmSync(join(folder, 'state'), { recursive: true });
  await Ledger.open(engine, folder);
  expect(await createPresentFindings(engine, '2026-09-14')).toBe(2);
});
