import { existsSync } from 'node:fs';
import { DuckDbEngine } from '../engine/duckdb.ts';
import type { Engine } from '../engine/engine.ts';
import { importedFolder, listDrop } from '../lake/inbox.ts';
import { type LeftFile, putAway } from '../lake/put-away.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { LedgerHead } from '../ledger/ledger-head.ts';
import { recordCommit } from '../ledger/record-commit.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { readAnsweredFindings } from './answered-finding.ts';
import { type JudgedLine, withoutClashes } from './clashes.ts';
import { judgeLine } from './judge-line.ts';
import { asDecided, asTaken, batchName, lostImport } from './reply-batch.ts';
import { type ReplyOutcome, type ReplyPapers, tryReplyPapers } from './reply-papers.ts';
import { readReturned, type TakenFile } from './returned-files.ts';
import type { ReturnedLine } from './returned-line.ts';
import { eventsOf, type JudgedDecision, judgeDecisions } from './review.ts';
import { reviewFile } from './review-sheet.ts';
import { createSentItems, readSentItems } from './sent-items.ts';

/** The folder of a workspace into which returned workbooks are put. */
export const repliesFolder = 'replies';

export interface ReplyImportOptions {
  /** Files or folders; empty: the workspace's replies folder, and the 待审说明 that lies in the outbox. */
  readonly paths: readonly string[];
  /** 'YYYY-MM-DD HH:MM:SS' */
  readonly at: string;
  readonly by: string;
  readonly onProgress: (text: string) => void;
}

/** What an import of answers did. */
export interface ReplyImport extends ReplyOutcome {
  /** 回执汇总; null: there was nothing to tell. */
  readonly papers: ReplyPapers | { readonly problem: string } | null;
  /** Files that were read and stay where they are: decisions in them have to be mended, or they could not be moved. */
  readonly left: readonly LeftFile[];
  /** Where the others went, from the workspace's folder; null: none was moved. */
  readonly moved: { readonly folder: string; readonly files: number } | null;
}

/**
 * Takes the answers out of workbooks that schools sent back, and the bureau's decisions out of 待审说明, into the ledger: all of it in one
 * commit. Killed before, it changed nothing; done twice, the second time records nothing new.
 */
export async function importReplies(workspace: Workspace, options: ReplyImportOptions): Promise<ReplyImport> {
  const folder = workspace.path(repliesFolder);
  const isInbox = options.paths.length === 0;
  const ownReview = workspace.path('outbox', reviewFile);
  const listed = [...listDrop(folder, options.paths), ...(isInbox && existsSync(ownReview) ? listDrop(folder, [ownReview]) : [])];
  const returned = await readReturned(listed, workspace.path('lake'), (file, index, total) =>
    options.onProgress(`读取 ${index + 1}/${total} ${file}`),
  );
  options.onProgress('核对答复');
  const engine = await DuckDbEngine.open();
  try {
    const ledger = await Ledger.open(engine, workspace.path('ledger'));
    const before = ledger.head;
    const decisions = await judgeDecisions(engine, returned.decisions);
    const lines = await judgeLines(engine, workspace, ledger.head, returned.lines, options.at.slice(0, 10));
    const { sequence, events } = eventsAfter(ledger.head, decisions, lines);
    if (events.length > 0) {
      const kind = events.some(({ type }) => type === 'reply') ? 'replies' : 'review';
      const head = recordCommit(workspace, { kind, at: options.at, by: options.by, after: ledger.head.sequence }, events);
      await ledger.apply(head, events);
    }
    const result = { ...returned, decisions, lines, sequence: events.length > 0 ? sequence : null };
    const { unread, undecided, files } = returned;
    const papers = isWorthTelling(result) ? await writePapers(engine, workspace, result, before, options.at) : null;
    // Without a decision in it the bureau's own workbook stays where it is filled in.
    const isDecided = returned.decisions.length + returned.unread.length > 0;
    const read = returned.taken.filter(({ path }) => isDecided || path !== ownReview);
    // They are read once more, for the papers that could not be written.
    const isTold = papers === null || !('problem' in papers);
    const { left, moved } = isInbox && isTold ? clear(folder, read, decisions, options.at.slice(0, 10)) : { left: [], moved: null };
    return { sequence: result.sequence, files, lines, decisions, unread, undecided, papers, left, moved };
  } finally {
    engine.close();
  }
}

