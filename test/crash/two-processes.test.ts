import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pupils, students } from '../lake/drop.ts';
import { earlierWorkspace } from '../workspace/earlier.ts';
import { buildProduct } from './built-product.ts';
import { outcomeOf } from './outcome.ts';
import { startHeji } from './process.ts';

// Real processes on one workspace: all may read while one writes, and of two that want to write one is told who does.

let folder: string;
let build: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heji-two-'));
  build = buildProduct(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const time = '2026-11-16T09:00:00+08:00';
const start = (workspace: string, args: readonly string[], limit = 'none', countFile = '') =>
  startHeji(build, workspace, args, { time, limit, countFile });

function waitingWorkspace(): string {
  const workspace = earlierWorkspace('1-all-checks');
  mkdirSync(join(workspace, 'inbox'), { recursive: true });
  writeFileSync(join(workspace, 'inbox', '三小.csv'), students(pupils(4, { school: '2230100003' }, 30)));
  return workspace;
}

describe('while one process writes', () => {
  it('others read, and who wants to write too is told who does; then the first goes on', async () => {
    const workspace = waitingWorkspace();
    const stopped = join(folder, 'stopped');
    // The upgrade of the format is done by then, and the import half.
    const writer = start(workspace, ['run', 'weekly-inspection', '--as-of', '2026-11-16'], '240stop', stopped);
    while (!existsSync(stopped)) await setTimeout(20);

    for (const args of [['findings', 'list'], ['runs', 'list'], ['doctor']]) {
      const { code, err } = await start(workspace, args).ended;
      expect([args.join(' '), code, err]).toEqual([args.join(' '), 0, '']);
    }
    for (const args of [['import'], ['report'], ['backup']]) {
      const { code, err } = await start(workspace, args).ended;
      expect([args[0], code]).toEqual([args[0], 5]);
      expect(err).toMatch(
        new RegExp(
          `另一个核籍正在运行县级周检（进程 ${writer.pid}，\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d 启动），没有改动任何东西。请等它结束后再试`,
        ),
      );
    }

    writer.signal('SIGCONT');
    expect((await writer.ended).code).toBe(3);
    expect(outcomeOf(workspace)).toMatchObject({ runs: ['2026-11-09-1', '2026-11-16-1', '2026-11-16-2'], leftovers: [] });
  });
});

it('two that begin in the same moment import a file once', async () => {
  const workspace = waitingWorkspace();
  const imports = () => outcomeOf(workspace).imports.filter((text) => text.includes('三小.csv'));
  const codes = (await Promise.all([1, 2, 3].map(() => start(workspace, ['import']).ended))).map(({ code }) => code);
  expect(codes.filter((code) => code === 0).length).toBeGreaterThanOrEqual(1);
  expect(codes.filter((code) => code !== 0 && code !== 5)).toEqual([]);
  expect(imports()).toHaveLength(1);
  expect((await start(workspace, ['import']).ended).code).toBe(0);
  expect(imports()).toHaveLength(1);
});
