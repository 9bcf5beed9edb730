import { BusyFailure } from '../failure.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { writeCommit } from './commit-file.ts';
import { type CommitHead, type LedgerEvent, ledgerFormat } from './event.ts';
import { readHead } from './ledger-head.ts';

/** What is written beside runs. `after`: number of the commit up to which the writer had read. */
export interface Recorded {
  readonly kind: 'replies' | 'review' | 'waiver';
  /** 'YYYY-MM-DD HH:MM:SS' in Asia/Shanghai. */
  readonly at: string;
  readonly by: string;
  readonly after?: number;
}

/**
 * Commits events under the next number; a function is given that number.
 * @throws BusyFailure when something was committed that the writer had not read
 */
export function recordCommit(
  workspace: Workspace,
  { kind, at, by, after }: Recorded,
  events: readonly LedgerEvent[] | ((sequence: number) => readonly LedgerEvent[]),
): CommitHead {
  const folder = workspace.path('ledger');
  const { sequence } = readHead(folder);
  if (after !== undefined && after !== sequence) {
    throw new BusyFailure('工作期间另一个核籍先写入了台账，本次没有生效；请重新做一次。');
  }
  const made = typeof events === 'function' ? events(sequence + 1) : events;
  return writeCommit(folder, { format: ledgerFormat, sequence: sequence + 1, kind, at, by, events: made.length, run: null }, made);
}
