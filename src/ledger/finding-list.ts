import type { Engine, Row } from '../engine/engine.ts';
import { allFindings, type FindingFilter, filterCondition, schoolCondition } from './finding-filter.ts';

const bySeverity = "list_position(['red', 'orange', 'yellow', 'blue'], severity)";
const byCategory = "list_position(['重复', '班额', '辍学', '信息质量'], category)";
const byPlace = 'school_code, grade_no, class_label, name, number';

/** Orders in which findings can be listed, by the name that the user types. */
export const findingOrders = {
  severity: `${bySeverity}, ${byCategory}, check_id, ${byPlace}`,
  school: `school_code, ${bySeverity}, ${byCategory}, check_id, ${byPlace}`,
  check: `${byCategory}, check_id, ${bySeverity}, ${byPlace}`,
  name: `name nulls last, school_code, check_id, number`,
  number: 'number nulls last, check_id, school_code, name',
  date: `fact_date desc, ${bySeverity}, check_id, ${byPlace}`,
} as const;

export type FindingOrder = keyof typeof findingOrders;

/** The first `limit` rows of `all_findings` that the filter lets through, how many there are, and how many faults they are. */
export async function listFindings(
  engine: Engine,
  filter: FindingFilter,
  order: FindingOrder,
  limit: number,
): Promise<{ readonly total: number; readonly counted: number; readonly rows: readonly Row[] }> {
  const condition = filterCondition(filter);
  const [count] = await engine.rows(
    `select count(*) as findings, count(case when is_counted then 1 end) as counted from all_findings where ${condition}`,
  );
  const rows = await engine.rows(
    `select * from all_findings where ${condition} order by ${findingOrders[order]}, occurrence, entity_key, message limit ${limit}`,
  );
  return { total: Number(count?.findings), counted: Number(count?.counted), rows };
}

/** How many schools of the run are meant; null: all of them. */
export async function countSchools(engine: Engine, schools: readonly string[]): Promise<number | null> {
  const condition = schoolCondition(schools);
  if (condition === null) return null;
  const [count] = await engine.rows(`select count(*) as schools from school_overview where ${condition}`);
  return Number(count?.schools);
}

/** Of the checks and schools that the filter means: how many checks did not run everywhere, and in how many schools. */
export async function countNotRun(engine: Engine, filter: FindingFilter): Promise<{ readonly checks: number; readonly schools: number }> {
  const { checks, categories, schools } = filter;
  const condition = filterCondition({ ...allFindings, checks, categories, schools });
  const [count] = await engine.rows(`select count(distinct check_id) as checks, count(distinct school_code) as schools
    from check_statuses where status in ('未运行', '出错') and ${condition}`);
  return { checks: Number(count?.checks), schools: Number(count?.schools) };
}
