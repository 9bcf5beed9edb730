import { relative } from 'node:path';
import type { ReplyImport } from '../replies/import-replies.ts';
import { withoutNumbers } from '../replies/kept-text.ts';

/** What an import of answers did, as the screen and `--json` tell it. Holds no numbers of persons. */
export interface RepliesSummary {
  /** Number of the ledger's commit; null: nothing new was recorded. */
  readonly commit: number | null;
  readonly files: readonly { readonly file: string; readonly outcome: string; readonly note: string | null }[];
  readonly lines: {
    readonly taken: number;
    readonly refused: number;
    readonly repeated: number;
    readonly settled: number;
    readonly empty: number;
  };
  readonly schools: number;
  readonly refused: readonly Refusal[];
  readonly verdicts: { readonly taken: number; readonly repeated: number; readonly undecided: number };
  readonly refused_verdicts: readonly { readonly where: string; readonly problem: string }[];
  readonly summary: string | null;
  /** Why there is no summary workbook. */
  readonly problem: string | null;
  readonly left: ReplyImport['left'];
  readonly moved: ReplyImport['moved'];
}

interface Refusal {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  readonly number: string | null;
  readonly school_code: string | null;
  readonly problem: string;
}

export function summariseReplies(result: ReplyImport, currentFolder: string): RepliesSummary {
  const count = (kind: string): number => result.lines.filter(({ outcome }) => outcome.kind === kind).length;
  const decided = (kind: string): number => result.decisions.filter(({ outcome }) => outcome.kind === kind).length;
  const schools = new Set(result.lines.flatMap(({ outcome }) => outcome.item?.school_code ?? []));
  const { papers } = result;
  return {
    commit: result.sequence,
    files: result.files,
    lines: {
      taken: count('taken'),
      refused: count('refused'),
      repeated: count('repeated'),
      settled: count('settled'),
      empty: count('unanswered'),
    },
    schools: schools.size,
    refused: result.lines.flatMap(({ line, outcome }) =>
      outcome.kind !== 'refused'
        ? []
        : [
            {
              file: line.file,
              sheet: line.sheet,
              row: line.row,
              number: outcome.item?.number ?? (line.number === null ? null : withoutNumbers(line.number)),
              school_code: outcome.item?.school_code ?? null,
              problem: outcome.reason,
            },
          ],
    ),
    verdicts: { taken: decided('taken'), repeated: decided('repeated'), undecided: result.undecided },
    refused_verdicts: [
      ...result.unread,
      ...result.decisions.flatMap(({ decision, outcome }) =>
        outcome.kind === 'refused' ? [{ where: decision.where, problem: outcome.reason }] : [],
      ),
    ],
    summary: papers !== null && 'file' in papers ? relative(currentFolder, papers.file) : null,
    problem: papers !== null && 'problem' in papers ? papers.problem : null,
    left: result.left.map(({ file, reason }) => ({ file: withoutNumbers(file), reason })),
    moved: result.moved,
  };
}

/** Whether something was refused, unread, or could not be written. */
export const hasReplyGaps = ({ files, refused, refused_verdicts, problem }: RepliesSummary): boolean =>
  refused.length + refused_verdicts.length > 0 || problem !== null || files.some(({ outcome }) => outcome === '未读取');
