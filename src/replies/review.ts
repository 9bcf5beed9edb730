import type { Engine } from '../engine/engine.ts';
import { recordCommit } from '../ledger/record-commit.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { findingsCalled, withLedger } from './ledger-relations.ts';
import { type Decision, type DecisionOutcome, decide, verdictEvents } from './verdict.ts';

/** A decision and what became of it. */
export interface JudgedDecision {
  readonly decision: Decision;
  readonly outcome: DecisionOutcome;
}

/** Judges decisions against the ledger's present state; of two on one finding only equal ones can be taken. */
export async function judgeDecisions(engine: Engine, decisions: readonly Decision[]): Promise<JudgedDecision[]> {
  const called = await findingsCalled(
    engine,
    decisions.map(({ target }) => target),
  );
  const judged = decisions.map((decision): JudgedDecision => {
    const findings = called.get(decision.target) ?? [];
    if (findings.length > 1) {
      const reason = `“${decision.target}”是一组，含 ${findings.map(({ number }) => number).join('、')}，各条分别答复、分别审；请写带后缀的编号`;
      return { decision, outcome: { kind: 'refused', reason } };
    }
    return { decision, outcome: decide(decision, findings[0] ?? null) };
  });
  return withoutContradictions(judged);
}

function withoutContradictions(judged: readonly JudgedDecision[]): JudgedDecision[] {
  const byNumber = new Map<string, JudgedDecision[]>();
  for (const one of judged) {
    if (one.outcome.kind !== 'taken') continue;
    const { number } = one.outcome.finding;
    byNumber.set(number, [...(byNumber.get(number) ?? []), one]);
  }
  return judged.map((one) => {
    if (one.outcome.kind !== 'taken') return one;
    const { finding, reply } = one.outcome;
    const all = byNumber.get(finding.number)!;
    if (all.some(({ decision }) => decision.isAccepted !== one.decision.isAccepted)) {
      const reason = `问题 ${finding.number} 既写了采信又写了不采信，都没有采用；请只留一个`;
      return { decision: one.decision, outcome: { kind: 'refused', reason } };
    }
    return all[0] === one ? one : { decision: one.decision, outcome: { kind: 'repeated', finding, reply } };
  });
}

/** The events of what can be taken. */
export const eventsOf = (judged: readonly JudgedDecision[]) =>
  verdictEvents(judged.flatMap(({ decision, outcome }) => (outcome.kind === 'taken' ? [{ ...outcome, decision }] : [])));

/** Records the bureau's decisions in one commit; what cannot be taken is told and stops nothing. */
export function review(workspace: Workspace, decisions: readonly Decision[], by: string, at: string): Promise<JudgedDecision[]> {
  return withLedger(workspace, async (engine, head) => {
    const judged = await judgeDecisions(engine, decisions);
    const events = eventsOf(judged);
    if (events.length > 0) recordCommit(workspace, { kind: 'review', at, by, after: head.sequence }, events);
    return judged;
  });
}
