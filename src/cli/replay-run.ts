import { relative } from 'node:path';
import { loadChecks } from '../checks/catalogue.ts';
import { exitCode, UsageFailure } from '../failure.ts';
import { loadPipeline } from '../pipelines/declaration.ts';
import { type ReplayOutcome, replayPipeline } from '../pipelines/replay.ts';
import type { ComparedFinding } from '../pipelines/replay-comparison.ts';
import type { MadeOf } from '../pipelines/replay-differences.ts';
import { Workspace } from '../workspace/workspace.ts';
import { statusTitles } from './finding-words.ts';
import type { Session } from './session.ts';
import { textTable } from './text-table.ts';

export interface ReplayCommandOptions {
  readonly workspace: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly json?: boolean;
}

const mostShown = 50;

/** `heji run … --replay`: what was true on an earlier day, and what differs from that day's run. */
export async function replayRun(session: Session, pipelineId: string, options: ReplayCommandOptions): Promise<void> {
  const { asOf } = options;
  if (asOf === undefined) throw new UsageFailure('--replay 重演哪一天，要用 --as-of 写明，如 --as-of 2026-11-16。');
  if (asOf > session.today) throw new UsageFailure(`--as-of ${asOf} 还没有到（今天是 ${session.today}），没有可重演的。`);
  const knownAt = options.knownAt === undefined ? null : knownAtOf(options.knownAt);
  const workspace = Workspace.open(options.workspace);
  const checks = loadChecks();
  const pipeline = loadPipeline(pipelineId, checks);
  const outcome = await replayPipeline(workspace, pipeline, checks, {
    asOf,
    knownAt,
    startedAt: session.startedAt,
    onProgress: session.progress,
  });
  if (outcome.schools === 0) session.exitCode = exitCode.doneWithGaps;
  if (options.json) return session.json(documentOf(outcome, asOf, knownAt));
  const heading = `重演 ${pipeline.title}  检查日 ${asOf}${knownAt === null ? '' : `  只按 ${knownAt} 以前收到和记下的`}`;
  session.say([heading, ...outcomeLines(outcome)].join('\n'));
}

const form = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?$/;

/** A day stands for its end, a minute for its last second. */
function knownAtOf(text: string): string {
  const full = `${text.trim()}${{ 10: ' 23:59:59', 16: ':59' }[text.trim().length] ?? ''}`;
  const instant = new Date(`${full.replace(' ', 'T')}Z`);
  const isReal = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(full.replace(' ', 'T'));
  if (form.test(text.trim()) && isReal) return full;
  throw new UsageFailure(`--known-at 写的是“${text}”，请写成 2026-11-16、"2026-11-16 09:30" 或 "2026-11-16 09:30:00"。`);
}

function outcomeLines({ schools, findings, original, comparison, differences, reports }: ReplayOutcome): string[] {
  const files = reports.map(({ file }) => `  ${relative(process.cwd(), file)}`);
  const found = schools === 0 ? '那时还没有收到任何学校的数据，什么也没有检查。' : `查出 ${findings} 条（已豁免的不算）。`;
  const made = [`${found}台账、数据都没有改动。报表：`, ...files];
  if (original === null || comparison === null) return [...made, '那一天没有运行过这个流程（或当时还没有运行），没有可对照的。'];
  const { only_then, only_now, other_status } = comparison;
  const total = only_then.length + only_now.length + other_status.length;
  return [
    ...made,
    '',
    total === 0
      ? `与那天的运行 ${original.run} 一致：问题、状态都相同。`
      : `与那天的运行 ${original.run} 相比：只有那时有的 ${only_then.length} 条，只有现在有的 ${only_now.length} 条，状态不同的 ${other_status.length} 条。`,
    ...(total === 0 ? [] : ['', comparisonTable([...only_then, ...only_now, ...other_status])]),
    ...(total > mostShown ? [`另有 ${total - mostShown} 条，用 --json 看全部。`] : []),
    '',
    ...differenceLines(differences, original.program),
  ];
}

const comparisonTable = (findings: readonly ComparedFinding[]): string =>
  textTable(
    ['编号', '检查', '学校', '班级', '姓名', '那时', '现在'],
    findings
      .slice(0, mostShown)
      .map((one) => [
        one.number,
        one.check_title,
        one.school_name,
        one.class,
        one.name ?? '',
        statusTitles[one.was ?? ''] ?? '没有',
        statusTitles[one.is ?? ''] ?? '没有',
      ]),
    '',
  );

function differenceLines(differences: readonly MadeOf[], program: string): string[] {
  if (program === '') return ['那次运行是旧版本做的，没有记下所用的数据、规定和检查，无法对照。'];
  if (differences.length === 0) return ['所用的数据、规定、设置、检查、程序与那次相同。'];
  return ['与那次不同的：', ...differences.map((difference) => `  ${differenceText(difference)}`)];
}

function differenceText({ what, names }: MadeOf): string {
  switch (what) {
    case 'files':
      return names.length === 0 ? '数据：那以后有报送被采用或重新读取' : `数据：那以后又收到 ${names.join('、')}`;
    case 'policy':
      return `规定：${names.join('、')} 的内容变了，或适用的规定变了`;
    case 'settings':
      return '设置：heji.yaml 改过';
    case 'program':
      return `程序：那时 ${names[0]}，现在 ${names[1]}`;
    case 'check':
      return `检查：${names.join('、')} 的口径变了，或有增减`;
  }
}

const documentOf = (
  { folder, reports, schools, findings, original, comparison, differences }: ReplayOutcome,
  asOf: string,
  knownAt: string | null,
) => ({
  as_of: asOf,
  known_at: knownAt,
  folder: relative(process.cwd(), folder),
  reports: reports.map(({ file }) => relative(process.cwd(), file)),
  schools,
  findings,
  compared_with: original?.run ?? null,
  ...comparison,
  differences,
});
