import type { Check } from './definition.ts';
import type { Finding } from './finding.ts';

/**
 * Leaves out the milder finding where a graver check found the same fact of the same subject: 只报最重的一级. A graver row that is excused
 * takes only another excused row with it: what is not excused must be reported by somebody.
 */
export function dropSuperseded(findings: readonly Finding[], checks: readonly Check[]): Finding[] {
  const fact = (check: string, finding: Finding): string => `${check}|${finding.entityKey}|${finding.occurrence ?? ''}`;
  const rows = new Set(findings.map((finding) => fact(finding.check.id, finding)));
  const found = new Set(findings.filter((finding) => finding.excusedBy === null).map((finding) => fact(finding.check.id, finding)));
  const graverThan = (id: string): string[] => checks.filter((check) => check.supersedes.includes(id)).map((check) => check.id);
  return findings.filter((finding) => {
    const takesWith = finding.excusedBy === null ? found : rows;
    return !graverThan(finding.check.id).some((graver) => takesWith.has(fact(graver, finding)));
  });
}
