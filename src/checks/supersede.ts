import type { Check } from './definition.ts';
import type { Finding } from './finding.ts';

/** Leaves out the milder finding where a graver check found the same fact of the same subject: 只报最重的一级. */
export function dropSuperseded(findings: readonly Finding[], checks: readonly Check[]): Finding[] {
  const fact = (check: string, finding: Finding): string => `${check}|${finding.entityKey}|${finding.occurrence ?? ''}`;
  const found = new Set(findings.map((finding) => fact(finding.check.id, finding)));
  const graverThan = (id: string): string[] => checks.filter((check) => check.supersedes.includes(id)).map((check) => check.id);
  return findings.filter((finding) => !graverThan(finding.check.id).some((graver) => found.has(fact(graver, finding))));
}
