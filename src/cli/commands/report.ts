import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

export function registerReport(program: HejiCommand, session: Session): void {
  program
    .command('report [运行]')
    .description('把一次运行的报表重新生成一遍（不写：最近一次运行）')
    .workspaceOption()
    .examples('heji report', 'heji report 2026-11-16-1')
    .action((run: string | undefined, options: { readonly workspace: string }) => report(session, run, options.workspace));
}

async function report(session: Session, asked: string | undefined, folder: string): Promise<void> {
  const { relative } = await import('node:path');
  const { loadChecks } = await import('../../checks/catalogue.ts');
  const { DuckDbEngine } = await import('../../engine/duckdb.ts');
  const { loadPipeline } = await import('../../pipelines/declaration.ts');
  const { renderRun } = await import('../../pipelines/report.ts');
  const { openRun } = await import('../../pipelines/run-store.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { chooseRun } = await import('../run-choice.ts');
  const workspace = Workspace.open(folder);
  const event = chooseRun(workspace, asked);
  const { run } = event;
  const pipeline = loadPipeline(event.pipeline, loadChecks());
  const engine = await DuckDbEngine.open();
  try {
    await openRun(engine, workspace, event);
    session.progress('生成报表');
    const reports = await renderRun(engine, workspace, pipeline, run, session.startedAt);
    session.say(`运行 ${run} 的报表已重新生成（号码已脱敏）：`);
    for (const { file } of reports) session.say(`  ${relative(process.cwd(), file)}`);
  } finally {
    engine.close();
  }
}
