import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { renderReport } from '../reports/render.ts';
import type { Settings } from '../workspace/settings.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createAudienceRelations, type Reader } from './audience-relations.ts';
import type { Pipeline } from './declaration.ts';

export interface RenderedReport {
  readonly report: string;
  readonly file: string;
  /** Another name than `file` where that one was open in WPS or Excel. */
  readonly wanted: string;
  readonly sheets: readonly { readonly name: string; readonly rows: number }[];
}

/** The two copies of a county's workbooks. */
interface Copy extends Reader {
  /** What the file's name ends in. */
  readonly suffix: string;
  readonly approval: string | null;
  readonly reason: string | null;
}

const leadersCopy: Copy = { audience: 'leader', unmasked: false, suffix: '', approval: null, reason: null };

/** 县级授权版, only where `heji.yaml` names the approval under which it may be made. */
function copiesOf({ authorised_copy }: Settings): readonly Copy[] {
  if (authorised_copy === null) return [leadersCopy];
  return [leadersCopy, { audience: 'county', unmasked: true, suffix: '-县级授权版', ...authorised_copy }];
}

/**
 * Writes a pipeline's reports of a run into outbox/<run>/ or another folder: the leader's copy, masked, and under a standing approval the authorised one.
 * Each is logged before it is there. The run's relations must be there (`saveRun`, `openRun`).
 */
export async function renderRun(
  engine: Engine,
  workspace: Workspace,
  pipeline: Pipeline,
  run: string,
  now: string,
  folder: string = workspace.path('outbox', run),
): Promise<RenderedReport[]> {
  mkdirSync(folder, { recursive: true });
  await createDeadlines(engine, workspace.settings);
  const reports: RenderedReport[] = [];
  for (const copy of copiesOf(workspace.settings)) {
    await createAudienceRelations(engine, copy);
    for (const [index, report] of pipeline.reports.entries()) {
      const name = `${workspace.settings.county_name}${pipeline.title}-${run}${index === 0 ? '' : `-${report}`}${copy.suffix}.xlsx`;
      const wanted = join(folder, name);
      const action = `生成运行 ${run} 的${pipeline.title}报表（${copy.unmasked ? '县级授权版，未脱敏' : '脱敏'}）`;
      const { file, sheets } = await renderReport(report, engine, wanted, {
        audience: copy.audience,
        unmasked: copy.unmasked,
        ...(copy.approval !== null && { approval: copy.approval }),
        log: (rows) => appendAccess(workspace.folder, { action, rows, approval: copy.approval, reason: copy.reason }, now).hash,
      });
      reports.push({ report, file, wanted, sheets });
    }
  }
  return reports;
}

/** Makes `deadlines`: within what time findings of a severity have to be dealt with, in words. */
export async function createDeadlines(engine: Engine, { deadlines }: Pick<Settings, 'deadlines'>): Promise<void> {
  const rows = Object.entries(deadlines).map(([severity, deadline]) => ({ severity, words: deadlineWords(deadline) }));
  await createTableFromRows(engine, 'deadlines', { severity: 'varchar', words: 'varchar' }, rows);
}

function deadlineWords(deadline: Settings['deadlines']['red']): string {
  if (deadline === 'none') return '提示，核实即可';
  if (deadline === 'month-end') return '本月内';
  return deadline === 0 ? '当日处置' : `${deadline} 个工作日内`;
}
