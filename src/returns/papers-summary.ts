import { relative } from 'node:path';
import type { ImportPapers, PapersFailure } from './papers.ts';

/** Where an import's papers are, as `--json` prints it: paths from the folder in which the command was called. */
export interface PapersSummary {
  /** 导入记录; null: it could not be written. */
  readonly log: string | null;
  /** 退回单, one a school. */
  readonly slips: readonly string[];
  /** Why they could not be written, and what to do. */
  readonly problem: string | null;
}

/** `papers` null: nothing was imported. */
export function summarisePapers(papers: ImportPapers | PapersFailure | null, from: string): PapersSummary | null {
  if (papers === null) return null;
  if ('problem' in papers) return { log: null, slips: [], problem: papers.problem };
  return { log: relative(from, papers.log), slips: papers.slips.map((slip) => relative(from, slip)), problem: null };
}
