import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import type { RunEvent } from '../ledger/event.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { laterRelations } from './run-store.ts';
import { standingFindings } from './standing-findings.ts';

/**
 * `figure`: findings that were owed (by school, check and severity; `key` counted or repeated), overdue (those of them, by school), schools_submitted,
 * schools_checked (by check, where it ran), checks_not_run, pupils, classes (`key`: band).
 */
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
  const columns = await engine.rows(`describe select * from ${kept('all_findings')}`);
  const ledger = has('rectification') ? kept('rectification') : `(select ${emptyColumns('rectification')} where false)`;
  const standing = standingFindings(
    { findings: kept('all_findings'), ledger },
    new Set(columns.map((column) => String(column.column_name))),
  );
  const owed = `(select * from (${standing}) as standing where is_owed) as owed`;
  const key = `case when is_counted then 'counted' else 'repeated' end`;
  return [
    figure(
      'findings',
      `school_code, check_id, category, severity, ${key}, count(*)`,
      `${owed} group by school_code, check_id, category, severity, ${key}`,
    ),
    figure(
      'overdue',
      `school_code, null, null, null, null, count(*)`,
      `${owed} where is_counted and overdue_days > 0 group by school_code`,
    ),
    // Where nothing was overdue it is 0, not unknown.
    ...(has('rectification') ? [figure('overdue', 'null, null, null, null, null, 0', '(select 1) as nothing')] : []),
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

/** The columns of a relation that the run did not keep. */
function emptyColumns(relation: keyof typeof laterRelations): string {
  return laterRelations[relation]
    .split(',')
    .map((column) => column.trim().split(/\s+/))
    .map(([name, type]) => `cast(null as ${type}) as ${name}`)
    .join(', ');
}
