import type { Row, Value } from '../engine/engine.ts';
import { type ContactState, findForbiddenAdvice, howToFix } from '../handling/advice.ts';
import { type BasisKind, basisText } from '../policy/basis.ts';
import { type Severity, type Stage, severities } from '../policy/pack.ts';
import { type Check, envelope } from './definition.ts';
import { materialHash } from './fingerprint.ts';
import { evidenceText, fillMessage } from './message.ts';
import type { CheckPlan, SchoolPolicy } from './plan.ts';

/** One bad record as a check returned it, with what the regulation, the variant and the missing data make of it. */
export interface Finding {
  readonly check: Check;
  readonly variant: string | null;
  readonly kind: 'must-fix' | 'explain';
  readonly severity: Severity;
  readonly certainty: '确定' | '待核';
  readonly schoolCode: string;
  /** A pupil's record_key, a class's school|campus|grade|class, or a school's code. The ledger gives it a lasting id. */
  readonly entityKey: string;
  readonly registryNumber: string | null;
  readonly idNumber: string | null;
  readonly name: string | null;
  readonly gradeNo: number | null;
  readonly classNo: number | null;
  readonly factDate: string;
  readonly occurrence: string | null;
  /** Ties the rows of one duplicate together; may hold a number, so it never leaves the ledger. */
  readonly groupKey: string | null;
  readonly excusedBy: string | null;
  readonly evidence: Readonly<Record<string, Value>>;
  readonly message: string;
  readonly evidenceText: string;
  readonly basis: string;
  readonly articles: readonly number[];
  readonly policyId: string;
  readonly howToFix: string;
  /** Whether nobody may be advised to remove the record. */
  readonly isProtected: boolean;
  /** What the school may answer: never 删除 for a protected pupil. */
  readonly actions: Check['actions'];
  /** Hash of the evidence whose change makes an accepted explanation lapse. */
  readonly material: string;
}

const softer = (a: Severity, b: Severity): Severity => (severities.indexOf(a) > severities.indexOf(b) ? a : b);

const text = (value: Value | undefined): string | null => (value === null || value === undefined ? null : String(value));

const number = (value: Value | undefined): number | null => (typeof value === 'number' ? value : null);

/** What the findings of a check stand on where no article does. */
export const basisKind = (check: Check): BasisKind => (check.monitoring ? 'monitoring' : check.generic ? 'data-quality' : 'regulation');

/** Compulsory schooling ends with grade 9; what most regulations say ends there too. */
function stageOf(gradeNo: number | null): Stage | null {
  if (gradeNo === null) return null;
  return gradeNo >= 10 ? 'senior' : gradeNo >= 7 ? 'junior' : 'primary';
}

/** `isProtected` tells whether a pupil's record may not even be advised to be removed. */
export function toFinding(plan: CheckPlan, policy: SchoolPolicy, row: Row, isProtected: (recordKey: string) => boolean): Finding {
  const { check } = plan;
  const variant = text(row.variant);
  const entityKey = String(row.entity_key);
  const gradeNo = number(row.grade_no);
  const evidence = Object.fromEntries(Object.entries(row).filter(([name]) => !(envelope as readonly string[]).includes(name)));
  const declared = variant === null ? undefined : check.variants[variant];
  const isBeyondLaw = stageOf(gradeNo) === 'senior' && !policy.pack.stages.includes('senior') && !check.generic;
  const labels = { grade_label: gradeLabel(gradeNo), class_label: classLabel(number(row.class_no), text(row.class_label)) };
  const isSafe = check.category === 'dropout' || isProtected(entityKey);
  const shownEvidence = Object.fromEntries(Object.entries(evidence).filter(([name]) => name in check.evidence));
  return {
    check,
    variant,
    kind: declared?.kind ?? check.kind,
    severity: severityOf(plan, policy, declared?.severity, isBeyondLaw),
    certainty: plan.missingGuards.length > 0 || row.certainty === '待核' ? '待核' : '确定',
    schoolCode: String(row.school_code),
    entityKey,
    registryNumber: text(row.registry_number),
    idNumber: text(row.id_number),
    name: text(row.subject_name),
    gradeNo,
    classNo: number(row.class_no),
    factDate: String(row.fact_date),
    occurrence: text(row.occurrence),
    groupKey: text(row.group_key),
    excusedBy: text(row.excused_by),
    evidence: shownEvidence,
    message: fillMessage(declared?.message ?? check.message, check, { ...evidence, ...labels }),
    evidenceText: evidenceText(check, shownEvidence),
    basis: isBeyondLaw ? '数据质量（本辖区规定不适用于该学段）' : basisText(policy.pack, check.id, policy.policy, basisKind(check)),
    articles: isBeyondLaw ? [] : policy.policy.articles.map((article) => article.number),
    policyId: policy.pack.id,
    howToFix: adviceFor(check, isSafe, contactState(evidence.contact_state)),
    isProtected: isSafe,
    actions: actionsFor(check, isSafe),
    material: materialHash(check.material, evidence),
  };
}

/** 安全红线: whatever is said of a protected pupil is looked through before it leaves. @throws when it advises to remove the record. */
function adviceFor(check: Check, isProtected: boolean, contactState: ContactState): string {
  const advice = howToFix(check.how_to_fix, { protected: isProtected, contactState });
  const forbidden = isProtected ? findForbiddenAdvice(advice) : null;
  if (forbidden !== null) throw new Error(`advice of ${check.id} for a protected pupil says “${forbidden}”`);
  return advice;
}

/** What a school may answer of a record. */
export const actionsFor = ({ actions }: Check, isProtected: boolean): Check['actions'] =>
  isProtected ? actions.filter((action) => action !== 'deleted') : actions;

const contactState = (value: Value | undefined): ContactState => (value === 'failed' || value === 'none' ? value : null);

/** The regulation is silent, and only a class's or school's own number was passed: a hint. */
const isOwnLimitOnly = ({ check }: CheckPlan, { policy }: SchoolPolicy): boolean =>
  check.own_limit !== undefined && !policy.regulated && policy.paramsFrom === 'none';

/** Jurisdiction over variant over the check's own; without the guards' data nothing is graver than orange. */
function severityOf(plan: CheckPlan, policy: SchoolPolicy, variant: Severity | undefined, isBeyondLaw: boolean): Severity {
  if (isBeyondLaw || isOwnLimitOnly(plan, policy)) return 'blue';
  const severity = policy.policy.severity ?? variant ?? plan.check.severity;
  return plan.missingGuards.length > 0 ? softer(severity, 'orange') : severity;
}

const gradeNames = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '高一', '高二', '高三'];

export function gradeLabel(gradeNo: number | null): string {
  const name = gradeNo === null ? undefined : gradeNames[gradeNo - 1];
  return name === undefined ? '' : `${name}年级`.replace(/^高(.)年级$/, '高$1');
}

export const classLabel = (classNo: number | null, label: string | null): string => {
  if (classNo !== null) return `${classNo}班`;
  return label === null || label === '' ? '' : /班$/.test(label) ? label : `${label}班`;
};
