import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../checks/definition.ts';
import { DuckDbEngine } from '../engine/duckdb.ts';
import { Failure } from '../failure.ts';
import { type Manifest, ManifestLog } from '../lake/manifest.ts';
import { newWorkFolder } from '../lake/work-folder.ts';
import type { RunEvent } from '../ledger/event.ts';
import { Ledger } from '../ledger/ledger.ts';
import { readHead } from '../ledger/ledger-head.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { countyPolicy } from './county-policy.ts';
import type { Pipeline } from './declaration.ts';
import { observe } from './observe.ts';
import { Phases } from './phases.ts';
import { compareRuns, type RunComparison } from './replay-comparison.ts';
import { type MadeOf, whatDiffers } from './replay-differences.ts';
import { type RenderedReport, renderRun } from './report.ts';
import { workingMemory } from './working-memory.ts';

export interface ReplayOptions {
  readonly asOf: string;
  /** 'YYYY-MM-DD HH:MM:SS': what came or was written later was not known. Null: all that is known today. */
  readonly knownAt: string | null;
  /** 'YYYY-MM-DD HH:MM:SS', read once where the command starts. */
  readonly startedAt: string;
  readonly onProgress: (text: string) => void;
}

export interface ReplayOutcome {
  /** Where the reports are. */
  readonly folder: string;
  readonly reports: readonly RenderedReport[];
  /** Schools of which anything was known; none: nothing was inspected. */
  readonly schools: number;
  /** What was found, excused rows not counted. */
  readonly findings: number;
  /** The run of that day that is compared with; null: there was none, or it was not known then. */
  readonly original: RunEvent | null;
  readonly comparison: RunComparison | null;
  /** What the original was made of and this was not. */
  readonly differences: readonly MadeOf[];
}

/**
 * Runs a pipeline as of an earlier day, upon the ledger as it was before that day's run, and compares the result with that run. Nothing is
 * imported and nothing committed; reports go into a folder of their own.
 * @throws Failure where nothing has run yet, or the record of the run that is compared with is gone
 */
export async function replayPipeline(
  workspace: Workspace,
  pipeline: Pipeline,
  checks: readonly Check[],
  { asOf, knownAt, startedAt, onProgress }: ReplayOptions,
): Promise<ReplayOutcome> {
  const ledgerFolder = workspace.path('ledger');
  const { runs } = readHead(ledgerFolder);
  if (runs.length === 0) throw new Failure(`${workspace.folder} 里还没有运行过，没有可重演的。请先运行 heji run ${pipeline.id}。`);
  const original = originalOf(runs, pipeline.id, asOf, knownAt);
  const manifests = new ManifestLog(workspace.path('lake')).read().filter((manifest) => concerns(manifest, asOf, original));
  const workFolder = newWorkFolder(workspace.path('lake'));
  const engine = await DuckDbEngine.open({ spillFolder: join(workFolder, 'spill'), memoryLimit: workingMemory(manifests) });
  try {
    const ledger = await Ledger.open(engine, ledgerFolder, {
      asOf,
      ...(knownAt !== null && { knownAt }),
      ...(original !== null && { before: original.sequence }),
    });
    const run = original?.run ?? `${asOf}-重演`;
    const policy = countyPolicy(workspace, checks);
    const clock = new Phases();
    const { head } = await observe(engine, workspace, {
      pipeline,
      policy,
      manifests,
      ledger,
      run,
      asOf,
      knownAt,
      startedAt,
      slot: null,
      clock,
      onProgress,
    });
    const comparison = original === null ? null : await compareRuns(engine, workspace, original);
    onProgress('生成报表');
    const folder = workspace.path('outbox', folderName(asOf, knownAt));
    const reports = await renderRun(engine, workspace, pipeline, run, startedAt, folder);
    const [count] = await engine.rows('select count(*) as findings from all_findings where excused_by is null');
    const [overview] = await engine.rows('select count(*) as schools from school_overview');
    return {
      folder,
      reports,
      schools: Number(overview?.schools),
      findings: Number(count?.findings),
      original,
      comparison,
      differences: original === null ? [] : whatDiffers(original, head.run!, manifests, knownAt),
    };
  } finally {
    engine.close();
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** The last run of a pipeline of that day, as far as it was known. */
const originalOf = (runs: readonly RunEvent[], pipeline: string, asOf: string, knownAt: string | null): RunEvent | null =>
  runs.filter((run) => run.pipeline === pipeline && run.as_of === asOf && (knownAt === null || run.started_at <= knownAt)).at(-1) ?? null;

/** What came after the run and has nothing for its day is not its business, not even as a receipt. */
const concerns = (manifest: Manifest, asOf: string, original: RunEvent | null): boolean =>
  (original === null ? manifest.received_at.slice(0, 10) <= asOf : manifest.id <= original.lake) ||
  manifest.kind === 'accept' ||
  manifest.sources.some(({ data_date }) => data_date <= asOf);

/** 重演-2026-11-16-所知-2026-11-17_090000: no colon, which Windows refuses in names. */
const folderName = (asOf: string, knownAt: string | null): string =>
  `重演-${asOf}${knownAt === null ? '' : `-所知-${knownAt.replaceAll(':', '').replace(' ', '_')}`}`;
