import { bindAsOf } from '../engine/as-of.ts';
import type { Engine, Row } from '../engine/engine.ts';
import { Failure } from '../failure.ts';
import { type Finding, toFinding } from './finding.ts';
import { checkVersion, numbersHash } from './fingerprint.ts';
import type { CheckPlan } from './plan.ts';
import { createPolicyRelation } from './policy-relation.ts';
import { type DroppedFinding, dropSuperseded } from './supersede.ts';

export type Status = '有问题' | '无问题' | '未运行' | '出错' | '不适用';

/** What became of a check in a school. */
export interface CheckStatus {
  readonly checkId: string;
  readonly schoolCode: string;
  readonly status: Status;
  /** Why it is 未运行, 不适用 or 出错. */
  readonly reason: string | null;
  readonly findings: number;
  readonly excused: number;
  /** Hash of the regulation's numbers at the school; null where it did not run. */
  readonly numbers: string | null;
  /** The columns that the check sees and the school's data has, with commas between; null where it did not run. */
  readonly seenColumns: string | null;
  /** Hash of the check's statement. */
  readonly version: string;
}

export interface CheckRun {
  readonly findings: readonly Finding[];
  /** Milder findings that are not reported beside a graver one. */
  readonly dropped: readonly DroppedFinding[];
  readonly statuses: readonly CheckStatus[];
  /** Milliseconds and rows by check. */
  readonly timings: readonly { readonly check: string; readonly milliseconds: number; readonly rows: number; readonly version: string }[];
}

/** Runs every planned check. One that fails is 出错 for its schools; the others go on. */
export async function runChecks(
  engine: Engine,
  plans: readonly CheckPlan[],
  asOf: string,
  onCheck: (title: string) => void,
): Promise<CheckRun> {
  const rowsOf = new Map<CheckPlan, readonly Row[]>();
  const errors = new Map<CheckPlan, string>();
  const timings: { check: string; milliseconds: number; rows: number; version: string }[] = [];
  for (const plan of plans) {
    onCheck(plan.check.title);
    const start = performance.now();
    try {
      rowsOf.set(plan, plan.policies.size === 0 ? [] : await runCheck(engine, plan, asOf));
    } catch (error) {
      errors.set(plan, reasonOf(error));
    }
    timings.push({
      check: plan.check.id,
      milliseconds: Math.round(performance.now() - start),
      rows: rowsOf.get(plan)?.length ?? 0,
      version: checkVersion(plan.check),
    });
  }
  const isProtected = await protectedRecords(engine, rowsOf);
  const found: Finding[] = [];
  for (const [plan, rows] of rowsOf) {
    try {
      found.push(...toFindings(plan, rows, isProtected));
    } catch (error) {
      errors.set(plan, reasonOf(error));
    }
  }
  const { kept, dropped } = dropSuperseded(
    found,
    plans.map((plan) => plan.check),
  );
  return { findings: kept, dropped, statuses: plans.flatMap((plan) => statusesOf(plan, kept, errors.get(plan))), timings };
}

const reasonOf = (error: unknown): string =>
  error instanceof Failure ? error.message : `检查本身出错：${(error as Error).message.split('\n')[0]}`;

async function runCheck(engine: Engine, plan: CheckPlan, asOf: string): Promise<Row[]> {
  await createPolicyRelation(engine, plan);
  return engine.rows(bindAsOf(plan.check.sql, asOf));
}

/** Rows of schools that the check does not run for are not findings. */
function toFindings(plan: CheckPlan, rows: readonly Row[], isProtected: (recordKey: string) => boolean): Finding[] {
  return rows.flatMap((row) => {
    const policy = plan.policies.get(String(row.school_code));
    return policy ? [toFinding(plan, policy, row, isProtected)] : [];
  });
}

/** Pupils in the marts's list, and those whom this very run finds missing from school. */
async function protectedRecords(engine: Engine, rowsOf: ReadonlyMap<CheckPlan, readonly Row[]>): Promise<(recordKey: string) => boolean> {
  const listed = await engine.rows('select record_key from protected_students');
  const missing = [...rowsOf]
    .filter(([plan]) => plan.check.category === 'dropout')
    .flatMap(([, rows]) => rows.map((row) => String(row.entity_key)));
  const keys = new Set([...listed.map((row) => String(row.record_key)), ...missing]);
  return (recordKey) => keys.has(recordKey);
}

function statusesOf(plan: CheckPlan, findings: readonly Finding[], error: string | undefined): CheckStatus[] {
  const counts = new Map<string, { found: number; excused: number }>();
  for (const { check, schoolCode, excusedBy } of findings) {
    if (check !== plan.check) continue;
    const { found, excused } = counts.get(schoolCode) ?? { found: 0, excused: 0 };
    counts.set(schoolCode, excusedBy === null ? { found: found + 1, excused } : { found, excused: excused + 1 });
  }
  const version = checkVersion(plan.check);
  const ran = [...plan.policies].map(([schoolCode, { policy }]): CheckStatus => {
    const base = {
      checkId: plan.check.id,
      schoolCode,
      numbers: numbersHash(policy),
      seenColumns: plan.seenColumns.get(schoolCode) ?? '',
      version,
    };
    if (error !== undefined) return { ...base, status: '出错', reason: error, findings: 0, excused: 0 };
    const { found, excused } = counts.get(schoolCode) ?? { found: 0, excused: 0 };
    return { ...base, status: found > 0 ? '有问题' : '无问题', reason: null, findings: found, excused };
  });
  const others = [...plan.notRun].map(
    ([schoolCode, { status, reason }]): CheckStatus => ({
      checkId: plan.check.id,
      schoolCode,
      status,
      reason,
      findings: 0,
      excused: 0,
      numbers: null,
      seenColumns: null,
      version,
    }),
  );
  return [...ran, ...others];
}
