import { DuckDbEngine } from '../engine/duckdb.ts';
import { refuseWrongNumber, unknownNumber } from '../ledger/finding-number.ts';
import { type FindingView, viewFindings } from '../ledger/finding-view.ts';
import { Ledger } from '../ledger/ledger.ts';
import { createPresentFindings } from '../ledger/present-findings.ts';
import { actionWords } from '../packages/reply-words.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { Workspace } from '../workspace/workspace.ts';
import type { FindingViewOptions } from './finding-options.ts';
import { kindTitles, statusTitles } from './finding-words.ts';
import { place } from './import-text.ts';
import { severityTitles } from './run-text.ts';
import type { Session } from './session.ts';
import { textTable } from './text-table.ts';

/** `heji findings show`: all that is known of a finding, or of each record of a duplicate. */
export async function showFinding(session: Session, number: string, { workspace: folder, json }: FindingViewOptions): Promise<void> {
  refuseWrongNumber(number);
  const workspace = Workspace.open(folder);
  const engine = await DuckDbEngine.open();
  try {
    const { head } = await Ledger.open(engine, workspace.path('ledger'));
    await createPresentFindings(engine, session.today);
    const findings = await viewFindings(engine, number);
    if (findings.length === 0) throw unknownNumber(number);
    const action = `查看问题 ${number}（脱敏）`;
    appendAccess(workspace.folder, { action, rows: findings.length, approval: null, reason: null }, session.startedAt);
    if (json) return session.json({ number, last_run: head.runs.at(-1)?.run ?? null, findings });
    session.say(findings.map(findingText).join('\n\n'));
  } finally {
    engine.close();
  }
}

function findingText(finding: FindingView): string {
  const { number, check, check_title, variant, school_name, school_code, subject, source } = finding;
  const heading = `问题 ${number}  ${check_title}${variant === null ? '' : `（${variant}）`}（${check}）  号码已脱敏`;
  const facts: readonly (readonly [string, string | null])[] = [
    ['状态', stateText(finding)],
    ['对象', words([`${school_name}（${school_code}）`, finding.class, subject.name])],
    ['号码', words([labelled('学籍号', subject.registry_number), labelled('证件号', subject.id_number)])],
    ['问题', finding.message],
    ['级别', words([severityTitles[finding.severity], kindTitles[finding.kind] ?? null, finding.certainty])],
    ['证据', finding.evidence_text],
    ['依据', finding.basis],
    ['处理建议', finding.how_to_fix],
    ['日期', words([`首次查出 ${finding.first_seen}`, `最近查出 ${finding.last_seen}`, labelled('事实日期', finding.fact_date)])],
    ['整改时限', dueText(finding)],
    ['豁免', waiverText(finding)],
    ['出处', source.file === null ? null : `${place(source.file, source.sheet ?? '')}${source.row === null ? '' : ` 第${source.row}行`}`],
    ...finding.replies.map((reply) => ['学校答复', replyText(reply)] as const),
  ];
  return [
    heading,
    textTable(
      [],
      facts.filter((fact): fact is [string, string] => !!fact[1]).map(([title, text]) => [title, text]),
    ),
  ].join('\n');
}

const words = (texts: readonly (string | null)[]): string => texts.filter((text) => text !== null && text !== '').join('  ');

const labelled = (title: string, text: string | null): string | null => (text === null ? null : `${title} ${text}`);

function stateText({ status, status_since, mark, why_text, detail, reopened_count }: FindingView): string {
  return words([
    `${statusTitles[status ?? ''] ?? ''}（${status_since} 起）`,
    mark,
    why_text,
    detail,
    reopened_count > 0 ? `反弹过 ${reopened_count} 次` : null,
  ]);
}

function dueText({ due_on, overdue_days }: FindingView): string | null {
  if (due_on === null || overdue_days === null) return null;
  return overdue_days > 0 ? `${due_on}，已逾期 ${overdue_days} 日` : due_on;
}

const waiverText = ({ waiver }: FindingView): string | null =>
  waiver === null ? null : words([`至 ${waiver.until}`, waiver.reason, labelled('经办', waiver.by), waiver.at]);

const replyText = (reply: FindingView['replies'][number]): string =>
  words([
    `${reply.at.slice(0, 10)} ${actionWords[reply.action as keyof typeof actionWords] ?? reply.action}`,
    reply.situation,
    labelled('佐证材料', reply.proof),
    labelled('责任人', reply.responsible),
    labelled('完成', reply.done_on),
    reply.verdict === null ? null : `${reply.verdict}${reply.verdict_reason === null ? '' : `：${reply.verdict_reason}`}`,
  ]);
