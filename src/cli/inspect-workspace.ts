import { relative } from 'node:path';
import { loadChecks } from '../checks/catalogue.ts';
import { DuckDbEngine } from '../engine/duckdb.ts';
import { loadPipeline } from '../pipelines/declaration.ts';
import { runPipeline } from '../pipelines/run.ts';
import { openRun } from '../pipelines/run-store.ts';
import { type RunSummary, summariseRun } from '../pipelines/summary.ts';
import { summarisePapers } from '../returns/papers-summary.ts';
import { refuseFilledSlot } from '../schedule/filled-slot.ts';
import { summariseTitles, type TitlesSummary } from '../titles/summary.ts';
import { whileLocked } from '../workspace/lock.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { list } from './import-text.ts';
import { writeMissingReports } from './missing-reports.ts';
import { openReportText } from './open-report-text.ts';
import { packagesText } from './packages-text.ts';
import type { Session } from './session.ts';

/** What a run found, and what its import learned and asks of unknown titles. */
export interface InspectedWorkspace extends RunSummary {
  /** Where the schools' packages are, in words; null: none were written. */
  readonly packages: string | null;
  readonly titles: TitlesSummary;
}

/** Runs a pipeline and tells what came of it, from what the run kept. @throws BusyFailure while another one runs. */
export async function inspectWorkspace(
  session: Session,
  workspace: Workspace,
  pipelineId: string,
  asOf: string,
  { slot = null, packages = true }: { readonly slot?: string | null; readonly packages?: boolean } = {},
): Promise<InspectedWorkspace> {
  const checks = loadChecks();
  const pipeline = loadPipeline(pipelineId, checks);
  const outcome = await whileLocked(workspace.folder, `运行${pipeline.title}`, async () => {
    if (slot !== null) refuseFilledSlot(workspace, slot);
    await writeMissingReports(session, workspace);
    return runPipeline(workspace, pipeline, checks, { asOf, slot, packages, startedAt: session.startedAt, onProgress: session.progress });
  });
  const { left } = outcome.imported;
  if (left.length > 0) session.complain(`还留在收件文件夹\n${list(left.map(({ file, reason }) => `${file}：${reason}`))}`);
  const opened = openReportText(outcome.reports, process.cwd());
  if (opened !== '') session.complain(opened);
  const engine = await DuckDbEngine.open();
  try {
    await openRun(engine, workspace, outcome);
    const summary = await summariseRun(
      engine,
      outcome.reports.map(({ file }) => relative(process.cwd(), file)),
      summarisePapers(outcome.papers, process.cwd()),
    );
    const schoolPackages = outcome.packages === null ? '' : packagesText(outcome.packages, process.cwd());
    return { ...summary, packages: schoolPackages || null, titles: summariseTitles(outcome.imported.titles, process.cwd()) };
  } finally {
    engine.close();
  }
}
