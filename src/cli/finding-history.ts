import { DuckDbEngine } from '../engine/duckdb.ts';
import type { Row } from '../engine/engine.ts';
import { refuseWrongNumber, unknownNumber } from '../ledger/finding-number.ts';
import { reasonText } from '../ledger/finding-view.ts';
import { Ledger } from '../ledger/ledger.ts';
import { actionWords } from '../packages/reply-words.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { Workspace } from '../workspace/workspace.ts';
import type { FindingViewOptions } from './finding-options.ts';
import { statusTitles } from './finding-words.ts';
import type { Session } from './session.ts';
import { textTable } from './text-table.ts';

/** `heji findings history`: what happened to a finding, or to all records of a duplicate, oldest first. */
export async function showHistory(session: Session, number: string, { workspace: folder, json }: FindingViewOptions): Promise<void> {
  refuseWrongNumber(number);
  const workspace = Workspace.open(folder);
  const engine = await DuckDbEngine.open();
  try {
    const ledger = await Ledger.open(engine, workspace.path('ledger'));
    await ledger.history(number);
    const events = await engine.rows(eventsSql);
    if (events.length === 0) throw unknownNumber(number);
    const action = `查看问题 ${number} 的经过`;
    appendAccess(workspace.folder, { action, rows: events.length, approval: null, reason: null }, session.startedAt);
    const asOf = new Map(ledger.head.runs.map((run) => [run.run, run.as_of]));
    if (json) return session.json({ number, events: events.map((event) => documentOf(event, asOf)) });
    session.say(historyText(number, events, asOf));
  } finally {
    engine.close();
  }
}

const eventsSql = `select * from ledger_history
  order by sequence, number, list_position(['opened', 'reply', 'verdict', 'waived', 'unwaived', 'status'], type), text`;

const documentOf = (event: Row, asOf: ReadonlyMap<string, string>): object => ({
  ...event,
  as_of: asOf.get(String(event.run)) ?? null,
  words: eventText(event),
});

function historyText(number: string, events: readonly Row[], asOf: ReadonlyMap<string, string>): string {
  const isGroup = events.some((event) => event.number !== number);
  const lines = events.map((event) => [
    ...(isGroup ? [String(event.number)] : []),
    event.run === null ? String(event.at).slice(0, 16) : asOf.get(String(event.run))!,
    event.run === null ? String(event.by) : `运行 ${event.run}`,
    eventText(event),
  ]);
  return `问题 ${number} 的经过\n\n${textTable([...(isGroup ? ['编号'] : []), '日期', '运行或经办', '经过'], lines, '')}`;
}

/** 持续 → 已销号：本次报送中已不存在. */
function eventText(event: Row): string {
  switch (event.type) {
    case 'opened':
      return `${statusTitles.new}：${reasonText('found')}`;
    case 'status':
      return statusText(event);
    case 'reply':
      return phrase(`学校答复：${actionWords[String(event.why) as keyof typeof actionWords] ?? event.why}`, event.text);
    case 'verdict':
      return phrase(event.why === 'accepted' ? '县局采信答复' : '县局未采信答复', event.text);
    case 'waived':
      return phrase(`县局豁免至 ${event.detail}`, event.text);
    default:
      return phrase('县局撤销豁免', event.text);
  }
}

function statusText({ from_status, to_status, mark, why, detail }: Row): string {
  const [from, to] = [statusTitles[String(from_status)], statusTitles[String(to_status)]];
  const change = from === to ? `仍为${to}` : `${from} → ${to}`;
  const notes = [mark, reasonText(String(why)), detail].filter((text) => text !== null && text !== undefined);
  return `${change}：${notes.join('，')}`;
}

const phrase = (what: string, text: Row[string] | undefined): string =>
  text === null || text === undefined || text === '' ? what : `${what}，${text}`;
