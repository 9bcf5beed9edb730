import { relative } from 'node:path';
import { loadChecks } from '../checks/catalogue.ts';
import { DuckDbEngine } from '../engine/duckdb.ts';
import { loadPipeline } from '../pipelines/declaration.ts';
import { runPipeline } from '../pipelines/run.ts';
import { openRun } from '../pipelines/run-store.ts';
import { type RunSummary, summariseRun } from '../pipelines/summary.ts';
import { whileLocked } from '../workspace/lock.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Session } from './session.ts';

/** Runs a pipeline and tells what came of it, from what the run kept. @throws BusyFailure while another one runs. */
export async function inspectWorkspace(session: Session, workspace: Workspace, pipelineId: string, asOf: string): Promise<RunSummary> {
  const checks = loadChecks();
  const pipeline = loadPipeline(pipelineId, checks);
  const outcome = await whileLocked(workspace.folder, `运行${pipeline.title}`, () =>
    runPipeline(workspace, pipeline, checks, { asOf, startedAt: session.startedAt, onProgress: session.progress }),
  );
  const engine = await DuckDbEngine.open();
  try {
    await openRun(engine, workspace, outcome);
    return await summariseRun(
      engine,
      outcome.reports.map(({ file }) => relative(process.cwd(), file)),
    );
  } finally {
    engine.close();
  }
}
