import { Failure, UsageFailure } from '../failure.ts';
import type { RunEvent } from '../ledger/event.ts';
import { readHead } from '../ledger/ledger-head.ts';
import type { Workspace } from '../workspace/workspace.ts';

const shownRuns = 5;

/** The run that the user means: the last one when none is named. @throws Failure when there is none at all, UsageFailure for an unknown name. */
export function chooseRun(workspace: Workspace, asked: string | undefined): RunEvent {
  const { runs } = readHead(workspace.path('ledger'));
  const last = runs.at(-1);
  if (!last) throw new Failure(`${workspace.folder} 里还没有运行过。请先运行 heji run weekly-inspection。`);
  if (asked === undefined) return last;
  const found = runs.find(({ run }) => run === asked);
  if (found) return found;
  const recent = runs.slice(-shownRuns).map(({ run }) => run);
  throw new UsageFailure(`没有运行“${asked}”，最近的有：${recent.reverse().join('、')}。`);
}
