import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { actionWords } from '../packages/reply-words.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { renderReport } from '../reports/render.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { JudgedLine } from './clashes.ts';
import { withoutNumbers } from './kept-text.ts';
import { batchFolder } from './reply-batch.ts';
import type { ReturnedFile } from './returned-files.ts';
import type { JudgedDecision } from './review.ts';
import type { UnreadDecision } from './review-sheet.ts';
import { schoolAnswers } from './school-answers.ts';
import { createLastReplies } from './to-judge.ts';

/** 回执汇总 of an import. */
export interface ReplyPapers {
  readonly file: string;
}

/** What an import of answers took, refused and left undecided. */
export interface ReplyOutcome {
  /** Number of the ledger's commit; null: nothing new was recorded. */
  readonly sequence: number | null;
  readonly files: readonly ReturnedFile[];
  readonly lines: readonly JudgedLine[];
  readonly decisions: readonly JudgedDecision[];
  readonly unread: readonly UnreadDecision[];
  readonly undecided: number;
}

/** Writes 回执汇总 `batch`; what stands in its way is told and not thrown: the answers are in the ledger by then. `now`: 'YYYY-MM-DD HH:MM:SS' */
export async function tryReplyPapers(
  engine: Engine,
  workspace: Workspace,
  result: ReplyOutcome,
  batch: string,
  now: string,
): Promise<ReplyPapers | { readonly problem: string }> {
  try {
    return await writeReplyPapers(engine, workspace, result, batch, now);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/[。.]$/, '') : String(error);
    const state = result.sequence === null ? '没有新的答复记入台账' : '答复已经记入台账';
    return {
      problem: `${state}，但回执汇总没有写成（${reason}）。请检查磁盘空间和 outbox 文件夹的权限，关闭正在打开它的 WPS 或 Excel，再导入一次：不会重复记录。`,
    };
  }
}

async function writeReplyPapers(
  engine: Engine,
  workspace: Workspace,
  result: ReplyOutcome,
  batch: string,
  now: string,
): Promise<ReplyPapers> {
  await createSummaryRelations(engine, workspace, result, batch, now);
  const wanted = workspace.path('outbox', batchFolder(batch), '回执汇总.xlsx');
  const action = `生成回执汇总 ${batch}（脱敏）`;
  const { file } = await renderReport('replies-summary', engine, wanted, {
    audience: 'county',
    unmasked: false,
    log: (rows) => appendAccess(workspace.folder, { action, rows, approval: null, reason: null }, now).hash,
  });
  return { file };
}

const outcomeWords = { taken: '采用', repeated: '重复', settled: '不需答复', refused: '未采用', unanswered: '未答复' } as const;

async function createSummaryRelations(
  engine: Engine,
  workspace: Workspace,
  result: ReplyOutcome,
  batch: string,
  now: string,
): Promise<void> {
  await createLastReplies(engine);
  await createTableFromRows(engine, 'reply_batch', { batch: 'varchar', imported_at: 'varchar', county_name: 'varchar' }, [
    { batch, imported_at: now, county_name: workspace.settings.county_name },
  ]);
  await createTableFromRows(
    engine,
    'reply_files',
    { place: 'integer', file: 'varchar', outcome: 'varchar', note: 'varchar' },
    result.files.map(({ file, outcome, note }, index) => ({ place: index + 1, file, outcome, note })),
  );
  await createTableFromRows(engine, 'reply_lines', lineColumns, result.lines.map(lineRow));
  await createTableFromRows(engine, 'reply_verdicts', verdictColumns, [
    ...result.decisions.map(verdictRow),
    ...result.unread.map(unreadRow),
  ]);
  await schoolAnswers(engine);
}

const lineColumns = {
  place: 'integer',
  file: 'varchar',
  sheet: 'varchar',
  row: 'integer',
  outcome: 'varchar',
  run: 'varchar',
  number: 'varchar',
  school_code: 'varchar',
  school_name: 'varchar',
  name: 'varchar',
  problem: 'varchar',
  action: 'varchar',
  situation: 'varchar',
  proof: 'varchar',
  responsible: 'varchar',
  done_on: 'date',
  reason: 'varchar',
};

function lineRow({ line, outcome }: ReplyOutcome['lines'][number], index: number): object {
  const { item } = outcome;
  const content = 'content' in outcome ? outcome.content : null;
  return {
    place: index + 1,
    file: line.file,
    sheet: withoutNumbers(line.sheet),
    row: line.row,
    outcome: outcomeWords[outcome.kind],
    run: item?.run_id ?? line.key?.run ?? null,
    number: item?.number ?? (line.number === null ? null : withoutNumbers(line.number)),
    school_code: item?.school_code ?? null,
    school_name: item?.school_name ?? null,
    name: item?.name ?? null,
    problem: item?.problem ?? null,
    action: content === null ? null : actionWords[content.action],
    situation: content?.situation ?? null,
    proof: content?.proof ?? null,
    responsible: content?.responsible ?? null,
    done_on: content?.done_on ?? null,
    reason: 'reason' in outcome ? outcome.reason : null,
  };
}

const verdictColumns = {
  place: 'varchar',
  number: 'varchar',
  reply: 'varchar',
  verdict: 'varchar',
  reason: 'varchar',
  outcome: 'varchar',
  remark: 'varchar',
};

function verdictRow({ decision, outcome }: ReplyOutcome['decisions'][number]): object {
  const known = outcome.kind === 'refused' ? null : outcome;
  return {
    place: decision.where,
    number: known?.finding.number ?? null,
    reply: known?.reply.reply ?? decision.target,
    verdict: decision.isAccepted ? '采信' : '不采信',
    reason: decision.reason,
    outcome: outcome.kind === 'taken' ? '已记录' : outcome.kind === 'repeated' ? '重复' : '未采用',
    remark: outcome.kind === 'refused' ? outcome.reason : null,
  };
}

const unreadRow = ({ where, problem }: ReplyOutcome['unread'][number]): object => ({ place: where, outcome: '未采用', remark: problem });
