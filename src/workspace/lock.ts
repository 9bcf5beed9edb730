import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BusyFailure } from '../failure.ts';
import { createFile } from './atomic-file.ts';

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Lets one process write to a workspace at a time, so that the second one hears so at once instead of after its work. A lock whose
 * process is gone does not count. Safety does not depend on it: every commit is the exclusive creation of the next number.
 */
export async function whileLocked<T>(folder: string, what: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, 'logs', 'running.json');
  const mine = JSON.stringify({ pid: process.pid, what });
  if (!createFile(path, mine)) {
    const holder = readHolder(path);
    if (holder && isAlive(holder.pid)) {
      throw new BusyFailure(`另一个核籍正在${holder.what}（进程 ${holder.pid}）。请等它结束后再试；没有改动任何东西。`);
    }
    rmSync(path, { force: true });
    if (!createFile(path, mine)) throw new BusyFailure('另一个核籍刚刚开始工作。请等它结束后再试；没有改动任何东西。');
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function readHolder(path: string): { pid: number; what: string } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { pid: number; what: string };
  } catch {
    return null;
  }
}
