import type { Check } from './definition.ts';
import type { Finding } from './finding.ts';

/** A milder finding that is not reported, and the graver one that is. */
export interface DroppedFinding {
  readonly finding: Finding;
  readonly by: Finding;
}

/**
 * Leaves out the milder finding where a graver check found the same fact of the same subject: 只报最重的一级. A graver row that is excused
 * takes only another excused row with it: what is not excused must be reported by somebody.
 */
export function dropSuperseded(
  findings: readonly Finding[],
  checks: readonly Check[],
): { readonly kept: readonly Finding[]; readonly dropped: readonly DroppedFinding[] } {
  const fact = (check: string, finding: Finding): string => `${check}|${finding.entityKey}|${finding.occurrence ?? ''}`;
  const rows = new Map(findings.map((finding) => [fact(finding.check.id, finding), finding]));
  const found = new Map(
    findings.filter(({ excusedBy }) => excusedBy === null).map((finding) => [fact(finding.check.id, finding), finding]),
  );
  const graverThan = new Map(findings.map(({ check }) => [check.id, checks.filter(({ supersedes }) => supersedes.includes(check.id))]));
  const kept: Finding[] = [];
  const dropped: DroppedFinding[] = [];
  for (const finding of findings) {
    const takesWith = finding.excusedBy === null ? found : rows;
    const by = graverThan
      .get(finding.check.id)!
      .map(({ id }) => takesWith.get(fact(id, finding)))
      .find((graver) => graver !== undefined);
    if (by === undefined) kept.push(finding);
    else dropped.push({ finding, by });
  }
  return { kept, dropped };
}