/** Puts away what was read. A 待审说明 with a decision that did not count stays: the clerk mends it where it lies. */
function clear(
  folder: string,
  read: readonly TakenFile[],
  judged: readonly JudgedDecision[],
  date: string,
): Pick<ReplyImport, 'left' | 'moved'> {
  const refused = new Set(judged.filter(({ outcome }) => outcome.kind === 'refused').map(({ decision }) => decision));
  const isMended = (file: TakenFile): boolean => file.unread === 0 && !file.decisions.some((decision) => refused.has(decision));
  const done = read.filter(isMended);
  const unmoved = putAway(folder, done, date);
  const files = done.length - unmoved.length;
  return {
    left: [
      ...read
        .filter((file) => !isMended(file))
        .map(({ file }) => ({ file, reason: '有未采用的审定，改好、保存后再导入一次；已记录的不会重复' })),
      ...unmoved,
    ],
    moved: files === 0 ? null : { folder: `${repliesFolder}/${importedFolder}/${date}`, files },
  };
}

/** An import that was killed after its commit and before its papers is told here as if it had gone on. */
function writePapers(
  engine: Engine,
  workspace: Workspace,
  result: ReplyOutcome,
  before: LedgerHead,
  at: string,
): ReturnType<typeof tryReplyPapers> {
  const lost = lostImport(workspace, before);
  const lines = result.lines.map((line) => asTaken(line, lost));
  const decisions = result.decisions.map((decision) => asDecided(decision, lost));
  const isLostHere = lines.some((line, index) => line.outcome.kind !== result.lines[index]?.outcome.kind);
  const batch = batchName(workspace, result.sequence, isLostHere ? lost : null, before.sequence);
  return tryReplyPapers(engine, workspace, { ...result, lines, decisions }, batch, at);
}

/** Only the bureau's own workbook, without a decision in it, is nothing new. */
const isWorthTelling = ({ files, decisions, unread }: Pick<ReplyOutcome, 'files' | 'decisions' | 'unread'>): boolean =>
  decisions.length + unread.length > 0 || files.some(({ outcome }) => outcome !== '待审说明' && outcome !== '已忽略');

async function judgeLines(
  engine: Engine,
  workspace: Workspace,
  { runs }: LedgerHead,
  lines: readonly ReturnedLine[],
  today: string,
): Promise<JudgedLine[]> {
  await createSentItems(engine, workspace, runs);
  const numbers = [...new Set(lines.flatMap(({ key, number }) => key?.number ?? number ?? []))];
  // Fills `answered_numbers`, which the findings are read by.
  const sent = await readSentItems(engine, numbers);
  const findings = await readAnsweredFindings(engine);
  const runSequences = new Map(runs.map(({ run, sequence }) => [run, sequence]));
  return withoutClashes(lines.map((line) => ({ line, outcome: judgeLine(line, { today, findings, sent, runSequences }) })));
}

function eventsAfter(head: LedgerHead, decisions: readonly JudgedDecision[], lines: readonly JudgedLine[]) {
  const sequence = head.sequence + 1;
  const replies = lines.flatMap(({ line, outcome }) => (outcome.kind === 'taken' ? [{ line, ...outcome }] : []));
  const events: LedgerEvent[] = [
    ...eventsOf(decisions),
    ...replies.map(
      ({ line, item, content }, index): LedgerEvent => ({
        type: 'reply',
        reply: `${String(sequence).padStart(6, '0')}-${index + 1}`,
        number: item.number,
        school: item.school_code,
        ...content,
        run: item.run_id,
        material: item.material ?? '',
        file: line.file,
        sha256: line.sha256,
        row: line.row,
      }),
    ),
  ];
  return { sequence, events };
}
