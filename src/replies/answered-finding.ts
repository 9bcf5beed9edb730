import type { Engine, Row } from '../engine/engine.ts';
import type { FindingStatus } from '../ledger/event.ts';
import type { ReplyContent } from './reply-content.ts';

/** A reply in the ledger. */
export interface RecordedReply extends ReplyContent {
  /** 000012-3 */
  readonly reply: string;
  readonly number: string;
  /** The run whose package was answered. */
  readonly run: string;
  /** Material evidence as it stood there. */
  readonly material: string;
  /** 'YYYY-MM-DD HH:MM:SS' */
  readonly at: string;
  readonly verdict: '待审' | '已采信' | '未采信' | null;
  readonly verdict_at: string | null;
  /** The file and its row from which it was taken. */
  readonly sha256: string;
  readonly row: number;
}

/** What the ledger knows of a finding that is answered, judged or waived. */
export interface AnsweredFinding {
  readonly number: string;
  readonly base: string;
  readonly status: FindingStatus;
  readonly mark: '名册消失' | '本期未查' | null;
  /** Day of discovery, or on which it came back. */
  readonly open_since: string;
  readonly waived_until: string | null;
  readonly kind: 'must-fix' | 'explain';
  readonly material: string | null;
  readonly is_protected: boolean;
  readonly school_code: string | null;
  readonly school_name: string | null;
  readonly check_title: string | null;
  readonly name: string | null;
  /** Oldest first. */
  readonly replies: readonly RecordedReply[];
}

const findingColumns = `f.number, f.base, f.status, f.mark, f.open_since, f.waived_until, r.kind, r.material,
  coalesce(r.is_protected, false) as is_protected, r.school_code, r.school_name, r.check_title, r.name`;

/**
 * The findings of the numbers in the relation `answered_numbers`, with their replies, by number. Reads the ledger's state relations.
 */
export async function readAnsweredFindings(engine: Engine): Promise<ReadonlyMap<string, AnsweredFinding>> {
  const findings = await engine.rows(`
    with asked as (select f.* from ledger_findings f semi join answered_numbers n on n.number = f.number)
    select ${findingColumns} from asked f left join ledger_rows r on r.number = f.number`);
  const replies = await engine.rows(`
    select r.* from ledger_replies r semi join answered_numbers n on n.number = r.number
    order by r.sequence, try_cast(split_part(r.reply, '-', 2) as integer)`);
  const byNumber = new Map<string, RecordedReply[]>();
  for (const row of replies) {
    const reply = row as unknown as RecordedReply;
    const known = byNumber.get(reply.number);
    if (known) known.push(reply);
    else byNumber.set(reply.number, [reply]);
  }
  return new Map(findings.map((row) => [String(row.number), toFinding(row, byNumber)]));
}

const toFinding = (row: Row, replies: ReadonlyMap<string, readonly RecordedReply[]>): AnsweredFinding =>
  ({ ...row, replies: replies.get(String(row.number)) ?? [] }) as unknown as AnsweredFinding;

/** Whether a finding is settled: nobody has to answer it any more. */
export const isSettled = ({ status }: Pick<AnsweredFinding, 'status'>): boolean => status === 'closed' || status === 'ended';

/** Whether the bureau has to judge an answer: whatever else a school says, the data shows. */
export const isJudged = ({ action }: Pick<ReplyContent, 'action'>, { kind }: Pick<AnsweredFinding, 'kind'>): boolean =>
  action === 'evidence' || (action === 'explained' && kind === 'explain');

/** Whether an answer to a package of this run speaks of an earlier time: the finding was settled since and came back. */
export const isOfEarlierTime = (run: string, { open_since }: Pick<AnsweredFinding, 'open_since'>): boolean => run.slice(0, 10) < open_since;
