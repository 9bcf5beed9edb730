import { isOwedBySchool } from '../datasets/dataset.ts';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { identifier } from '../engine/sql-text.ts';
import type { PolicyPack, Stage } from '../policy/pack.ts';
import type { CheckPolicy } from '../policy/resolve.ts';
import { requiredItemColumns } from '../staging/required-items.ts';
import type { Availability } from './availability.ts';
import type { Check } from './definition.ts';
import { missingGuard } from './guards.ts';
import { columnTitle, datasetTitle, lastSeen, requirementText, splitRequirement } from './requirement.ts';

/** A school's jurisdiction on the day, with what the regulation and the county say about one check. */
export interface SchoolPolicy {
  readonly schoolCode: string;
  readonly pack: PolicyPack;
  readonly policy: CheckPolicy;
}

/** 未运行: it should have run and could not. 不适用: nobody asks for it there. */
export interface NotRun {
  readonly status: '未运行' | '不适用';
  readonly reason: string;
}

/** Which schools a check runs for, and why not for the others. */
export interface CheckPlan {
  readonly check: Check;
  readonly policies: ReadonlyMap<string, SchoolPolicy>;
  readonly notRun: ReadonlyMap<string, NotRun>;
  /** Parameters without a number where the check runs all the same, by school: what goes by them is not looked at. */
  readonly lacking: ReadonlyMap<string, readonly string[]>;
  /** Of the columns that it sees, those that a school's data has, with commas between; by school. */
  readonly seenColumns: ReadonlyMap<string, string>;
  /** What look-alikes would be told by and is not there, as users know it. Not empty: findings are 待核. */
  readonly missingGuards: readonly string[];
}

/** Null when the requirement is met. */
function unmet(requirement: string | string[], schoolCode: string, availability: Availability): string | null {
  if (Array.isArray(requirement)) {
    return requirement.some((one) => unmet(one, schoolCode, availability) === null) ? null : `缺少${requirementText(requirement)}`;
  }
  const { dataset, column } = splitRequirement(requirement);
  if (column !== null) return unmetColumn(dataset, column, schoolCode, availability);
  if (availability.has(dataset, schoolCode)) return unlinked(dataset, schoolCode, availability);
  if (dataset === lastSeen) return '该校还没有更早的完整报送可比';
  if (dataset === 'students') return '该校没有报送学籍';
  return availability.hasAny(dataset) ? `该校没有报送${datasetTitle(dataset)}` : `没有收到${datasetTitle(dataset)}`;
}

const numbers = ['registry_number', 'id_number'] as const;

/** Rows that tell of pupils by number tell of nobody where the school's own list has no such number. */
function unlinked(dataset: string, schoolCode: string, availability: Availability): string | null {
  if (dataset !== 'absences') return null;
  const has = (table: string, column: string): boolean => availability.column(table, column, schoolCode) !== 'absent';
  const stated = numbers.filter((column) => has(dataset, column));
  if (stated.length === 0 || stated.some((column) => has('students', column))) return null;
  const titles = stated.map((column) => `“${columnTitle(dataset, column)}”`).join('、');
  return `${datasetTitle(dataset)}按${titles}写学生，而该校的${datasetTitle('students')}没有这样的列，对不上人`;
}

function unmetColumn(dataset: string, column: string, schoolCode: string, availability: Availability): string | null {
  const state = availability.column(dataset, column, schoolCode);
  if (state === 'present') return null;
  const title = columnTitle(dataset, column);
  if (state === 'unusable') return `${datasetTitle(dataset)}的${title}都脱敏、损坏或空白，无法比对`;
  return `${isOwedBySchool(datasetOf(dataset)) ? '该校的' : ''}${datasetTitle(dataset)}没有“${title}”列`;
}

