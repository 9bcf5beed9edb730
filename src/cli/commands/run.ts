import { Option } from 'commander';
import { exitCode, UsageFailure } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface RunCommandOptions {
  readonly workspace: string;
  readonly asOf?: string;
  readonly json?: boolean;
  readonly replay?: boolean;
  readonly knownAt?: string;
  readonly slot?: string;
  readonly packages: boolean;
}

export function registerRun(program: HejiCommand, session: Session): void {
  program
    .command('run')
    .argument('<流程>', 'weekly-inspection 县级周检；semester-verification 学期核查；dropout-control 控辍保学')
    .description('运行一个流程：导入新到的表、检查、记台账、出报表')
    .workspaceOption()
    .dateOption(
      '--as-of',
      '检查日：按这一天的情形判断（默认今天）；今天以后的，会提醒，并把到那天才到期的算作到期；台账只能往后记，不能早于上一次运行',
    )
    .option('--replay', '重演 --as-of 那一天：按当时的台账和数据再算一遍，与那天的运行对照；不导入，不记台账，报表另放')
    .option('--known-at <时刻>', '重演时只用这一时刻以前收到和记下的，如 2026-11-16 或 "2026-11-16 09:30"')
    .option('--no-packages', '不出学校整改件')
    .jsonOption()
    // The scheduler's: at most one run of the ledger fills a slot.
    .addOption(new Option('--slot <时刻>').hideHelp())
    .examples(
      'heji run weekly-inspection                     县级周检',
      'heji run dropout-control --as-of 2026-11-16    控辍保学',
      'heji run weekly-inspection --as-of 2026-11-16 --replay   重演那一天',
    )
    .action((pipeline: string, options: RunCommandOptions) => run(session, pipeline, options));
}

async function run(session: Session, pipelineId: string, options: RunCommandOptions): Promise<void> {
  if (options.replay) return (await import('../replay-run.ts')).replayRun(session, pipelineId, options);
  if (options.knownAt !== undefined) throw new UsageFailure('--known-at 只和 --replay 一起用。');
  const { openToWrite } = await import('../open-to-write.ts');
  const { inspectWorkspace } = await import('../inspect-workspace.ts');
  const { hasRunGaps } = await import('../../pipelines/summary.ts');
  const { runText } = await import('../run-text.ts');
  const { titlesText } = await import('../titles-text.ts');
  const asOf = options.asOf ?? session.today;
  if (asOf > session.today) session.complain(`检查日 ${asOf} 还没有到，今天是 ${session.today}。写错的，请用正确的日期再运行一次。`);
  const workspace = await openToWrite(session, options.workspace);
  if (options.slot !== undefined) await endInTime(pipelineId, options.slot);
  const summary = await inspectWorkspace(session, workspace, pipelineId, asOf, {
    slot: options.slot ?? null,
    packages: options.packages,
  });
  if (options.json) session.json(summary);
  else session.say([runText(summary), titlesText(summary.titles)].filter((text) => text !== '').join('\n\n'));
  if (hasRunGaps(summary) || summary.titles.problems.length > 0) session.exitCode = exitCode.doneWithGaps;
}

/** The scheduler ends a run that takes too long; where it is gone itself, the run does so a minute later. Nothing is lost by it. */
async function endInTime(pipelineId: string, slot: string): Promise<void> {
  const { loadChecks } = await import('../../checks/catalogue.ts');
  const { loadPipeline } = await import('../../pipelines/declaration.ts');
  const { parseSlot } = await import('../../schedule/slot.ts');
  parseSlot(slot, pipelineId);
  const { max_minutes } = loadPipeline(pipelineId, loadChecks());
  setTimeout(() => process.exit(exitCode.failed), (max_minutes + 1) * 60_000).unref();
}
