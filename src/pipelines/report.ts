import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { excuseReason } from '../privacy/sensitive-reasons.ts';
import { renderReport } from '../reports/render.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Pipeline } from './declaration.ts';

export interface RenderedReport {
  readonly report: string;
  readonly file: string;
  /** Another name than `file` where that one was open in WPS or Excel. */
  readonly wanted: string;
  readonly sheets: readonly { readonly name: string; readonly rows: number }[];
}

/** Writes a pipeline's reports of a run into outbox/<run>/, masked. The run's relations must be there (`saveRun`, `openRun`). */
export async function renderRun(
  engine: Engine,
  workspace: Workspace,
  pipeline: Pipeline,
  run: string,
  now: string,
): Promise<RenderedReport[]> {
  await createAudienceRelations(engine);
  const folder = workspace.path('outbox', run);
  mkdirSync(folder, { recursive: true });
  const reports: RenderedReport[] = [];
  for (const [index, report] of pipeline.reports.entries()) {
    const name = `${workspace.settings.county_name}${pipeline.title}-${run}${index === 0 ? '' : `-${report}`}.xlsx`;
    const wanted = join(folder, name);
    const { file, sheets } = await renderReport(report, engine, wanted, { unmasked: false });
    const rows = sheets.reduce((sum, sheet) => sum + sheet.rows, 0);
    appendAccess(workspace.folder, { action: `生成${pipeline.title}报表（脱敏）`, rows, approval: null, reason: null }, now);
    reports.push({ report, file, wanted, sheets });
  }
  return reports;
}

/**
 * `findings`, `counted_findings` (a record that two checks found for one fault stands in it once), `excused_findings` and `roster_movements`
 * as the reader of a masked report may see them: sensitive reasons, and schools whose name says one, are 其他已核实.
 */
export async function createAudienceRelations(engine: Engine): Promise<void> {
  const reasons = await engine.rows(`
    select excused_by as reason from all_findings where excused_by is not null
    union select reason from roster_changes where reason is not null
    union select other_school from roster_changes where other_school is not null`);
  await createTableFromRows(
    engine,
    'shown_reasons',
    { reason: 'varchar', shown: 'varchar' },
    reasons.map((row) => ({ reason: row.reason, shown: excuseReason(String(row.reason), 'county', false) })),
  );
  await engine.run('create or replace view findings as select * from all_findings where excused_by is null');
  await engine.run('create or replace view counted_findings as select * from findings where is_counted');
  await engine.run(`create or replace view excused_findings as
    select f.* replace (r.shown as excused_by) from all_findings f join shown_reasons r on r.reason = f.excused_by`);
  await engine.run(`create or replace view roster_movements as
    select c.* replace (r.shown as reason, o.shown as other_school)
    from roster_changes c
    left join shown_reasons r on r.reason = c.reason
    left join shown_reasons o on o.reason = c.other_school`);
}
