import type { Engine } from '../engine/engine.ts';
import { identifier } from '../engine/sql-text.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { CheckPolicy } from '../policy/resolve.ts';
import type { Availability } from './availability.ts';
import type { Check } from './definition.ts';
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
  /** Datasets without which look-alikes cannot be told. Not empty: findings are 待核. */
  readonly missingGuards: readonly string[];
}

/** Null when the requirement is met. */
function unmet(requirement: string | string[], schoolCode: string, availability: Availability): string | null {
  if (Array.isArray(requirement)) {
    return requirement.some((one) => unmet(one, schoolCode, availability) === null) ? null : `缺少${requirementText(requirement)}`;
  }
  const { dataset, column } = splitRequirement(requirement);
  if (column !== null) {
    if (availability.hasColumn(dataset, column, schoolCode)) return null;
    return `该校的${datasetTitle(dataset)}没有“${columnTitle(dataset, column)}”列`;
  }
  if (availability.has(dataset, schoolCode)) return null;
  if (dataset === lastSeen) return '该校还没有更早的完整报送可比';
  if (dataset === 'students') return '该校没有报送学籍';
  return availability.hasAny(dataset) ? `该校没有报送${datasetTitle(dataset)}` : `没有收到${datasetTitle(dataset)}`;
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
  const policies = new Map<string, SchoolPolicy>();
  const notRun = new Map<string, NotRun>();
  for (const schoolCode of schools) {
    const { pack, policy } = policyOf(schoolCode, check.id);
    const obstacle = byLaw(check, pack, policy, ownLimits.has(schoolCode), asOf) ?? byData(check, schoolCode, availability);
    if (obstacle) notRun.set(schoolCode, obstacle);
    else policies.set(schoolCode, { schoolCode, pack, policy });
  }
  return { check, policies, notRun, missingGuards: check.guards_need.filter((dataset) => !availability.hasAny(dataset)) };
}

function byLaw(check: Check, pack: PolicyPack, policy: CheckPolicy, hasOwnLimit: boolean, asOf: string): NotRun | null {
  if (policy.off) return { status: '不适用', reason: `本县已停用：${policy.overrideReason ?? ''}` };
  if (asOf < pack.validFrom || (pack.validTo !== null && asOf > pack.validTo)) {
    return { status: '未运行', reason: `${asOf}没有有效的规定：《${pack.shortTitle}》不在有效期内，请在 heji.yaml 换用有效的规定` };
  }
  if (policy.missing.length === 0 || hasOwnLimit) return null;
  if (policy.missing.length < Object.keys(check.params).length) return null;
  if (!policy.regulated) return { status: '不适用', reason: `《${pack.shortTitle}》没有规定，也没有产品默认值` };
  return { status: '未运行', reason: `《${pack.shortTitle}》没有给出数字，请在 heji.yaml 的 overrides 里配置` };
}

function byData(check: Check, schoolCode: string, availability: Availability): NotRun | null {
  const missing = check.requires.map((requirement) => unmet(requirement, schoolCode, availability)).filter((reason) => reason !== null);
  // A missing table says enough: its columns need not be named too.
  return missing.length > 0 ? { status: '未运行', reason: missing[0]! } : null;
}

async function schoolsWithOwnLimit(engine: Engine, check: Check): Promise<ReadonlySet<string>> {
  if (!check.own_limit) return new Set();
  const { relation, column } = check.own_limit;
  const rows = await engine.rows(`select distinct school_code from ${identifier(relation)} where ${identifier(column)} is not null`);
  return new Set(rows.map((row) => String(row.school_code)));
}