export async function planCheck(
  engine: Engine,
  check: Check,
  schools: readonly string[],
  policyOf: (schoolCode: string, checkId: string) => { pack: PolicyPack; policy: CheckPolicy },
  availability: Availability,
  asOf: string,
): Promise<CheckPlan> {
  const ownLimits = await schoolsWithOwnLimit(engine, check);
  const stagesOf = check.stage_params === undefined ? new Map() : await stagesBySchool(engine);
  const policies = new Map<string, SchoolPolicy>();
  const notRun = new Map<string, NotRun>();
  const lacking = new Map<string, readonly string[]>();
  for (const schoolCode of schools) {
    const { pack, policy } = policyOf(schoolCode, check.id);
    const needed = neededParams(check, stagesOf.get(schoolCode) ?? []);
    const obstacle = byLaw(check, pack, policy, needed, ownLimits.has(schoolCode), asOf) ?? byData(check, schoolCode, availability);
    if (obstacle) notRun.set(schoolCode, obstacle);
    else policies.set(schoolCode, { schoolCode, pack, policy });
    const without = needed.filter((name) => policy.missing.includes(name));
    if (!obstacle && without.length > 0) lacking.set(schoolCode, without);
  }
  return {
    check,
    policies,
    notRun,
    lacking,
    seenColumns: new Map([...policies.keys()].map((schoolCode) => [schoolCode, seenColumns(check, schoolCode, availability)])),
    missingGuards: check.guards_need.map((dataset) => missingGuard(check, dataset, availability)).filter((missing) => missing !== null),
  };
}

function seenColumns({ sees }: Check, schoolCode: string, availability: Availability): string {
  const columns = sees.flatMap((one) => (one === 'required-items' ? requiredItemColumns : [one]));
  return columns
    .filter((one) => {
      const { dataset, column } = splitRequirement(one);
      return column !== null && availability.hasAny(dataset) && availability.column(dataset, column, schoolCode) !== 'absent';
    })
    .join(',');
}

/** The numbers that a school's classes go by; all where the check does not tell stages apart or the school has none yet. */
function neededParams({ params, stage_params }: Check, stages: readonly Stage[]): readonly string[] {
  if (stage_params === undefined || stages.length === 0) return Object.keys(params);
  return stages.flatMap((stage) => stage_params[stage] ?? []);
}

function byLaw(
  check: Check,
  pack: PolicyPack,
  policy: CheckPolicy,
  needed: readonly string[],
  hasOwnLimit: boolean,
  asOf: string,
): NotRun | null {
  if (policy.off) return { status: '不适用', reason: `本县已停用：${policy.overrideReason ?? ''}` };
  if (asOf < pack.validFrom || (pack.validTo !== null && asOf > pack.validTo)) {
    return { status: '未运行', reason: `${asOf}没有有效的规定：《${pack.shortTitle}》不在有效期内，请在 heji.yaml 换用有效的规定` };
  }
  if (hasOwnLimit || Object.keys(check.params).length === 0) return null;
  if (needed.length === 0) return { status: '不适用', reason: '该校的学段没有标准可比' };
  if (needed.some((name) => !policy.missing.includes(name))) return null;
  if (!policy.regulated) return { status: '不适用', reason: `《${pack.shortTitle}》没有规定，也没有产品默认值` };
  const names = needed.join('、');
  return { status: '未运行', reason: `《${pack.shortTitle}》没有给出数字，请在 heji.yaml 的 overrides 里配置 ${names}` };
}

function byData(check: Check, schoolCode: string, availability: Availability): NotRun | null {
  // A missing table says enough: neither its columns nor another's need be named.
  const isColumn = (requirement: string | string[]): boolean => typeof requirement === 'string' && requirement.includes('.');
  const tablesFirst = [...check.requires.filter((one) => !isColumn(one)), ...check.requires.filter(isColumn)];
  const reason = tablesFirst.map((requirement) => unmet(requirement, schoolCode, availability)).find((missing) => missing !== null);
  return reason === undefined ? null : { status: '未运行', reason };
}

async function schoolsWithOwnLimit(engine: Engine, check: Check): Promise<ReadonlySet<string>> {
  if (!check.own_limit) return new Set();
  const { relation, column } = check.own_limit;
  const rows = await engine.rows(`select distinct school_code from ${identifier(relation)} where ${identifier(column)} is not null`);
  return new Set(rows.map((row) => String(row.school_code)));
}

async function stagesBySchool(engine: Engine): Promise<ReadonlyMap<string, readonly Stage[]>> {
  const rows = await engine.rows(
    'select distinct school_code, stage from current_classes where stage is not null order by school_code, stage',
  );
  const bySchool = new Map<string, Stage[]>();
  for (const row of rows) bySchool.set(String(row.school_code), [...(bySchool.get(String(row.school_code)) ?? []), row.stage as Stage]);
  return bySchool;
}
