import { type StoredCommit, storedCommits } from './commit-file.ts';
import type { CommitHead, RunEvent } from './event.ts';

/** What the ledger's first lines tell: which runs there were, and who wrote what when. */
export interface LedgerHead {
  /** Of the last commit; 0: none. */
  readonly sequence: number;
  readonly runs: readonly RunEvent[];
  readonly commits: readonly CommitHead[];
}

/** Reads the first line of each commit, no events. @throws Failure for a gap, a damaged file or one of a later version. */
export const readHead = (ledgerFolder: string): LedgerHead => headOf(storedCommits(ledgerFolder).map(({ head }) => head));

export const headOf = (commits: readonly CommitHead[]): LedgerHead => ({
  sequence: commits.at(-1)?.sequence ?? 0,
  runs: commits.flatMap(({ sequence, run }) => (run === null ? [] : [{ ...run, sequence }])),
  commits,
});

/** Of which moment the ledger is asked: runs of later days and what was written later than then do not count. */
export interface LedgerHorizon {
  /** The last day of inspection, and of other entries. */
  readonly asOf?: string;
  /** 'YYYY-MM-DD HH:MM:SS'. */
  readonly knownAt?: string;
  /** Number of the first commit that does not count. */
  readonly before?: number;
}

/**
 * The commits up to the last that counts. All before it count too: what came after them was built upon them, also upon the run of a day
 * that had not come yet.
 */
export function commitsUntil(commits: readonly StoredCommit[], { asOf, knownAt, before }: LedgerHorizon): readonly StoredCommit[] {
  const last = commits.findLastIndex(
    ({ head }) =>
      (asOf === undefined || dayOf(head) <= asOf) &&
      (knownAt === undefined || head.at <= knownAt) &&
      (before === undefined || head.sequence < before),
  );
  return commits.slice(0, last + 1);
}

/** The day of which a commit speaks. */
export const dayOf = ({ run, at }: CommitHead): string => run?.as_of ?? at.slice(0, 10);
