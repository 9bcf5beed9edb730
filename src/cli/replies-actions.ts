import { userInfo } from 'node:os';
import { relative } from 'node:path';
import { exitCode, UsageFailure } from '../failure.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { importReplies } from '../replies/import-replies.ts';
import { keptText } from '../replies/kept-text.ts';
import { withLedger } from '../replies/ledger-relations.ts';
import { review } from '../replies/review.ts';
import { exportReview } from '../replies/review-workbook.ts';
import { createLastReplies, readLastReplies } from '../replies/to-judge.ts';
import type { Decision } from '../replies/verdict.ts';
import { whileLocked } from '../workspace/lock.ts';
import { Workspace } from '../workspace/workspace.ts';
import { openToWrite } from './open-to-write.ts';
import { hasReplyGaps, summariseReplies } from './replies-summary.ts';
import { repliesText, replyTable, verdictsText } from './replies-text.ts';
import type { Session } from './session.ts';

export interface ImportRepliesOptions {
  readonly workspace: string;
  readonly by?: string;
  readonly json?: boolean;
}

export interface ListRepliesOptions {
  readonly workspace: string;
  readonly toJudge?: boolean;
  readonly school?: string;
  readonly json?: boolean;
}

export interface ReviewOptions {
  readonly workspace: string;
  readonly accept?: readonly string[];
  readonly reject?: readonly string[];
  readonly reason?: string;
  readonly by?: string;
  readonly export?: boolean;
  readonly json?: boolean;
}

/** Under whose name something is written into the ledger. */
export function nameOrUser(name: string | undefined): string {
  return keptText(name ?? null) ?? userInfo().username;
}

/** `heji replies import`. */
export async function importAnswers(session: Session, paths: readonly string[], options: ImportRepliesOptions): Promise<void> {
  const workspace = await openToWrite(session, options.workspace);
  const outcome = await whileLocked(workspace.folder, '导入学校答复', () =>
    importReplies(workspace, { paths, at: session.startedAt, by: nameOrUser(options.by), onProgress: session.progress }),
  );
  const summary = summariseReplies(outcome, process.cwd());
  if (options.json) session.json(summary);
  else session.say(repliesText(summary));
  if (hasReplyGaps(summary)) session.exitCode = exitCode.doneWithGaps;
}

/** `heji replies list`. */
export async function listAnswers(session: Session, options: ListRepliesOptions): Promise<void> {
  const filter = { isToJudge: options.toJudge === true, school: options.school?.trim() ?? null };
  const workspace = Workspace.open(options.workspace);
  const rows = await withLedger(workspace, async (engine) => {
    await createLastReplies(engine);
    return readLastReplies(engine, filter);
  });
  const entry = { action: '列出学校答复（脱敏）', rows: rows.length, approval: null, reason: null };
  if (rows.length > 0) appendAccess(workspace.folder, entry, session.startedAt);
  if (options.json) return session.json({ replies: rows });
  session.say(
    rows.length === 0 ? (filter.isToJudge ? '没有等待审定的答复。' : '还没有记录过学校的答复。') : replyTable(rows, session.width),
  );
}

/** `heji replies review`: records decisions, writes 待审说明, or lists what waits. */
export async function reviewAnswers(session: Session, options: ReviewOptions): Promise<void> {
  const decisions = decisionsOf(options);
  if (options.export) {
    if (decisions.length > 0) throw new UsageFailure('--export 不能和 --accept、--reject 一起用。请分两次运行。');
    return exportAnswers(session, options);
  }
  if (decisions.length === 0) {
    if (options.reason !== undefined) throw new UsageFailure('写了 --reason，却没有写 --accept 或 --reject。请写明审的是哪一条。');
    return listAnswers(session, { ...options, toJudge: true });
  }
  const workspace = await openToWrite(session, options.workspace);
  const judged = await whileLocked(workspace.folder, '审定学校答复', () =>
    review(workspace, decisions, nameOrUser(options.by), session.startedAt),
  );
  if (options.json) session.json({ decisions: judged.map(({ decision, outcome }) => ({ ...decision, ...decided(outcome) })) });
  else session.say(verdictsText(judged));
  if (judged.some(({ outcome }) => outcome.kind === 'refused')) session.exitCode = exitCode.doneWithGaps;
}

const decided = (outcome: Awaited<ReturnType<typeof review>>[number]['outcome']): object =>
  outcome.kind === 'refused'
    ? { outcome: outcome.kind, problem: outcome.reason }
    : { outcome: outcome.kind, number: outcome.finding.number, reply: outcome.reply.reply };

function decisionsOf({ accept = [], reject = [], reason }: ReviewOptions): Decision[] {
  const kept = keptText(reason ?? null);
  const both = accept.find((target) => reject.includes(target));
  if (both !== undefined) throw new UsageFailure(`“${both}”既写在 --accept 又写在 --reject 里。请只留一处。`);
  if (reject.length > 0 && kept === null) throw new UsageFailure('不采信（--reject）要用 --reason 写明理由，学校才知道怎样补充。');
  const decide = (isAccepted: boolean) => (target: string) => ({ target: target.trim(), isAccepted, reason: kept, where: '' });
  return [...accept.map(decide(true)), ...reject.map(decide(false))];
}

async function exportAnswers(session: Session, options: ReviewOptions): Promise<void> {
  const workspace = Workspace.open(options.workspace);
  const exported = await whileLocked(workspace.folder, '写出待审说明', () => exportReview(workspace, session.startedAt));
  const file = exported.file === null ? null : relative(process.cwd(), exported.file);
  if (options.json) return session.json({ file, replies: exported.replies });
  if (file === null) return session.say('没有等待审定的答复，没有写出待审说明。');
  session.say(
    `待审 ${exported.replies} 条，已写入 ${file}\n请在“审核结论”里选采信或不采信（不采信的写明理由），保存后运行 heji replies import。`,
  );
}
