import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readHead } from '../../src/ledger/ledger-head.ts';
import { findLeftovers } from '../../src/workspace/leftovers.ts';
import { runCli } from '../cli/run-cli.ts';
import { breakDisk, restoreDisk } from '../lake/broken-disk.ts';
import { contents } from '../workspace/folder-contents.ts';
import { breakWorkbooks, restoreWorkbooks } from './broken-workbooks.ts';
import { filledPackage } from './filled-package.ts';
import { firstDay, SentCounty } from './sent-county.ts';

// The import of answers on a disk that is full, in each of its phases.

let county: SentCounty;
let folder: string;
beforeEach(async () => {
  county = SentCounty.make();
  folder = county.workspace.folder;
  const run = await county.run(firstDay, [{ number: '2026-000001' }]);
  const answers = { '2026-000001': { 处理方式: '情况说明', 整改情况: '户口簿如此' } };
  county.put('回执.xlsx', await filledPackage(await county.workbook(run, 'A'), answers));
});
afterEach(restoreWorkbooks);

const importReplies = () => runCli('replies', 'import', '--workspace', folder);
const sequence = () => readHead(join(folder, 'ledger')).sequence;
const recorded = () => county.state('select count(*)::integer as n from ledger_replies');

it.each([
  ['for the copy of a file', () => breakDisk('openSync', 'ENOSPC', (path) => path.endsWith('.bytes'))],
  ['for the text of a sheet', () => breakDisk('openSync', 'ENOSPC', (path) => path.includes('.work-') && path.endsWith('.csv'))],
  ['for the commit', () => breakDisk('linkSync', 'ENOSPC', (path) => path.includes('/ledger/events/'))],
])('%s: nothing has changed, and the next import takes it all', async (_, breakIt) => {
  const before = contents(folder);
  breakIt();
  const { code, out, err } = await importReplies();
  restoreDisk();
  expect([code, out, err]).toEqual([4, '', expect.stringContaining('磁盘空间不足')]);
  expect(contents(folder)).toEqual(before);
  expect(findLeftovers(folder)).toEqual([]);
  expect((await importReplies()).code).toBe(0);
  expect([sequence(), await recorded()]).toEqual([2, [{ n: 1 }]]);
});

it('for 回执汇总: the answers count, the file stays, and the next import makes up for it', async () => {
  breakWorkbooks((path) => path.includes('回执汇总'));
  const { code, out } = await importReplies();
  restoreWorkbooks();
  expect([code, out]).toEqual([3, expect.stringContaining('答复已经记入台账，但回执汇总没有写成')]);
  expect([sequence(), await recorded(), existsSync(join(folder, 'replies', '回执.xlsx'))]).toEqual([2, [{ n: 1 }], true]);
  expect((await importReplies()).code).toBe(0);
  expect([sequence(), await recorded(), existsSync(join(folder, 'replies', '回执.xlsx'))]).toEqual([2, [{ n: 1 }], false]);
  expect(existsSync(join(folder, 'outbox', '回执-002', '回执汇总.xlsx'))).toBe(true);
  expect(findLeftovers(folder)).toEqual([]);
});

it('for the folder of what was read: the file stays, is told, and counts once', async () => {
  breakDisk('mkdirSync', 'ENOSPC', (path) => path.includes('已导入'));
  const { code, out } = await importReplies();
  restoreDisk();
  expect([code, out]).toEqual([0, expect.stringMatching(/还留在原处\n.*回执\.xlsx：已经导入，但移不进“已导入”（磁盘空间不足）/)]);
  expect((await importReplies()).out).toContain('读过的 1 个文件已移入 replies/已导入/2026-11-21');
  expect([sequence(), await recorded()]).toEqual([2, [{ n: 1 }]]);
});
