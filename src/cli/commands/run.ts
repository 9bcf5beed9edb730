import { exitCode } from '../../failure.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface RunCommandOptions {
  readonly workspace: string;
  readonly asOf?: string;
  readonly json?: boolean;
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
    .jsonOption()
    .examples('heji run weekly-inspection                     县级周检', 'heji run dropout-control --as-of 2026-11-16    控辍保学')
    .action((pipeline: string, options: RunCommandOptions) => run(session, pipeline, options));
}

async function run(session: Session, pipelineId: string, options: RunCommandOptions): Promise<void> {
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { inspectWorkspace } = await import('../inspect-workspace.ts');
  const { hasRunGaps } = await import('../../pipelines/summary.ts');
  const { runText } = await import('../run-text.ts');
  const { titlesText } = await import('../titles-text.ts');
  const asOf = options.asOf ?? session.today;
  if (asOf > session.today) session.complain(`检查日 ${asOf} 还没有到，今天是 ${session.today}。写错的，请用正确的日期再运行一次。`);
  const workspace = Workspace.open(options.workspace);
  const summary = await inspectWorkspace(session, workspace, pipelineId, asOf);
  if (options.json) session.json(summary);
  else session.say([runText(summary), titlesText(summary.titles)].filter((text) => text !== '').join('\n\n'));
  if (hasRunGaps(summary) || summary.titles.problems.length > 0) session.exitCode = exitCode.doneWithGaps;
}
