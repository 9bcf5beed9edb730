import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../checks/definition.ts';
import type { CheckStatus } from '../checks/run.ts';
import { DuckDbEngine } from '../engine/duckdb.ts';
import { UsageFailure } from '../failure.ts';
import { type ImportOutcome, importDrop } from '../lake/import.ts';
import { ManifestLog } from '../lake/manifest.ts';
import { newWorkFolder } from '../lake/work-folder.ts';
import { Ledger } from '../ledger/ledger.ts';
import { type LedgerHead, readHead } from '../ledger/ledger-head.ts';
import { type RenderedPackages, renderPackages } from '../packages/render-packages.ts';
import { type ImportPapers, type PapersFailure, tryImportPapers } from '../returns/papers.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { countyPolicy } from './county-policy.ts';
import type { Pipeline } from './declaration.ts';
import type { LedgerEntry } from './ledger-entries.ts';
import { observe } from './observe.ts';
import { Phases, type PhaseTime } from './phases.ts';
import { markRendered } from './rendered.ts';
import { type RenderedReport, renderRun } from './report.ts';
import { saveRun } from './run-store.ts';
import { workingMemory } from './working-memory.ts';

export interface RunOptions {
  /** The day whose facts are judged. */
  readonly asOf: string;
  /** 'YYYY-MM-DD HH:MM:SS', read once where the command starts. */
  readonly startedAt: string;
  readonly onProgress: (text: string) => void;
  /** The scheduler's slot that the run fills. */
  readonly slot?: string | null;
  /** Whether the schools' packages are written; the run keeps what they say in any case. */
  readonly packages?: boolean;
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
  /** Null: they were not asked for. */
  readonly packages: RenderedPackages | null;
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
  const ledgerFolder = workspace.path('ledger');
  const known = readHead(ledgerFolder);
  refuseEarlierDay(known, options.asOf);
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
    const ledger = await clock.measure('open', () => Ledger.open(engine, ledgerFolder));
    const run = runId(ledger.head, options.asOf);
    const { asOf, startedAt, slot = null, onProgress } = options;
    const { inspection, head, events, entries } = await observe(engine, workspace, {
      pipeline,
      policy,
      manifests,
      ledger,
      run,
      asOf,
      knownAt: null,
      startedAt,
      slot,
      clock,
      onProgress,
    });
    const facts = { run, folder: head.run!.folder };
    await clock.measure('save', () => saveRun(engine, workspace, facts));
    ledger.commit({ ...head, run: { ...head.run!, phases: [...clock.times] } }, events);
    await clock.measure('checkpoint', () => ledger.checkpoint());

    onProgress('生成报表');
    const reports = await clock.measure('reports', () => renderRun(engine, workspace, pipeline, run, startedAt));
    const packages =
      options.packages === true
        ? await clock.measure('packages', () => renderPackages(engine, workspace, { run }, { now: startedAt, onProgress }))
        : null;
    markRendered(workspace, facts.folder);
    return {
      ...facts,
      imported,
      papers,
      entries,
      statuses: inspection.checks.statuses,
      checks: pipeline.checks,
      schools: inspection.schools,
      reports,
      packages,
      phases: clock.times,
    };
  } finally {
    engine.close();
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** A day that had not come yet when it was inspected was a slip of the pen: it must not shut the ledger until then. */
function refuseEarlierDay({ runs }: LedgerHead, asOf: string): void {
  const last = runs.filter((run) => run.as_of <= run.started_at.slice(0, 10)).at(-1);
  if (last && asOf < last.as_of) {
    throw new UsageFailure(
      `检查日 ${asOf} 早于台账里的上一次运行（${last.as_of}），没有运行。台账只能往后记；请用 ${last.as_of} 或以后的日期。`,
    );
  }
}

/** 2026-11-16-1, -2 for the second run of a day. */
const runId = ({ runs }: LedgerHead, asOf: string): string => `${asOf}-${runs.filter((run) => run.as_of === asOf).length + 1}`;
