import type { FindingStatus, LedgerEvent, StatusReason } from '../ledger/event.ts';
import { type AnsweredFinding, isJudged, isOfEarlierTime, isSettled, type RecordedReply } from './answered-finding.ts';

/** The bureau's judgement of an answer, as somebody gave it. */
export interface Decision {
  /** Number of the answer (000012-3) or of the finding, whose last answer is meant then. */
  readonly target: string;
  readonly isAccepted: boolean;
  /** Numbers of persons masked. */
  readonly reason: string | null;
  /** Where it was written down; '' on the command line. */
  readonly where: string;
}

/** What becomes of a decision. */
export type DecisionOutcome =
  | { readonly kind: 'taken'; readonly finding: AnsweredFinding; readonly reply: RecordedReply; readonly to: FindingStatus }
  /** It was judged so before. */
  | { readonly kind: 'repeated'; readonly finding: AnsweredFinding; readonly reply: RecordedReply }
  | { readonly kind: 'refused'; readonly reason: string };

export const replyPattern = /^\d{6}-\d+$/;

/**
 * Judges whether a decision can be taken. A rejection of what had been accepted withdraws it.
 * @param finding null: there is none
 */
export function decide({ target, isAccepted, reason }: Decision, finding: AnsweredFinding | null): DecisionOutcome {
  const refuse = (text: string): DecisionOutcome => ({ kind: 'refused', reason: text });
  if (finding === null) return refuse(`台账里没有“${target}”；答复号、问题编号见 heji replies list`);
  const last = finding.replies.at(-1);
  if (!last) return refuse(`问题 ${finding.number} 学校还没有答复，没有可审的`);
  const reply = replyPattern.test(target) ? finding.replies.find((one) => one.reply === target)! : last;
  const isInForce = finding.status === 'explained' && reply.verdict === '已采信';
  if (reply !== last && !(isInForce && !isAccepted)) {
    return refuse(`学校对问题 ${finding.number} 已有更新的答复 ${last.reply}（${last.at.slice(0, 10)}），请审那一份`);
  }
  if (isSettled(finding)) return refuse(`问题 ${finding.number} 已经${finding.status === 'closed' ? '销号' : '了结'}，不需要再审`);
  if (isOfEarlierTime(reply.run, finding)) {
    return refuse(`问题 ${finding.number} 在答复以后销号或了结过，${finding.open_since} 又再次查出；请学校按最新的整改台账重新答复`);
  }
  if (finding.status === 'waived') return refuse(`问题 ${finding.number} 在豁免期内（至 ${finding.waived_until}），先撤销豁免再审`);
  if (!isJudged(reply, finding)) {
    return refuse(`对问题 ${finding.number} 的答复不由人工审定：整改是否到位以学校下次报送的数据为准，数据改好后自动销号`);
  }
  if (!isAccepted && reason === null) return refuse(`不采信问题 ${finding.number} 的说明，要写明理由，学校才知道怎样补充`);
  if (reply.verdict === (isAccepted ? '已采信' : '未采信') && isAccepted === isInForce) return { kind: 'repeated', finding, reply };
  if (isAccepted && reply.material !== '' && finding.material !== null && finding.material !== reply.material) {
    return refuse(`学校答复以后，问题 ${finding.number} 所据的情况又有变化，不能照原来的说明采信；请学校按最新的整改台账重新答复`);
  }
  const to = isAccepted ? 'explained' : isInForce ? 'persisting' : finding.status;
  return { kind: 'taken', finding, reply, to };
}

/** The events of decisions that can be taken; one of a finding. */
export function verdictEvents(
  taken: readonly (Extract<DecisionOutcome, { kind: 'taken' }> & { readonly decision: Decision })[],
): LedgerEvent[] {
  const verdicts = taken.map(
    ({ decision, reply, finding }): LedgerEvent => ({
      type: 'verdict',
      reply: reply.reply,
      number: finding.number,
      accepted: decision.isAccepted,
      reason: decision.reason,
    }),
  );
  return [...verdicts, ...statusEvents(taken, (to) => (to === 'explained' ? 'explained' : 'explanation-withdrawn'))];
}

/** Findings that go to another status, those that go alike in one event. */
export function statusEvents(
  changes: readonly { readonly finding: AnsweredFinding; readonly to: FindingStatus }[],
  whyOf: (to: FindingStatus) => StatusReason,
): LedgerEvent[] {
  const events = new Map<string, Extract<LedgerEvent, { type: 'status' }>>();
  for (const { finding, to } of changes) {
    const { status: from, mark, number } = finding;
    if (from === to) continue;
    const key = JSON.stringify([from, to, mark]);
    const known = events.get(key);
    if (known) known.numbers.push(number);
    else events.set(key, { type: 'status', from, to, mark, why: whyOf(to), detail: null, numbers: [number] });
  }
  return [...events.values()];
}
