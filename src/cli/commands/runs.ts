import type { HejiCommand } from '../heji-command.ts';
import type { RunsOptions } from '../runs-options.ts';
import type { Session } from '../session.ts';

export function registerRuns(program: HejiCommand, session: Session): void {
  const runs = program
    .command('runs')
    .description('历次运行（list 列出，show 看一次，diff 比较两次）')
    .examples('heji runs list', 'heji runs diff 2026-11-09-1 2026-11-16-1');
  runs
    .command('list')
    .description('列出历次运行：何时、什么流程、检查日、各状态的问题数、规定、收到的文件；最近的在前')
    .workspaceOption()
    .wholeNumberOption('--limit', '至多列出多少次', { least: 1, most: 10_000, default: 20 })
    .jsonOption()
    .examples('heji runs list --limit 5')
    .action(async (options: RunsOptions) => (await import('../runs-list.ts')).listRuns(session, options));
  runs
    .command('show <运行>')
    .description('一次运行的情况：用时、所用数据、规定、检查的版本，没有运行的检查')
    .workspaceOption()
    .jsonOption()
    .examples('heji runs show 2026-11-16-1')
    .action(async (run: string, options: RunsOptions) => (await import('../runs-show.ts')).showRun(session, run.trim(), options));
  runs
    .command('diff <前一次> <后一次>')
    .description('两次运行之间哪些问题变了、为什么：数据（哪次报送）、规定（哪个数）还是检查（口径）')
    .workspaceOption()
    .wholeNumberOption('--limit', '至多列出多少条问题', { least: 1, most: 100_000, default: 50 })
    .jsonOption()
    .examples('heji runs diff 2026-11-09-1 2026-11-16-1')
    .action(async (earlier: string, later: string, options: RunsOptions) =>
      (await import('../runs-diff.ts')).showDiff(session, earlier.trim(), later.trim(), options),
    );
}
