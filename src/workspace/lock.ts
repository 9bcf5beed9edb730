import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { BusyFailure } from '../failure.ts';
import { createFile } from './atomic-file.ts';
import { sweepLeftovers } from './leftovers.ts';
import { holderText, isHolding, type LockHolder, readHolder, thisProcess } from './lock-holder.ts';

/** Where a workspace's lock is. */
export const lockFile = (folder: string): string => join(folder, 'logs', 'running.json');

/**
 * Lets one process write to a workspace at a time, so that the second one hears so at once instead of after its work. A lock whose
 * process is gone does not count; what such a process left half-made is removed first. Safety does not depend on it: every commit is
 * the exclusive creation of the next number.
 * @throws BusyFailure that says who has it, since when, and what to do.
 */
export async function whileLocked<T>(folder: string, what: string, work: () => Promise<T>): Promise<T> {
  const release = takeLock(lockFile(folder), what);
  if (typeof release !== 'function') throw new BusyFailure(busyText(folder, release));
  try {
    sweepLeftovers(folder);
    return await work();
  } finally {
    release();
  }
}

/** Who writes to the workspace now; null: nobody. */
export function lockedBy(folder: string): LockHolder | null {
  const holder = readHolder(lockFile(folder));
  return holder !== null && isHolding(holder) ? holder : null;
}

/** Takes a lock and returns how to let go of it, or who has it; null: somebody took it in this very moment. */
export function takeLock(path: string, what: string): (() => void) | LockHolder | null {
  const mine = JSON.stringify({ ...thisProcess(what), token: randomBytes(8).toString('hex') });
  if (!createFile(path, mine)) {
    const found = readText(path);
    const holder = readHolder(path);
    if (holder !== null && isHolding(holder)) return holder;
    removeExactly(path, found);
    if (!createFile(path, mine)) return readHolder(path);
  }
  return () => removeExactly(path, mine);
}

/** Another process may have found the same dead lock and put its own there meanwhile: that one stays. */
function removeExactly(path: string, text: string | null): void {
  const aside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readText(aside);
  if (moved !== null && moved !== text) createFile(path, moved);
  // Version 0.1 had a folder for a lock.
  rmSync(aside, { recursive: true, force: true });
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function busyText(folder: string, holder: LockHolder | null): string {
  if (holder === null) return '另一个核籍刚刚开始工作。请等它结束后再试；没有改动任何东西。';
  const elsewhere =
    holder.host === null || holder.host === hostname()
      ? '一直不结束的，请在任务管理器里结束这个进程'
      : `那台电脑上已经没有核籍在运行的，请删除 ${lockFile(folder)}`;
  return `${holderText(holder)}，没有改动任何东西。请等它结束后再试；${elsewhere}。`;
}
