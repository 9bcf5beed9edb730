import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import type { RunEvent } from '../ledger/event-log.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** `figure`: findings (by school, check and severity; `key` counted or repeated), schools_submitted, schools_checked (by check, where it ran), checks_not_run, pupils, classes (`key`: band). */
const emptyFigures = `select cast(null as varchar) as run_id, cast(null as date) as as_of, cast(null as varchar) as figure,
  cast(null as varchar) as school_code, cast(null as varchar) as check_id, cast(null as varchar) as category, cast(null as varchar) as severity,
  cast(null as varchar) as key, cast(null as bigint) as value where false`;

/**
 * Makes `earlier_figures`: the numbers of the last run of the same pipeline, with which this one's are compared. Empty: there is none, or
 * its record is gone, which must not keep this run from being made.
 */
export async function createEarlierFigures(engine: Engine, workspace: Workspace, last: RunEvent | undefined): Promise<void> {
  const parts = last === undefined ? [] : await figuresOf(engine, workspace.path('ledger', 'runs', last.folder), last);
  await engine.run(`create or replace table earlier_figures as ${[emptyFigures, ...parts].join('\nunion all\n')}`);
}

async function figuresOf(engine: Engine, folder: string, { run, as_of }: RunEvent): Promise<string[]> {
  const kept = (relation: string): string => `read_parquet(${literal(join(folder, `${relation}.parquet`))})`;
  const has = (relation: string): boolean => existsSync(join(folder, `${relation}.parquet`));
  if (!has('all_findings') || !has('check_statuses') || !has('school_overview')) return [];
  const figure = (name: string, columns: string, source: string): string =>
    `select ${literal(run)}, date ${literal(as_of)}, ${literal(name)}, ${columns} from ${source}`;
  // Runs of an earlier version counted every row.
  const columns = await engine.rows(`describe select * from ${kept('all_findings')}`);
  const counted = columns.some((column) => column.column_name === 'is_counted') ? 'is_counted' : 'true';
  const key = `case when ${counted} then 'counted' else 'repeated' end`;
  return [
    figure(
      'findings',
      `school_code, check_id, category, severity, ${key}, count(*)`,
      `${kept('all_findings')} where excused_by is null group by school_code, check_id, category, severity, ${key}`,
    ),
    figure(
      'schools_submitted',
      `null, null, null, null, null, count(*)`,
      `${kept('school_overview')} where submission not in ('本期未报送', '不另报（前导零丢失）') having count(*) > 0`,
    ),
    figure(
      'schools_checked',
      `null, check_id, category, null, null, count(distinct school_code)`,
      `${kept('check_statuses')} where status in ('有问题', '无问题') group by check_id, category`,
    ),
    figure('pupils', `null, null, null, null, null, cast(sum(pupils) as bigint)`, `${kept('school_overview')} having sum(pupils) > 0`),
    figure(
      'checks_not_run',
      `null, null, null, null, null, count(distinct check_id)`,
      `${kept('check_statuses')} where status in ('未运行', '出错')`,
    ),
    ...(has('class_sizes')
      ? [figure('classes', `null, null, null, null, cast(band as varchar), count(*)`, `${kept('class_sizes')} group by band`)]
      : []),
  ];
}
