import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadChecks } from '../../src/checks/catalogue.ts';
import { type County, type CountyOptions, generateCounty } from '../../src/generator/county.ts';
import { type Jurisdiction, settingsLines } from '../../src/generator/jurisdictions.ts';
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
export async function writtenCounty(folder: string, options: Omit<CountyOptions, 'asOf'>): Promise<County> {
  const county = generateCounty({ ...options, asOf });
  await writeCounty(county, folder);
  return county;
}

const checks = loadChecks();

export const importInto = (workspace: Workspace, paths: readonly string[], day: string) =>
  importDrop(workspace, { paths, dataDate: null, dayOfReceipt: day, receivedAt: `${day} 08:00:00`, dryRun: false, onProgress: () => {} });

export const inspectAsOf = (workspace: Workspace, day: string, pipeline = loadPipeline('weekly-inspection', checks)): Promise<RunOutcome> =>
  runPipeline(workspace, pipeline, checks, { asOf: day, startedAt: `${day} 08:30:00`, onProgress: () => {} });

/** The same without the workbook, which takes as long as everything else where there are few pupils. */
export const checkAsOf = (workspace: Workspace, day: string): Promise<RunOutcome> =>
  inspectAsOf(workspace, day, { ...loadPipeline('weekly-inspection', checks), reports: [] });

/** A workspace into which both weeks of a written county have been imported. */
export async function importCounty(files: string, folder: string, office = { code: '230123', name: '依兰县' }): Promise<Workspace> {
  const workspace = Workspace.create(folder, office.code, office.name, 'national-2013');
  await importInto(workspace, [join(files, '上周')], weekBefore);
  await importInto(workspace, [join(files, '本周')], asOf);
  return workspace;
}

/** Inspects a copy of an imported county under these regulations; of several areas each school by its own. */
export function inspectUnder(imported: Workspace, folder: string, areas: readonly [Jurisdiction, ...Jurisdiction[]]): Promise<RunOutcome> {
  cpSync(imported.folder, folder, { recursive: true });
  const settings = readFileSync(join(folder, 'heji.yaml'), 'utf8');
  const others = settings.replace(/^(county_code|county_name|policy|policies_by_area):.*\n/gm, '');
  writeFileSync(join(folder, 'heji.yaml'), others + settingsLines(areas));
  return inspectAsOf(Workspace.open(folder), asOf);
}

/** Imports both weeks of a written county and runs the weekly inspection. */
export async function inspectCounty(files: string, workspaceFolder: string, policy: PolicyId) {
  const workspace = Workspace.create(workspaceFolder, '230123', '依兰县', policy);
  await importInto(workspace, [join(files, '上周')], weekBefore);
  cpSync(join(files, '本周'), workspace.inbox, { recursive: true });
  return { workspace, outcome: await inspectAsOf(workspace, asOf) };
}
