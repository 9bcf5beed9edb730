import { existsSync } from 'node:fs';
import { BusyFailure } from '../../failure.ts';
import { whileLocked } from '../../workspace/lock.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { type Diagnosis, fine, notice } from './diagnosis.ts';

/** Whether another process is at work here. Takes the lock for a moment, which removes one whose process is gone. */
export async function inspectLock(workspace: Workspace): Promise<Diagnosis> {
  const wasThere = existsSync(workspace.path('logs', 'running.json'));
  try {
    await whileLocked(workspace.folder, '自检', async () => undefined);
    return fine('运行锁', wasThere ? '上次中断留下的锁已清除' : '没有别的核籍在运行');
  } catch (error) {
    if (!(error instanceof BusyFailure)) throw error;
    return notice('运行锁', error.message.split('。')[0]!, '请等它结束');
  }
}
