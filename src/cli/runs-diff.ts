import { loadChecks } from '../checks/catalogue.ts';
import { DuckDbEngine } from '../engine/duckdb.ts';
import { UsageFailure } from '../failure.ts';
import type { RunEvent } from '../ledger/event.ts';
import { reasonText } from '../ledger/finding-view.ts';
import { loadPipeline } from '../pipelines/declaration.ts';
import { type ChangedFinding, type DiffCause, diffRuns, type RunDiff } from '../pipelines/run-diff.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { Workspace } from '../workspace/workspace.ts';
import { statusTitles } from './finding-words.ts';
import { repeatedSentence } from './repeated-text.ts';
import { chooseRun } from './run-choice.ts';
import { severityTitles } from './run-text.ts';
import type { RunsOptions } from './runs-options.ts';
import type { Session } from './session.ts';
import { textTable } from './text-table.ts';

const causeTitles: Readonly<Record<DiffCause, string>> = { data: '数据', policy: '规定', check: '检查口径', day: '只是日期推移' };

/** `heji runs diff`: what changed between two runs of a pipeline, and why. */
export async function showDiff(session: Session, first: string, second: string, options: RunsOptions): Promise<void> {
  const workspace = Workspace.open(options.workspace);
  const [earlier, later] = [chooseRun(workspace, first), chooseRun(workspace, second)].sort((a, b) => a.sequence - b.sequence) as [
    RunEvent,
    RunEvent,
  ];
  if (earlier.run === later.run) throw new UsageFailure(`两次写的都是运行 ${earlier.run}，没有可比较的。`);
  if (earlier.pipeline !== later.pipeline) {
    throw new UsageFailure(`${earlier.run} 是 ${earlier.pipeline}，${later.run} 是 ${later.pipeline}；只能比较同一个流程的两次运行。`);
  }
  const { checks, title } = loadPipeline(later.pipeline, loadChecks());
  const engine = await DuckDbEngine.open();
  try {
    const diff = await diffRuns(engine, workspace, checks, earlier, later);
    const action = `比较运行 ${earlier.run} 和 ${later.run}（脱敏）`;
    appendAccess(workspace.folder, { action, rows: diff.findings.length, approval: null, reason: null }, session.startedAt);
    if (options.json) return session.json(documentOf(diff, earlier, later));
    const heading = `${title}  ${earlier.run}（检查日 ${earlier.as_of}）→ ${later.run}（检查日 ${later.as_of}）`;
    session.say([heading, ...diffLines(diff, options.limit)].join('\n'));
  } finally {
    engine.close();
  }
}

const documentOf = ({ findings, ...rest }: RunDiff, earlier: RunEvent, later: RunEvent): object => ({
  earlier: earlier.run,
  later: later.run,
  pipeline: later.pipeline,
  counts: countsOf(findings).map(([change, cause, count]) => ({ change, cause, findings: count })),
  ...rest,
  findings: findings.map((finding) => ({ ...finding, change: changeText(finding), why_text: reasonText(finding.why) })),
});

function diffLines(diff: RunDiff, limit: number): string[] {
  const { findings } = diff;
  const repeated = repeatedSentence(findings.length, findings.filter(({ is_counted }) => is_counted).length);
  return [
    '',
    findings.length === 0
      ? '问题没有变化（只是又过了几天的“新增”转为“持续”不算）。'
      : textTable(['变化', '起因', '条数'], countsOf(findings), ''),
    ...(repeated === '' ? [] : ['', repeated]),
    ...section('规定的数字', diff.numbers.flatMap(numbersLines)),
    ...section('规定、设置、检查、程序', otherLines(diff)),
    ...section('检查的范围', diff.coverage.map(coverageLine)),
    ...section('逐条', findings.length === 0 ? [] : [findingTable(findings.slice(0, limit))]),
    ...(findings.length > limit ? [`另有 ${findings.length - limit} 条，用 --limit ${findings.length} 或 --json 看全部。`] : []),
  ];
}

const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', `【${title}】`, ...lines]);

/** Changes by what caused them, the most frequent first. */
function countsOf(findings: readonly ChangedFinding[]): [string, string, number][] {
  const counts = new Map<string, [string, string, number]>();
  for (const finding of findings) {
    const row: [string, string, number] = [changeText(finding), causeText(finding), 0];
    const key = JSON.stringify(row);
    const known = counts.get(key) ?? row;
    known[2] += 1;
    counts.set(key, known);
  }
  return [...counts.values()].sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1));
}

/** Two causes at once cannot be told apart. */
const causeText = ({ causes }: ChangedFinding): string =>
  causes.length === 0 ? '不明' : causes.map((cause) => causeTitles[cause]).join('、');

function changeText({ was, is, severity_was, severity_is, mark }: ChangedFinding): string {
  if (was === null) return is === 'closed' || is === 'ended' ? `新增后${statusTitles[is]}` : '新增';
  if (is === null) return `${statusTitles[was] ?? was} → 不再查出`;
  if (was !== is && !(isActive(was) && isActive(is) && is !== 'reopened')) return `${statusTitles[was] ?? was} → ${statusTitles[is] ?? is}`;
  if (severity_was !== null) return `级别 ${severityWord(severity_was)} → ${severityWord(severity_is)}`;
  return mark === null ? '标记取消' : `标记 ${mark}`;
}

/** Between these nothing changed but the finding's age. */
const isActive = (status: string): boolean => ['new', 'persisting', 'reopened'].includes(status);

const severityWord = (severity: string | null): string => severityTitles[severity as keyof typeof severityTitles] ?? String(severity);

const numbersLines = ({ check_title, policy, was, is }: RunDiff['numbers'][number]): string[] => [
  `${check_title}（${policy}）`,
  ...was.map((line) => `  原 ${line}`),
  ...is.map((line) => `  现 ${line}`),
];

const otherLines = ({ packs, settings, checks, program }: RunDiff): string[] => [
  ...(packs.length === 0 ? [] : [`规定 ${packs.join('、')} 的内容变了，或适用的规定变了`]),
  ...(settings ? ['heji.yaml 改过'] : []),
  ...(checks.length === 0 ? [] : [`检查 ${checks.join('、')} 的口径变了`]),
  ...(program === null ? [] : [`程序 ${program[0]} → ${program[1]}`]),
];

const coverageLine = ({ check_title, was, is, schools }: RunDiff['coverage'][number]): string =>
  `${check_title}：${schools} 所学校 ${was ?? '不在检查之列'} → ${is ?? '不在检查之列'}`;

const findingTable = (findings: readonly ChangedFinding[]): string =>
  textTable(
    ['编号', '变化', '起因', '检查', '学校', '班级', '姓名', '台账的说明', '其间收到'],
    findings.map((one) => [
      one.number,
      changeText(one),
      causeText(one),
      one.check_title,
      one.school_name,
      one.class,
      one.name ?? '',
      reasonText(one.why) ?? '',
      one.data ?? '',
    ]),
    '',
  );
