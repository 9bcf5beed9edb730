import { mkdirSync } from 'node:fs';
import type { Finding } from '../checks/finding.ts';
import type { Engine } from '../engine/engine.ts';
import { AliasKey } from '../ledger/alias.ts';
import type { LedgerEvent } from '../ledger/event-log.ts';
import { type LedgerEntry, reconcile } from '../ledger/reconcile.ts';
import type { LedgerState } from '../ledger/state.ts';
import { type NamedSubject, resolveSubjects } from '../ledger/subjects.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A run's findings with their places in the ledger, and the events that put them there. Reads the marts of the run. */
export async function ledgerEntries(
  engine: Engine,
  workspace: Workspace,
  state: LedgerState,
  findings: readonly Finding[],
  asOf: string,
): Promise<{ entries: readonly LedgerEntry[]; events: readonly LedgerEvent[] }> {
  mkdirSync(workspace.path('ledger'), { recursive: true });
  const key = AliasKey.open(workspace.path('ledger'));
  const keysOf = (isWanted: (entity: string) => boolean): string[] => [
    ...new Set(findings.filter(({ check }) => isWanted(check.entity)).map(({ entityKey }) => entityKey)),
  ];
  const students = keysOf((entity) => entity !== 'class' && entity !== 'school');
  const named: NamedSubject[] = [
    ...keysOf((entity) => entity === 'class').map((own) => ({ key: own, kind: 'class' as const, alias: cohortOf(own, asOf) })),
    ...keysOf((entity) => entity === 'school').map((own) => ({ key: own, kind: 'school' as const, alias: own })),
  ];
  const subjects = await resolveSubjects(engine, state, key, students, named);
  const reconciled = reconcile(findings, subjects.subjectOf, state, key, asOf);
  return { entries: reconciled.entries, events: [...subjects.events, ...reconciled.events] };
}

/** A class is the same class a year later: its grade becomes the year in which it would have entered grade 1. */
function cohortOf(classKey: string, asOf: string): string {
  const [school, campus, grade, label] = classKey.split('|');
  const schoolYear = Number(asOf.slice(0, 4)) - (asOf.slice(5) < '08-01' ? 1 : 0);
  const cohort = /^\d+$/.test(grade ?? '') ? String(schoolYear - Number(grade) + 1) : grade;
  return [school, campus, cohort, label].join('|');
}
