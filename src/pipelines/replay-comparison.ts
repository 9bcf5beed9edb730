import { existsSync } from 'node:fs';
import type { Engine, Row } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import { Failure } from '../failure.ts';
import type { RunEvent } from '../ledger/event.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A finding that only one of two runs returned, or that has another status in each: `was` in the run of that day, `is` now. */
export interface ComparedFinding {
  readonly number: string;
  readonly check_id: string;
  readonly check_title: string;
  readonly school_name: string;
  readonly class: string;
  readonly name: string | null;
  readonly was: string | null;
  readonly is: string | null;
}

export interface RunComparison {
  readonly only_then: readonly ComparedFinding[];
  readonly only_now: readonly ComparedFinding[];
  readonly other_status: readonly ComparedFinding[];
}

/** What is found again by what it is about: a number may be another one where other data was known. */
const sameness = "concat_ws('|', check_id, school_code, coalesce(registry_number, id_number, name, entity_key), occurrence, variant)";

/** Compares the open relation `all_findings` with what a run kept. @throws Failure when its record is gone */
export async function compareRuns(engine: Engine, workspace: Workspace, { run, folder }: RunEvent): Promise<RunComparison> {
  const file = workspace.path('ledger', 'runs', folder, 'all_findings.parquet');
  if (!existsSync(file)) throw new Failure(`找不到运行 ${run} 的记录（${file}），无法对照。请从备份恢复 ledger/runs 文件夹。`);
  // Two records with one number and one name are told apart by their order.
  const keyed = (relation: string): string => `
    select *, ${sameness} || '|' || row_number() over (partition by ${sameness} order by number) as sameness
    from ${relation} where excused_by is null`;
  const rows = await engine.rows(`
    with earlier as (${keyed(`read_parquet(${literal(file)})`)}),
    present as (${keyed('all_findings')})
    select coalesce(e.number, p.number) as number, coalesce(e.check_id, p.check_id) as check_id,
           coalesce(e.check_title, p.check_title) as check_title, coalesce(e.school_name, p.school_name) as school_name,
           coalesce(e.grade_label, p.grade_label, '') || coalesce(e.class_label, p.class_label, '') as class, coalesce(e.name, p.name) as name,
           e.status as "was", p.status as "is"
    from earlier e full join present p on p.sameness = e.sameness
    where e.status is distinct from p.status
    order by check_id, school_name, class, name, number`);
  const findings = rows.map(comparedOf);
  return {
    only_then: findings.filter((finding) => finding.is === null),
    only_now: findings.filter(({ was }) => was === null),
    other_status: findings.filter((finding) => finding.was !== null && finding.is !== null),
  };
}

const comparedOf = (row: Row): ComparedFinding => ({
  number: String(row.number),
  check_id: String(row.check_id),
  check_title: String(row.check_title),
  school_name: String(row.school_name),
  class: String(row.class),
  name: row.name === null ? null : String(row.name),
  was: row.was === null ? null : String(row.was),
  is: row.is === null ? null : String(row.is),
});
