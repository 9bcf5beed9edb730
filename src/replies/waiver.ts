import { addMonths, isDate } from '../calendar/days.ts';
import { UsageFailure } from '../failure.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { recordCommit } from '../ledger/record-commit.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type AnsweredFinding, isSettled } from './answered-finding.ts';
import { keptText } from './kept-text.ts';
import { findingsCalled, withLedger } from './ledger-relations.ts';
import { statusEvents } from './verdict.ts';

/** Nothing is waived for longer without somebody looking at it again. */
const longestMonths = 24;

export interface WaiverOrder {
  /** Number of a finding, or of the group of a duplicate. */
  readonly number: string;
  /** Waives all records of a group. */
  readonly isGroup: boolean;
  readonly reason: string;
  readonly by: string;
  /** 'YYYY-MM-DD HH:MM:SS' */
  readonly at: string;
}

/** What was done: the findings meant, as they were before. */
export interface WaiverOutcome {
  readonly changed: readonly AnsweredFinding[];
  /** Of the group, but settled: nothing to waive. */
  readonly settled: readonly AnsweredFinding[];
}

/**
 * Waives a finding up to a day, that day included; of one that is waived already, day and reason change.
 * @throws UsageFailure for an unknown number, a group that is not meant as one, a settled finding, a day that cannot be
 */
export function waive(workspace: Workspace, order: WaiverOrder, until: string): Promise<WaiverOutcome> {
  refuseDay(until, order.at.slice(0, 10));
  const reason = reasonOf(order);
  return change(workspace, order, (findings) => [
    ...findings.map(({ number }): LedgerEvent => ({ type: 'waived', number, until, reason })),
    ...statusEvents(
      findings.map((finding) => ({ finding, to: 'waived' as const })),
      () => 'waived',
    ),
  ]);
}

/** Ends a waiver before its day. @throws UsageFailure as `waive`, and where nothing is waived */
export function unwaive(workspace: Workspace, order: WaiverOrder): Promise<WaiverOutcome> {
  const reason = reasonOf(order);
  return change(workspace, order, (findings) => {
    const waived = findings.filter(({ status }) => status === 'waived');
    if (waived.length === 0) throw new UsageFailure(`问题 ${order.number} 没有被豁免，不需要撤销。没有改动台账。`);
    return [
      ...waived.map(({ number }): LedgerEvent => ({ type: 'unwaived', number, reason })),
      ...statusEvents(
        waived.map((finding) => ({ finding, to: 'persisting' as const })),
        () => 'waiver-ended',
      ),
    ];
  });
}

function refuseDay(until: string, today: string): void {
  const latest = addMonths(today, longestMonths);
  if (!isDate(until)) throw new UsageFailure(`--until 写的是“${until}”，没有这一天。请写成 ${latest} 这样的年-月-日。`);
  if (until < today) throw new UsageFailure(`--until 是 ${until}，已经过去了。请写今天（${today}）或以后的日期。`);
  if (until > latest) throw new UsageFailure(`--until 是 ${until}，超过两年。豁免最长到 ${latest}，到期再看是否续。`);
}

function reasonOf({ reason }: WaiverOrder): string {
  const kept = keptText(reason);
  if (kept === null) throw new UsageFailure('--reason 是空的。请写明理由，台账和报表都要印出。');
  return kept;
}

function change(
  workspace: Workspace,
  order: WaiverOrder,
  eventsOf: (findings: readonly AnsweredFinding[]) => readonly LedgerEvent[],
): Promise<WaiverOutcome> {
  return withLedger(workspace, async (engine, head) => {
    const findings = (await findingsCalled(engine, [order.number])).get(order.number) ?? [];
    refuseNumber(order, findings);
    const open = findings.filter((finding) => !isSettled(finding));
    if (open.length === 0) {
      throw new UsageFailure(
        `问题 ${order.number} 已经${findings[0]?.status === 'closed' ? '销号' : '了结'}，没有可以豁免的。没有改动台账。`,
      );
    }
    const events = eventsOf(open);
    recordCommit(workspace, { kind: 'waiver', at: order.at, by: order.by, after: head.sequence }, events);
    const numbers = new Set(events.flatMap((event) => (event.type === 'waived' || event.type === 'unwaived' ? [event.number] : [])));
    return { changed: open.filter(({ number }) => numbers.has(number)), settled: findings.filter(isSettled) };
  });
}

function refuseNumber({ number, isGroup }: WaiverOrder, findings: readonly AnsweredFinding[]): void {
  const [first] = findings;
  if (!first) throw new UsageFailure(`台账里没有问题“${number}”。请核对编号，编号见整改台账或 heji findings list。`);
  // An answer's number also leads to its finding; here only the finding's own is meant.
  if (first.number !== number && first.base !== number) throw new UsageFailure(`“${number}”不是问题编号。请写 2026-000123 这样的编号。`);
  if (first.number === number || isGroup) return;
  const numbers = findings.map((one) => one.number).join('、');
  throw new UsageFailure(`${number} 是一组重复，含 ${numbers}。要全部豁免（撤销）请加 --group，只要其中一条请写带后缀的编号。`);
}
