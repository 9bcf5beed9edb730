import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BusyFailure } from '../../src/failure.ts';
import { lockedBy, lockFile, whileLocked } from '../../src/workspace/lock.ts';
import { thisProcess } from '../../src/workspace/lock-holder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heji-lock-'));
  mkdirSync(join(folder, 'logs'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const leave = (holder: object | string): void =>
  writeFileSync(lockFile(folder), typeof holder === 'string' ? holder : JSON.stringify(holder));
const attempt = (): Promise<string> => whileLocked(folder, '导入', async () => 'done');

describe('a lock', () => {
  it('is there while the work goes on, says whose it is, and is gone afterwards, also when the work fails', async () => {
    await whileLocked(folder, '导入', async () => {
      expect(lockedBy(folder)).toMatchObject({ pid: process.pid, what: '导入', host: hostname() });
      expect(JSON.parse(readFileSync(lockFile(folder), 'utf8')).since).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    });
    expect(readdirSync(join(folder, 'logs'))).toEqual([]);
    await expect(whileLocked(folder, '导入', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect([lockedBy(folder), readdirSync(join(folder, 'logs'))]).toEqual([null, []]);
  });

  it('of a process at work is told with what it does, since when, and what to do', async () => {
    const { since } = thisProcess('');
    leave({ ...thisProcess('运行县级周检'), pid: process.ppid, birth: null });
    const failure = await attempt().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BusyFailure);
    expect((failure as Error).message).toBe(
      `另一个核籍正在运行县级周检（进程 ${process.ppid}，${since} 启动），没有改动任何东西。请等它结束后再试；一直不结束的，请在任务管理器里结束这个进程。`,
    );
    expect(existsSync(lockFile(folder))).toBe(true);
  });

  it('of another computer counts, whatever runs here, and says which file to delete', async () => {
    leave({ ...thisProcess('导入'), pid: 2 ** 30, host: '二号机' });
    await expect(attempt()).rejects.toThrow(
      `在电脑 二号机 上），没有改动任何东西。请等它结束后再试；那台电脑上已经没有核籍在运行的，请删除 ${lockFile(folder)}。`,
    );
  });

  it.each([
    ['of a process that is gone', { ...thisProcess('导入'), pid: 2 ** 30 }],
    [
      'of a process from before the computer was started',
      { ...thisProcess('导入'), pid: process.ppid, birth: null, since: '2001-01-01 00:00:00' },
    ],
    ['as version 0.1 left it', { pid: 2 ** 30, what: '导入' }],
    ['whose text was never finished', '{"pid": 12'],
    ['without text', ''],
  ])('%s does not count', async (_, holder) => {
    leave(holder);
    expect(lockedBy(folder)).toBeNull();
    expect(await attempt()).toBe('done');
    expect(readdirSync(join(folder, 'logs'))).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('of a process whose number another program has now does not count', async () => {
    leave({ ...thisProcess('导入'), birth: '1' });
    expect(await attempt()).toBe('done');
  });

  it('that another process put in place of a dead one stays', async () => {
    await whileLocked(folder, '导入', async () => {
      const other = JSON.stringify({ ...thisProcess('重新装载'), token: 'another' });
      writeFileSync(lockFile(folder), other);
    });
    expect(lockedBy(folder)?.what).toBe('重新装载');
  });
});
