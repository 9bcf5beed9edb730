import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findCheck, loadChecks } from '../checks/catalogue.ts';
import { DuckDbEngine } from '../engine/duckdb.ts';
import { newWorkFolder } from '../lake/work-folder.ts';
import { openRun } from '../pipelines/run-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type TraceDocument, traceDocument } from './document.ts';
import { KeptFiles } from './kept-file.ts';
import { openLakeOfRun } from './lake-of-run.ts';
import { Trace, type TracedRecord } from './trace.ts';
import { findingRows, runOfFinding } from './traced-findings.ts';

/**
 * Follows a finding back to the cells of the files that it rests on. Nothing stays of the work.
 * @param number 2026-000123, or with the suffix of one record of a duplicate; all records of the group are followed
 * @throws UsageFailure for a number that was never given; Failure when the run's record is gone
 */
export async function traceFinding(
  workspace: Workspace,
  number: string,
  unmasked: boolean,
  onProgress: (text: string) => void,
): Promise<TraceDocument> {
  const workFolder = newWorkFolder(workspace.path('lake'));
  const engine = await DuckDbEngine.open({ spillFolder: join(workFolder, 'spill') });
  try {
    const event = await runOfFinding(engine, workspace, number);
    await openRun(engine, workspace, event);
    const findings = await findingRows(engine, number);
    const check = findCheck(loadChecks(), String(findings[0]?.check_id));
    onProgress('打开当时的数据');
    const imports = await openLakeOfRun(engine, workspace, event, check);
    const files = new KeptFiles(engine, workspace.path('received'), join(workFolder, 'files'));
    const trace = new Trace(engine, check, files, imports, event.as_of);
    const records: TracedRecord[] = [];
    for (const finding of findings) {
      onProgress(`读取原始文件 ${records.length + 1}/${findings.length}`);
      records.push(await trace.of(finding));
    }
    return traceDocument(number, event, check, records, unmasked);
  } finally {
    engine.close();
    rmSync(workFolder, { recursive: true, force: true });
  }
}
