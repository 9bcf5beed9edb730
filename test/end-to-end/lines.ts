import { expect } from 'vitest';
import type { Finding } from '../../src/checks/finding.ts';
import type { ExpectedFinding } from '../../src/generator/oracle.ts';

// A finding in one line, as the oracle says it and as the run returned it.

const halfWidth = (number: string | null): string => (number ?? '').replace(/[\s']/g, '').normalize('NFKC').toUpperCase();

const line = (...values: readonly (string | number | null)[]): string => values.map((value) => value ?? '').join('|');

export const expectedLine = (row: ExpectedFinding): string =>
  line(
    row.check,
    row.school_code,
    row.subject_name,
    row.registry_number?.trim() ?? null,
    row.id_number,
    row.grade_no,
    row.class_no,
    row.variant,
    row.severity,
    row.certainty,
    row.excused_by,
  );

export const foundLine = (finding: Finding): string =>
  line(
    finding.check.id,
    finding.schoolCode,
    finding.name,
    finding.registryNumber?.trim() ?? null,
    halfWidth(finding.idNumber),
    finding.gradeNo,
    finding.classNo,
    finding.variant,
    finding.severity,
    finding.certainty,
    finding.excusedBy,
  );

/** Every finding of one is a finding of the other, and the evidence that both name alike is the same. */
export function expectAgreement(found: readonly Finding[], expected: readonly ExpectedFinding[]): void {
  expect(found.map(foundLine).sort()).toEqual(expected.map(expectedLine).sort());
  const left = [...found];
  for (const row of expected) {
    const isSame = (finding: Finding): boolean => foundLine(finding) === expectedLine(row) && sameEvidence(finding, row);
    const at = left.findIndex(isSame);
    if (at >= 0) left.splice(at, 1);
    else expect(evidenceOf(left, row), `${expectedLine(row)}: evidence`).toEqual([row.evidence]);
  }
}

const sharedNames = (finding: Finding, row: ExpectedFinding): readonly string[] =>
  Object.keys(row.evidence).filter((name) => name in finding.evidence);

const sameEvidence = (finding: Finding, row: ExpectedFinding): boolean =>
  sharedNames(finding, row).every((name) => finding.evidence[name] === row.evidence[name]);

const evidenceOf = (found: readonly Finding[], row: ExpectedFinding) =>
  found
    .filter((finding) => foundLine(finding) === expectedLine(row))
    .map((finding) => Object.fromEntries(sharedNames(finding, row).map((name) => [name, finding.evidence[name]])));
