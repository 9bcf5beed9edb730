import { existsSync } from 'node:fs';
import { lockedBy, lockFile } from '../../workspace/lock.ts';
import { holderText } from '../../workspace/lock-holder.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { type Diagnosis, fine, notice } from './diagnosis.ts';

/** Whether another process is at work here. Only looks: one that wants to write must not be refused because somebody looks. */
export function inspectLock({ folder }: Workspace): Diagnosis {
  const holder = lockedBy(folder);
  if (holder !== null) return notice('运行锁', holderText(holder), '请等它结束');
  return fine('运行锁', existsSync(lockFile(folder)) ? '上次中断留下的，不起作用，下一次运行会清除' : '没有别的核籍在运行');
}
