import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { findLeftovers } from '../../src/workspace/leftovers.ts';
import { whileLocked } from '../../src/workspace/lock.ts';
import { newWorkName } from '../../src/workspace/work-name.ts';
import { earlierWorkspace } from './earlier.ts';
import { contents } from './folder-contents.ts';

let folder: string;
let whole: Map<string, string>;
beforeEach(() => {
  folder = earlierWorkspace('1-all-checks');
  whole = contents(folder);
});

const put = (path: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), 'half');
};
const dead = 2 ** 30;

const left = [
  'learned-titles.json.0a1b.tmp',
  'logs/running.json.0a1b.tmp',
  'ledger/.0a1b.tmp',
  'ledger/events/.0a1b.tmp',
  'ledger/state/.0a1b.tmp/rows.parquet',
  'lake/_manifests/.0a1b.tmp',
  'received/0a1b.tmp',
  'backups/2026-11-16-1.tmp/heji.yaml',
  `lake/.work-${dead}-x-00000000/students.csv`,
  `lake/.work-${dead}-00ff/students.csv`,
  'ledger/runs/2026-11-23-1-00ff00ff/run.parquet',
];

it('what killed processes left is found and removed by whoever writes next, and nothing else is', async () => {
  const [run] = readdirSync(join(folder, 'ledger/runs'));
  const older = ['outbox/2026-11-23-1/schools/甲/.整改台账.xlsx.0a1b.tmp', `ledger/runs/${run}/.0a1b.tmp`];
  for (const path of [...left, ...older]) put(path);
  for (const path of older) utimesSync(join(folder, path), 1, 1);
  expect(findLeftovers(folder)).toHaveLength(left.length + older.length);
  await whileLocked(folder, '导入', async () => undefined);
  expect(findLeftovers(folder)).toEqual([]);
  expect(contents(folder)).toEqual(whole);
});

it('what a living process needs is left alone', async () => {
  const work = `lake/${newWorkName()}/students.csv`;
  const workbook = 'outbox/.问题.csv.0a1b.tmp';
  put(work);
  put(workbook);
  await whileLocked(folder, '导入', async () => undefined);
  expect([...contents(folder).keys()].filter((path) => !whole.has(path))).toEqual([work, workbook]);
});

it('no run is removed while the ledger cannot be read', async () => {
  put('ledger/runs/2026-11-23-1-00ff00ff/run.parquet');
  writeFileSync(join(folder, 'ledger/events/000002.json'), '{');
  await whileLocked(folder, '导入', async () => undefined);
  expect(contents(folder).has('ledger/runs/2026-11-23-1-00ff00ff/run.parquet')).toBe(true);
});
