import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

export function registerReport(program: HejiCommand, session: Session): void {
  program
    .command('report [运行]')
    .description('把一次运行的报表、或一次导入的记录和退回单重新生成一遍（不写：最近一次运行）')
    .workspaceOption()
    .examples('heji report', 'heji report 2026-11-16-1', 'heji report 导入-000003')
    .action((run: string | undefined, options: { readonly workspace: string }) => report(session, run, options.workspace));
}

async function report(session: Session, asked: string | undefined, folder: string): Promise<void> {
  const batch = /^导入-(\d{6})$/.exec(asked ?? '')?.[1];
  if (batch !== undefined) return reportImport(session, batch, folder);
  const { relative } = await import('node:path');
  const { renderAgain } = await import('../../pipelines/render-again.ts');
  const { whileLocked } = await import('../../workspace/lock.ts');
  const { writeMissingReports } = await import('../missing-reports.ts');
  const { openReportText } = await import('../open-report-text.ts');
  const { openToWrite } = await import('../open-to-write.ts');
  const { packagesText } = await import('../packages-text.ts');
  const { chooseRun } = await import('../run-choice.ts');
  const workspace = await openToWrite(session, folder);
  const event = chooseRun(workspace, asked);
  const options = { now: session.startedAt, onProgress: session.progress };
  const { reports, packages } = await whileLocked(workspace.folder, '生成报表', async () => {
    const made = await renderAgain(workspace, event, options);
    await writeMissingReports(session, workspace);
    return made;
  });
  session.say(`运行 ${event.run} 的报表已重新生成（号码已脱敏）：`);
  for (const { file } of reports) session.say(`  ${relative(process.cwd(), file)}`);
  const text = packagesText(packages, process.cwd());
  if (text !== '') session.say(text);
  const opened = openReportText(reports, process.cwd());
  if (opened !== '') session.complain(opened);
}

async function reportImport(session: Session, batch: string, folder: string): Promise<void> {
  const { UsageFailure } = await import('../../failure.ts');
  const { ManifestLog } = await import('../../lake/manifest.ts');
  const { writeImportPapers } = await import('../../returns/papers.ts');
  const { summarisePapers } = await import('../../returns/papers-summary.ts');
  const { whileLocked } = await import('../../workspace/lock.ts');
  const { openToWrite } = await import('../open-to-write.ts');
  const { papersText } = await import('../papers-text.ts');
  const workspace = await openToWrite(session, folder);
  const manifests = new ManifestLog(workspace.path('lake')).read();
  const manifest = manifests.find(({ kind, id }) => kind === 'import' && id === batch);
  if (manifest?.kind !== 'import') {
    const known = manifests.filter(({ kind }) => kind === 'import').map(({ id }) => `导入-${id}`);
    throw new UsageFailure(`没有“导入-${batch}”，最近的有：${known.slice(-5).reverse().join('、') || '（还没有导入过）'}。`);
  }
  const papers = await whileLocked(workspace.folder, '生成报表', () => writeImportPapers(workspace, manifest, session.startedAt));
  session.say(papersText(summarisePapers(papers, process.cwd())));
}
