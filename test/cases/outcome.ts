import { expect } from 'vitest';
import type { Finding } from '../../src/checks/finding.ts';
import type { CheckRun } from '../../src/checks/run.ts';
import type { Columns, Specification } from './specification.ts';
import { usualColumns } from './usual-columns.ts';

/** A finding as cases speak of it: the envelope, what was made of it, and its evidence by its own names. */
function described(finding: Finding): Record<string, unknown> {
  return {
    ...finding.evidence,
    check: finding.check.id,
    school_code: finding.schoolCode,
    subject_name: finding.name,
    registry_number: finding.registryNumber,
    id_number: finding.idNumber,
    grade_no: finding.gradeNo,
    class_no: finding.classNo,
    fact_date: finding.factDate,
    occurrence: finding.occurrence,
    variant: finding.variant,
    severity: finding.severity,
    kind: finding.kind,
    certainty: finding.certainty,
    excused_by: finding.excusedBy,
    message: finding.message,
    computation: finding.evidenceText,
    basis: finding.basis,
    how_to_fix: finding.howToFix,
    group: finding.groupKey,
  };
}

/** Every finding is expected and every expectation found. `group` names which rows belong together, not the key itself. */
export function expectOutcome(spec: Specification, run: CheckRun): void {
  expectStatus(spec, run);
  const left = run.findings.map(described);
  const keys = new Map<string, unknown>();
  for (const { group, ...wanted } of spec.expect) {
    const row: Columns = { check: spec.check, ...wanted };
    const index = left.findIndex((finding) => Object.entries(row).every(([name, value]) => finding[name] === value && name in finding));
    expect(index, `no finding with ${JSON.stringify(row)} among ${JSON.stringify(left, null, 1)}`).toBeGreaterThanOrEqual(0);
    const [finding] = left.splice(index, 1);
    if (group === undefined) continue;
    expect(keys.get(String(group)) ?? finding!.group, `group ${group}`).toBe(finding!.group);
    keys.set(String(group), finding!.group);
  }
  expect(left, 'findings that nobody expects').toEqual([]);
  expect(new Set(keys.values()).size, 'different groups have different keys').toBe(keys.size);
  expectSoundFindings(run.findings);
}

function expectStatus(spec: Specification, run: CheckRun): void {
  const status = run.statuses.find(({ checkId, schoolCode }) => checkId === spec.check && schoolCode === usualColumns.students.school_code);
  if (spec.status) expect(status).toMatchObject(spec.status);
  else expect(status, 'the check runs in the first school').toMatchObject({ reason: null });
  expect(
    run.statuses.filter(({ status }) => status === '出错'),
    'checks that failed',
  ).toEqual([]);
}

/** What holds of every finding, whatever the case. */
function expectSoundFindings(findings: readonly Finding[]): void {
  const facts = findings.map(({ check, entityKey, occurrence }) => `${check.id} ${entityKey} ${occurrence}`);
  expect(new Set(facts).size, `one finding per subject and occurrence: ${facts.join(', ')}`).toBe(facts.length);
  for (const finding of findings) {
    expect(finding.message, 'a message without gaps').not.toMatch(/[{}]|undefined|null|NaN|^$/);
    for (const name of namesIn(finding)) expect(finding.evidence[name], `${name} in ${finding.message}`).not.toBeNull();
    expect(finding.entityKey).not.toBe('null');
    expect(Object.keys(finding.evidence).sort()).toEqual(Object.keys(finding.check.evidence).sort());
  }
}

/** The evidence that a finding's message speaks of. */
function namesIn({ check, variant }: Finding): string[] {
  const template = check.variants[variant ?? '']?.message ?? check.message;
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).filter((name) => name in check.evidence);
}
