import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadChecks } from '../../src/checks/catalogue.ts';
import { type CountyOptions, generateCounty } from '../../src/generator/county.ts';
import type { PolicyId } from '../../src/generator/oracle.ts';
import { writeCounty } from '../../src/generator/write.ts';
import { importDrop } from '../../src/lake/import.ts';
import { loadPipeline } from '../../src/pipelines/declaration.ts';
import { type RunOutcome, runPipeline } from '../../src/pipelines/run.ts';
import { Workspace } from '../../src/workspace/workspace.ts';

export const asOf = '2026-11-16';
export const weekBefore = '2026-11-09';

/** A folder that is gone after the tests. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'heji-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A county's files of two weeks under `folder`. */
export async function writtenCounty(folder: string, options: Omit<CountyOptions, 'asOf'>) {
  const county = generateCounty({ ...options, asOf });
  await writeCounty(county, folder);
  return county;
}

const checks = loadChecks();

export const importInto = (workspace: Workspace, paths: readonly string[], day: string) =>
  importDrop(workspace, { paths, dataDate: null, dayOfReceipt: day, receivedAt: `${day} 08:00:00`, dryRun: false, onProgress: () => {} });

export const inspectAsOf = (workspace: Workspace, day: string, pipeline = 'weekly-inspection'): Promise<RunOutcome> =>
  runPipeline(workspace, loadPipeline(pipeline, checks), checks, { asOf: day, startedAt: `${day} 08:30:00`, onProgress: () => {} });

/** Imports both weeks of a written county and runs the weekly inspection. */
export async function inspectCounty(files: string, workspaceFolder: string, policy: PolicyId) {
  const workspace = Workspace.create(workspaceFolder, '230123', '依兰县', policy);
  await importInto(workspace, [join(files, '上周')], weekBefore);
  cpSync(join(files, '本周'), workspace.inbox, { recursive: true });
  return { workspace, outcome: await inspectAsOf(workspace, asOf) };
}
