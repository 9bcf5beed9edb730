import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadChecks } from '../checks/catalogue.ts';
import { DuckDbEngine } from '../engine/duckdb.ts';
import { newWorkFolder } from '../lake/work-folder.ts';
import type { RunEvent } from '../ledger/event.ts';
import { type RenderedPackages, renderPackages } from '../packages/render-packages.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { loadPipeline } from './declaration.ts';
import { markRendered } from './rendered.ts';
import { type RenderedReport, renderRun } from './report.ts';
import { openRun } from './run-store.ts';
import { keepHeapSmall, letHeapGrow } from './small-heap.ts';

/** A hundred thousand findings are sorted with it, the rest goes to disk: a report is made in half a gigabyte together with the program. */
const reportMemory = '144MB';

export interface RenderOptions {
  /** 'YYYY-MM-DD HH:MM:SS' */
  readonly now: string;
  readonly onProgress: (text: string) => void;
}

export interface RenderedAgain {
  readonly reports: readonly RenderedReport[];
  readonly packages: RenderedPackages;
}

/** Writes the reports and the schools' packages of a committed run into the outbox, from what it kept. The caller holds the workspace's lock. */
export async function renderAgain(workspace: Workspace, event: RunEvent, options: RenderOptions): Promise<RenderedAgain> {
  keepHeapSmall();
  const pipeline = loadPipeline(event.pipeline, loadChecks());
  const workFolder = newWorkFolder(workspace.path('lake'));
  const engine = await DuckDbEngine.open({ spillFolder: join(workFolder, 'spill'), memoryLimit: reportMemory });
  try {
    await openRun(engine, workspace, event);
    options.onProgress(`生成运行 ${event.run} 的报表`);
    const reports = await renderRun(engine, workspace, pipeline, event.run, options.now);
    letHeapGrow();
    const packages = await renderPackages(engine, workspace, event, options);
    markRendered(workspace, event.folder);
    return { reports, packages };
  } finally {
    engine.close();
    rmSync(workFolder, { recursive: true, force: true });
  }
}
