import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import type { PolicyPack } from '../policy/pack.ts';
import { chainHead } from '../privacy/access-log.ts';
import { version } from '../version.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Pipeline } from './declaration.ts';
import type { Inspection } from './inspection.ts';

/** Makes `run`: one row, what reports say about the run itself. Times are 'YYYY-MM-DD HH:MM:SS' in Asia/Shanghai. */
export async function createRunRelation(
  engine: Engine,
  workspace: Workspace,
  pipeline: Pipeline,
  inspection: Inspection,
  pack: PolicyPack,
  run: { run: string; asOf: string; startedAt: string; finishedAt: string },
): Promise<void> {
  const [schools] = await engine.rows(`select min(data_date) as first, max(data_date) as last,
    count(case when submission <> '不另报（前导零丢失）' then 1 end) as total,
    count(case when submission not in ('本期未报送', '不另报（前导零丢失）') then 1 end) as submitted from school_overview`);
  await createTableFromRows(
    engine,
    'run',
    {
      run_id: 'varchar',
      pipeline: 'varchar',
      pipeline_title: 'varchar',
      as_of: 'date',
      started_at: 'varchar',
      finished_at: 'varchar',
      county_code: 'varchar',
      county_name: 'varchar',
      policy_id: 'varchar',
      policy_title: 'varchar',
      policy_document_number: 'varchar',
      data_date_from: 'date',
      data_date_to: 'date',
      version: 'varchar',
      calendar_note: 'varchar',
      submitted_schools: 'integer',
      total_schools: 'integer',
      log_head: 'varchar',
    },
    [
      {
        run_id: run.run,
        pipeline: pipeline.id,
        pipeline_title: pipeline.title,
        as_of: run.asOf,
        started_at: run.startedAt,
        finished_at: run.finishedAt,
        county_code: workspace.settings.county_code,
        county_name: workspace.settings.county_name,
        policy_id: pack.id,
        policy_title: pack.title,
        policy_document_number: pack.documentNumber,
        data_date_from: schools?.first,
        data_date_to: schools?.last,
        version,
        calendar_note: inspection.calendar.note,
        submitted_schools: schools?.submitted,
        total_schools: schools?.total,
        log_head: chainHead(workspace.folder),
      },
    ],
  );
}
