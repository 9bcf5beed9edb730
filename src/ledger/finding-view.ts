import type { Engine, Row, Value } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import { maskFor } from '../privacy/rules.ts';
import { type StatusReason, statusReasons } from './event.ts';
import { type ExportedFinding, toExported } from './export.ts';

/** What `heji findings show --json` prints of a finding; numbers of persons are masked. */
export interface FindingView extends ExportedFinding {
  readonly check_title: string;
  readonly category: string;
  readonly school_name: string;
  readonly class: string;
  readonly evidence_text: string | null;
  readonly basis: string;
  readonly how_to_fix: string | null;
  readonly source: { readonly file: string | null; readonly sheet: string | null; readonly row: number | null };
  readonly mark: string | null;
  readonly why: string | null;
  readonly why_text: string | null;
  readonly detail: string | null;
  readonly status_since: string;
  readonly open_since: string;
  readonly reopened_count: number;
  readonly closed_on: string | null;
  readonly due_on: string | null;
  readonly overdue_days: number | null;
  readonly waiver: {
    readonly until: string;
    readonly reason: string | null;
    readonly by: string | null;
    readonly at: string | null;
  } | null;
  /** Newest first. */
  readonly replies: readonly ReplyView[];
}

export interface ReplyView {
  readonly reply: string;
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly situation: string | null;
  readonly proof: string | null;
  readonly responsible: string | null;
  readonly done_on: string | null;
  readonly file: string;
  readonly row: number;
  readonly verdict: string | null;
  readonly verdict_reason: string | null;
  readonly verdict_by: string | null;
  readonly verdict_at: string | null;
}

const mask = maskFor('county', false);
const textOf = (value: Value | undefined): string | null => (value === null || value === undefined ? null : mask(String(value), undefined));
const dayOf = (value: Value | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** The finding with this number, or all records of the group; none where the number was never given. Needs `createPresentFindings`. */
export async function viewFindings(engine: Engine, number: string): Promise<FindingView[]> {
  const rows = await engine.rows(`select * from all_findings where number = ${literal(number)} or base = ${literal(number)}
    order by try_cast(split_part(number, '-', 3) as integer) nulls first`);
  const replies =
    await engine.rows(`select * from ledger_replies where number = ${literal(number)} or starts_with(number, ${literal(`${number}-`)})
    order by sequence desc, try_cast(split_part(reply, '-', 2) as integer) desc`);
  return rows.map((row) =>
    viewOf(
      row,
      replies.filter((reply) => reply.number === row.number),
    ),
  );
}

/** Why a finding is in its state, in words. */
export const reasonText = (why: string | null): string | null => (why === null ? null : (statusReasons[why as StatusReason] ?? why));

function viewOf(row: Row, replies: readonly Row[]): FindingView {
  return {
    ...toExported(row, false),
    check_title: String(row.check_title),
    category: String(row.category),
    school_name: String(row.school_name),
    class: `${row.grade_label ?? ''}${row.class_label ?? ''}`,
    evidence_text: textOf(row.evidence_text),
    basis: String(row.basis),
    how_to_fix: textOf(row.how_to_fix),
    source: { file: textOf(row.source_file), sheet: textOf(row.source_sheet), row: row.source_row as number | null },
    mark: dayOf(row.mark),
    why: dayOf(row.why),
    why_text: reasonText(dayOf(row.why)),
    detail: textOf(row.detail),
    status_since: String(row.status_since),
    open_since: String(row.open_since),
    reopened_count: Number(row.reopened_count),
    closed_on: dayOf(row.closed_on),
    due_on: dayOf(row.due_on),
    overdue_days: row.overdue_days as number | null,
    waiver:
      row.waived_until === null
        ? null
        : { until: String(row.waived_until), reason: textOf(row.waiver_reason), by: textOf(row.waiver_by), at: dayOf(row.waived_at) },
    replies: replies.map(replyOf),
  };
}

const replyOf = (row: Row): ReplyView => ({
  reply: String(row.reply),
  at: String(row.at),
  by: String(row.by),
  action: String(row.action),
  situation: textOf(row.situation),
  proof: textOf(row.proof),
  responsible: textOf(row.responsible),
  done_on: dayOf(row.done_on),
  file: String(textOf(row.file)),
  row: Number(row.row),
  verdict: dayOf(row.verdict),
  verdict_reason: textOf(row.verdict_reason),
  verdict_by: textOf(row.verdict_by),
  verdict_at: dayOf(row.verdict_at),
});
