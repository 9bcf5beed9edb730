import { exitCode, Failure } from '../failure.ts';
import { readHead } from '../ledger/ledger-head.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * Another scheduler may have filled the slot since it was found open. Called while the workspace is locked, so that it stays true.
 * @throws Failure that is no error: there is nothing left to do.
 */
export function refuseFilledSlot(workspace: Workspace, slot: string): void {
  const filling = readHead(workspace.path('ledger')).runs.find((run) => run.slot === slot);
  if (filling === undefined) return;
  throw new Failure(`${slot} 已经运行过（运行 ${filling.run}，${filling.finished_at} 完成），没有再运行。`, exitCode.done);
}
