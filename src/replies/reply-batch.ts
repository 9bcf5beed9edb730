import { existsSync, readdirSync } from 'node:fs';
import type { CommitHead } from '../ledger/event.ts';
import type { LedgerHead } from '../ledger/ledger-head.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { JudgedLine } from './clashes.ts';
import type { JudgedDecision } from './review.ts';

/** What 回执汇总 of an import is called, and where it lies in the outbox. */
export const batchFolder = (batch: string): string => `回执-${batch}`;

const batchOf = (sequence: number): string => String(sequence).padStart(3, '0');

/**
 * The name of an import's papers: the number of its commit; where nothing was recorded that of the last commit with a running number
 * (003-2), so that nothing is written over.
 */
export function batchName(workspace: Workspace, sequence: number | null, lost: CommitHead | null, last: number): string {
  if (sequence !== null) return batchOf(sequence);
  if (lost !== null) return batchOf(lost.sequence);
  const outbox = workspace.path('outbox');
  const names = existsSync(outbox) ? readdirSync(outbox) : [];
  for (let number = 2; ; number += 1) {
    const name = `${batchOf(last)}-${number}`;
    if (!names.includes(batchFolder(name))) return name;
  }
}

/** The newest import of answers, where it was killed before its papers were written; null when they are there. */
export function lostImport(workspace: Workspace, { commits }: LedgerHead): CommitHead | null {
  const last = commits.findLast(({ kind }) => kind === 'replies');
  if (!last) return null;
  const folder = workspace.path('outbox', batchFolder(batchOf(last.sequence)));
  // Of another name where the first one was open; one that was not finished has none of these names.
  const isThere = existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('回执汇总') && name.endsWith('.xlsx'));
  return isThere ? null : last;
}

/** A line that the lost import took from this very place is told as it would have told it. */
export function asTaken({ line, outcome }: JudgedLine, lost: CommitHead | null): JudgedLine {
  if (lost === null || outcome.kind !== 'repeated' || outcome.recorded === null) return { line, outcome };
  const { reply, sha256, row } = outcome.recorded;
  const isIts = Number(reply.split('-')[0]) === lost.sequence && sha256 === line.sha256 && row === line.row;
  return isIts ? { line, outcome: { kind: 'taken', item: outcome.item, content: outcome.content } } : { line, outcome };
}

/** The same for a decision of the bureau. */
export function asDecided({ decision, outcome }: JudgedDecision, lost: CommitHead | null): JudgedDecision {
  if (lost === null || outcome.kind !== 'repeated' || outcome.reply.verdict_at !== lost.at) return { decision, outcome };
  return { decision, outcome: { ...outcome, kind: 'taken', to: outcome.finding.status } };
}
