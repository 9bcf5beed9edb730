import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { Engine } from '../engine/engine.ts';
import type { Manifest } from '../lake/manifest.ts';
import { AliasKey } from '../ledger/alias.ts';
import { createFindingTerms } from '../ledger/due-date.ts';
import { type CommitHead, type LedgerEvent, ledgerFormat } from '../ledger/event.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { reconcile } from '../ledger/reconcile.ts';
import { createPackageRelations } from '../packages/package-relations.ts';
import { localTime } from '../workspace/local-time.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createCheckTexts } from './check-texts.ts';
import type { CountyPolicy } from './county-policy.ts';
import type { Pipeline } from './declaration.ts';
import { createEarlierFigures } from './earlier-figures.ts';
import { createFindingRelations, createStatusRelation } from './finding-relations.ts';
import { createCheckRows } from './finding-rows.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { createStaleData } from './freshness.ts';
import { createImportRelations } from './import-relations.ts';
import { type Inspection, inspect } from './inspection.ts';
import { type LedgerEntry, ledgerEntries } from './ledger-entries.ts';
import type { Phases } from './phases.ts';
import { createPolicyRelations } from './policy-relations.ts';
import { createRectification } from './rectification.ts';
import { createRosterRelations } from './roster-relations.ts';
import { createRunRelation } from './run-relation.ts';
import { newRunFolder } from './run-store.ts';
import { noteVanished } from './vanished-note.ts';
import { makeRoomFor } from './working-memory.ts';

export interface ObserveOptions {
  readonly pipeline: Pipeline;
  readonly policy: CountyPolicy;
  readonly manifests: readonly Manifest[];
  /** Open in the same engine; it is brought to the state after this run, on the disk nothing changes. */
  readonly ledger: Ledger;
  /** 2026-11-16-1 */
  readonly run: string;
  readonly asOf: string;
  /** 'YYYY-MM-DD HH:MM:SS': what came later was not known. Null: all. */
  readonly knownAt: string | null;
  readonly startedAt: string;
  readonly slot: string | null;
  readonly clock: Phases;
  readonly onProgress: (text: string) => void;
}

/** What a run sees, and what it would write into the ledger. */
export interface Observation {
  readonly inspection: Inspection;
  readonly head: CommitHead;
  readonly events: readonly LedgerEvent[];
  readonly entries: readonly LedgerEntry[];
}

/** Runs the checks, reconciles them with the ledger and makes all relations that a run keeps. Writes nothing. */
export async function observe(engine: Engine, workspace: Workspace, options: ObserveOptions): Promise<Observation> {
  const { pipeline, ledger, run, asOf, startedAt, clock, manifests } = options;
  // The runs before this one: `ledger` will hold this one too.
  const { runs, sequence } = ledger.head;
  const before = runs.filter((event) => event.pipeline === pipeline.id);
  // Not an earlier try of the same day: what the week brought is asked.
  const earlier = before.filter((event) => event.as_of < asOf).at(-1);

  const [row] = await engine.rows('select count(*) as findings from ledger_findings');
  const known = Number(row?.findings);
  await makeRoomFor(engine, manifests, known);
  const inspection = await inspect(engine, workspace, manifests, { ...options, lastKnown: runs.at(-1)?.lake ?? null });
  clock.add('marts', inspection.milliseconds.marts, inspection.schools.length);
  clock.add('checks', inspection.milliseconds.checks, inspection.checks.findings.length);

  options.onProgress('记入台账');
  await makeRoomFor(engine, manifests, known + inspection.checks.findings.length);
  const { checks, policy, views, schools } = inspection;
  const events = await clock.measure('ledger', async () => {
    mkdirSync(workspace.path('ledger'), { recursive: true });
    await createCheckRows(engine, pipeline.checks, checks);
    await createStaleData(engine, views, pipeline.checks, schools, asOf, pipeline.period_days);
    return reconcile(engine, { asOf, key: AliasKey.open(workspace.path('ledger')) });
  });
  await createStatusRelation(engine);
  await createFindingTerms(engine, asOf, workspace.settings.deadlines);
  await createFindingRelations(engine);
  const entries = await ledgerEntries(engine, checks.findings);
  for (const table of ['finding_rows', 'dropped_rows', 'finding_places']) await engine.run(`drop table ${table}`);

  const finishedAt = localTime();
  const head: CommitHead = {
    format: ledgerFormat,
    sequence: sequence + 1,
    kind: 'run',
    at: startedAt,
    by: userInfo().username,
    events: events.length,
    run: {
      run,
      folder: newRunFolder(run),
      pipeline: pipeline.id,
      as_of: asOf,
      started_at: startedAt,
      finished_at: finishedAt,
      lake: manifests.at(-1)?.id ?? '',
      policy: options.policy.pack.id,
      phases: [...clock.times],
      checks: [...checks.timings],
      ...fingerprintsOf(manifests, policy.inUse(), workspace.settings, { asOf, knownAt: options.knownAt }),
      slot: options.slot,
    },
  };
  await clock.measure('state', () => ledger.apply(head, events, 'all_findings'));
  await createRectification(engine, workspace, pipeline.checks, { run, pipeline: pipeline.id, asOf, earlier });

  await createImportRelations(engine, views, before.at(-1)?.lake ?? null);
  await clock.measure('roster', () => createRosterRelations(engine, policy, schools));
  await createCheckTexts(engine, pipeline.checks, policy, schools);
  await createEarlierFigures(engine, workspace, earlier);
  await createRunRelation(engine, workspace, pipeline, inspection, policy.pack, { run, asOf, startedAt, finishedAt });
  await createPolicyRelations(engine, workspace, inspection, asOf, startedAt.slice(0, 10));
  await noteVanished(engine);
  await createPackageRelations(engine, workspace, { run, asOf }, runs);
  return { inspection, head, events, entries };
}
