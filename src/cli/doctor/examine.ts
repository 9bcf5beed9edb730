import { resolve } from 'node:path';
import { loadChecks } from '../../checks/catalogue.ts';
import type { LedgerHead } from '../../ledger/ledger-head.ts';
import { loadPipeline } from '../../pipelines/declaration.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { inspectPolicy, openWorkspace } from './configuration.ts';
import type { Diagnosis } from './diagnosis.ts';
import { inspectInbox } from './inbox.ts';
import { inspectInstallation } from './installation.ts';
import { inspectDatasets, inspectHeld, inspectOrphans, readManifests } from './lake.ts';
import { inspectAccessLog, readLedger } from './ledger.ts';
import { inspectLock } from './lock.ts';
import { inspectSchools } from './schools.ts';
import { inspectBackup, inspectCheckpoint, inspectFormat, inspectLeftovers, inspectReports } from './upkeep.ts';

/** The pipeline whose needs are looked at. */
const weekly = 'weekly-inspection';

/** Looks at everything that can go wrong in a workspace; what cannot be opened is one fault, and the rest is still looked at. */
export async function examine(folder: string, asOf: string | undefined, today: string): Promise<Diagnosis[]> {
  const { workspace, diagnosis } = openWorkspace(folder);
  const installation = await inspectInstallation(resolve(folder));
  if (!workspace) return [diagnosis, ...installation];
  return [diagnosis, ...(await inspectContents(workspace, asOf, today)), ...installation];
}

async function inspectContents(workspace: Workspace, asOf: string | undefined, today: string): Promise<Diagnosis[]> {
  const ledger = await readLedger(workspace);
  const lastDay = ledger.head?.runs.at(-1)?.as_of ?? today;
  const day = asOf ?? (lastDay > today ? lastDay : today);
  const lake = readManifests(workspace);
  return [
    inspectPolicy(workspace, day),
    inspectFormat(workspace),
    inspectLock(workspace),
    inspectInbox(workspace.inbox),
    lake.diagnosis,
    ...(lake.manifests === null ? [] : await inspectLake(workspace, lake.manifests, day)),
    ledger.diagnosis,
    ...(ledger.head === null ? [] : inspectUpkeep(workspace, ledger.head, today)),
    inspectLeftovers(workspace),
    inspectAccessLog(workspace),
  ];
}

function inspectUpkeep(workspace: Workspace, head: LedgerHead, today: string): Diagnosis[] {
  return [inspectCheckpoint(workspace), inspectReports(workspace, head), inspectBackup(workspace, head, today)];
}

async function inspectLake(workspace: Workspace, manifests: Parameters<typeof inspectHeld>[0], day: string): Promise<Diagnosis[]> {
  const pipeline = loadPipeline(weekly, loadChecks());
  return [
    ...(await inspectSchools(workspace, manifests, pipeline, day)),
    inspectHeld(manifests),
    inspectDatasets(manifests, pipeline),
    inspectOrphans(workspace, manifests),
  ];
}
