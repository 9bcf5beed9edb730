import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../checks/definition.ts';
import type { CheckStatus } from '../checks/run.ts';
import { DuckDbEngine } from '../engine/duckdb.ts';
import { UsageFailure } from '../failure.ts';
import { type ImportOutcome, importDrop } from '../lake/import.ts';
import { ManifestLog } from '../lake/manifest.ts';
import { newWorkFolder } from '../lake/work-folder.ts';
import { EventLog } from '../ledger/event-log.ts';
import type { LedgerEntry } from '../ledger/reconcile.ts';
import { fold, type LedgerState } from '../ledger/state.ts';
import { type ImportPapers, type PapersFailure, tryImportPapers } from '../returns/papers.ts';
import { localTime } from '../workspace/local-time.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createCheckTexts } from './check-texts.ts';
import { countyPolicy } from './county-policy.ts';
import type { Pipeline } from './declaration.ts';
import { createEarlierFigures } from './earlier-figures.ts';
import { createFindingRelations, createStatusRelation } from './finding-relations.ts';
import { createImportRelations } from './import-relations.ts';
import { inspect } from './inspection.ts';
import { ledgerEntries } from './ledger-entries.ts';
import { createPolicyRelations } from './policy-relations.ts';
import { type RenderedReport, renderRun } from './report.ts';
import { createRosterRelations } from './roster-relations.ts';
import { createRunRelation } from './run-relation.ts';
import { saveRun } from './run-store.ts';
import { workingMemory } from './working-memory.ts';

export interface RunOptions {
  /** The day whose facts are judged. */
  readonly asOf: string;
  /** 'YYYY-MM-DD HH:MM:SS', read once where the command starts. */
  readonly startedAt: string;
  readonly onProgress: (text: string) => void;
}

export interface PhaseTime {
  readonly name: string;
  readonly milliseconds: number;
  readonly rows: number;
}

export interface RunOutcome {
  readonly run: string;
  /** Under ledger/runs/. */
  readonly folder: string;
  readonly imported: ImportOutcome;
  /** What the import left for people; null: there was nothing to import. */
  readonly papers: ImportPapers | PapersFailure | null;
  readonly entries: readonly LedgerEntry[];
  readonly statuses: readonly CheckStatus[];
  readonly checks: readonly Check[];
  readonly schools: readonly string[];
  readonly reports: readonly RenderedReport[];
  readonly phases: readonly PhaseTime[];
}

/**
 * One run of a pipeline: what is new in the inbox is imported, the checks run over the lake as of the day, the ledger takes what they
 * found, the reports are written. The ledger's commit makes the run count; killed before, it left nothing but the import.
 * @throws UsageFailure for a day before the last run's.
 */
export async function runPipeline(
  workspace: Workspace,
  pipeline: Pipeline,
  checks: readonly Check[],
  options: RunOptions,
): Promise<RunOutcome> {
  const log = new EventLog(workspace.path('ledger'));
  const state = fold(log.read());
  refuseEarlierDay(state, options.asOf);
  const policy = countyPolicy(workspace, checks);
  const clock = new Phases();

  const imported = await clock.measure('import', async () => {
    const today = options.startedAt.slice(0, 10);
    return importDrop(workspace, {
      paths: [],
      dataDate: null,
      dayOfReceipt: options.asOf < today ? options.asOf : today,
      receivedAt: options.startedAt,
      dryRun: false,
      onProgress: options.onProgress,
    });
  });

  const { manifest } = imported;
  const papers = manifest === null ? null : await clock.measure('papers', () => tryImportPapers(workspace, manifest, options.startedAt));

  const manifests = new ManifestLog(workspace.path('lake')).read();
  const workFolder = newWorkFolder(workspace.path('lake'));
  const engine = await DuckDbEngine.open({ spillFolder: join(workFolder, 'spill'), memoryLimit: workingMemory(manifests) });
  try {
    const inspection = await inspect(engine, workspace, manifests, pipeline, policy, options.asOf, options.onProgress);
    clock.add('marts', inspection.milliseconds.marts, inspection.schools.length);
    clock.add('checks', inspection.milliseconds.checks, inspection.checks.findings.length);

    options.onProgress('记入台账');
    const run = runId(state, options.asOf);
    const lake = manifests.at(-1)?.id ?? '';
    const before = state.runs.filter((event) => event.pipeline === pipeline.id);
    const since = before.at(-1)?.lake ?? null;
    const { entries, events } = await clock.measure('ledger', () =>
      ledgerEntries(engine, workspace, state, inspection.checks.findings, options.asOf),
    );
    await createFindingRelations(engine, entries);
    await createStatusRelation(engine, pipeline.checks, inspection.checks.statuses);
    await createImportRelations(engine, inspection.views, since);
    await clock.measure('roster', () => createRosterRelations(engine, inspection.policy, inspection.schools));
    await createCheckTexts(engine, pipeline.checks, inspection.policy, inspection.schools);
    // Not with an earlier try of the same day: what the week brought is asked.
    await createEarlierFigures(engine, workspace, before.filter((event) => event.as_of < options.asOf).at(-1));
    const finishedAt = localTime();
    await createRunRelation(engine, workspace, pipeline, inspection, policy.pack, {
      run,
      asOf: options.asOf,
      startedAt: options.startedAt,
      finishedAt,
    });
    await createPolicyRelations(engine, workspace, inspection, options.asOf, options.startedAt.slice(0, 10));
    const folder = await saveRun(engine, workspace, run);
    log.commit(state.sequence + 1, [
      {
        type: 'run',
        run,
        folder,
        pipeline: pipeline.id,
        as_of: options.asOf,
        started_at: options.startedAt,
        finished_at: finishedAt,
        lake,
        policy: policy.pack.id,
        phases: [...clock.times],
        checks: [...inspection.checks.timings],
      },
      ...events,
    ]);

    options.onProgress('生成报表');
    const reports = await clock.measure('reports', () => renderRun(engine, workspace, pipeline, run, options.startedAt));
    return {
      run,
      folder,
      imported,
      papers,
      entries,
      statuses: inspection.checks.statuses,
      checks: pipeline.checks,
      schools: inspection.schools,
      reports,
      phases: clock.times,
    };
  } finally {
    engine.close();
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** A day that had not come yet when it was inspected was a slip of the pen: it must not shut the ledger until then. */
function refuseEarlierDay(state: LedgerState, asOf: string): void {
  const last = state.runs.filter((run) => run.as_of <= run.started_at.slice(0, 10)).at(-1);
  if (last && asOf < last.as_of) {
    throw new UsageFailure(
      `检查日 ${asOf} 早于台账里的上一次运行（${last.as_of}），没有运行。台账只能往后记；请用 ${last.as_of} 或以后的日期。`,
    );
  }
}

/** 2026-11-16-1, -2 for the second run of a day. */
const runId = (state: LedgerState, asOf: string): string => `${asOf}-${state.runs.filter((run) => run.as_of === asOf).length + 1}`;

/** How long each phase took. */
class Phases {
  readonly #times: PhaseTime[] = [];

  get times(): readonly PhaseTime[] {
    return this.#times;
  }

  add(name: string, milliseconds: number, rows = 0): void {
    this.#times.push({ name, milliseconds: Math.round(milliseconds), rows });
  }

  async measure<T>(name: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    this.add(name, performance.now() - start);
    return result;
  }
}
