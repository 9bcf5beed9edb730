import { loadChecks } from '../../src/checks/catalogue.ts';
import type { Finding } from '../../src/checks/finding.ts';
import type { CheckRun } from '../../src/checks/run.ts';
import { martSql, martsFor, relationsOf } from '../../src/lake/marts.ts';

const checks = loadChecks();

/** Every relation below a statement: marts, and what they read. */
function readsOf(sql: string): ReadonlySet<string> {
  const all = [sql, ...martsFor([sql]).map((mart) => martSql.get(mart)!)];
  return new Set(all.flatMap((statement) => [...relationsOf(statement)]));
}

/** The checks that a dataset's rows can make a difference to, those that need it included. */
export const checksReading = (dataset: string): string[] =>
  checks
    .filter(({ sql, requires, guards_need }) => {
      const reads = readsOf(sql);
      const isRead = reads.has(dataset) || (dataset === 'students' && [...reads].some((name) => name.startsWith('students_')));
      return isRead || [...requires.flat(), ...guards_need].some((one) => one.split('.')[0] === dataset);
    })
    .map(({ id }) => id);

/** What a check found, by subject: severity, certainty and excuse. */
function outcomeOf(run: CheckRun, check: string): Map<string, string> {
  const subject = ({ schoolCode, name, entityKey, occurrence, evidence }: Finding): string =>
    [schoolCode, name ?? entityKey, occurrence, evidence.member].filter((part) => part !== null && part !== undefined).join('|');
  const rows = run.findings
    .filter((finding) => finding.check.id === check)
    .map((finding): [string, string] => {
      const variant = finding.variant === null ? '' : `/${finding.variant}`;
      return [subject(finding), `${finding.severity}${variant} ${finding.certainty} ${finding.excusedBy ?? ''}`.trim()];
    });
  const counted = new Map<string, string>();
  for (const [key, value] of rows.sort()) counted.set(key, counted.has(key) ? `${counted.get(key)} + ${value}` : value);
  return counted;
}

/** In what a check's outcome differs, a line a subject; empty: in nothing. */
export function differences(before: CheckRun, after: CheckRun, check: string): string[] {
  const [was, is] = [outcomeOf(before, check), outcomeOf(after, check)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => was.get(key) !== is.get(key))
    .map((key) => `${key}: ${was.get(key) ?? '—'} → ${is.get(key) ?? '—'}`)
    .sort();
}

/** Why a check did not run in a school; null: it did. */
export const reasonIn = (run: CheckRun, check: string, school: string): string | null => {
  const status = run.statuses.find(({ checkId, schoolCode }) => checkId === check && schoolCode === school);
  return status?.reason ?? null;
};
