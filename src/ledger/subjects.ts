import type { Engine, Row } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import type { AliasKey } from './alias.ts';
import type { LedgerEvent } from './event-log.ts';
import type { LedgerState } from './state.ts';

/** A current record, or one last seen earlier, with what it is known by. */
interface KnownRecord {
  readonly key: string;
  readonly kind: 'student' | 'class' | 'school';
  readonly aliases: readonly string[];
  /** Only records with findings get subjects of their own; the others just keep theirs from being taken. */
  readonly isWanted: boolean;
}

/** How strongly an alias of each kind says that two records are the same child. */
const weights: Readonly<Record<string, number>> = { registry: 4, id: 3, person: 2, class: 4, school: 4, record: 4 };

const weightOf = (alias: string): number => weights[alias.split(':')[0]!] ?? 0;

/** A class or school that has findings: its key in them, and what it is known by over the years. */
export interface NamedSubject {
  readonly key: string;
  readonly kind: 'class' | 'school';
  readonly alias: string;
}

export interface ResolvedSubjects {
  readonly subjectOf: ReadonlyMap<string, string>;
  readonly events: readonly LedgerEvent[];
}

/**
 * Finds the lasting subject of every record that has findings. Two records that are current at the same time are two subjects, whatever
 * numbers they share: the better match takes the known one.
 */
export async function resolveSubjects(
  engine: Engine,
  state: LedgerState,
  key: AliasKey,
  students: readonly string[],
  named: readonly NamedSubject[],
): Promise<ResolvedSubjects> {
  const onRegistry = await studentRecords(engine, key, students);
  const records = [
    ...onRegistry,
    ...strangers(students, onRegistry, key),
    ...named.map(({ key: own, kind, alias }): KnownRecord => ({ key: own, kind, aliases: [key.hash(kind, alias)], isWanted: true })),
  ];
  const subjectOf = matchKnown(records, state);
  const events: LedgerEvent[] = [];
  let count = state.subjectCount;
  for (const record of records) {
    if (!record.isWanted) continue;
    const known = subjectOf.get(record.key);
    if (known === undefined) {
      const subject = `S${String(++count).padStart(7, '0')}`;
      subjectOf.set(record.key, subject);
      events.push({ type: 'subject', subject, kind: record.kind, aliases: [...record.aliases] });
      continue;
    }
    const fresh = record.aliases.filter((alias) => !state.aliasesBySubject.get(known)?.has(alias));
    if (fresh.length > 0) events.push({ type: 'alias', subject: known, aliases: fresh });
  }
  return { subjectOf, events };
}

/** Best matches first; each subject is given once. */
function matchKnown(records: readonly KnownRecord[], state: LedgerState): Map<string, string> {
  const candidates = records.flatMap((record) => {
    const scores = new Map<string, number>();
    for (const alias of record.aliases) {
      for (const subject of state.subjectsByAlias.get(alias) ?? []) scores.set(subject, (scores.get(subject) ?? 0) + weightOf(alias));
    }
    return [...scores].map(([subject, score]) => ({ key: record.key, subject, score }));
  });
  candidates.sort((a, b) => b.score - a.score || (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : a.key < b.key ? -1 : 1));
  const subjectOf = new Map<string, string>();
  const given = new Set<string>();
  for (const { key, subject } of candidates) {
    if (subjectOf.has(key) || given.has(subject)) continue;
    subjectOf.set(key, subject);
    given.add(subject);
  }
  return subjectOf;
}

async function studentRecords(engine: Engine, key: AliasKey, wanted: readonly string[]): Promise<KnownRecord[]> {
  if (wanted.length === 0) return [];
  await engine.run('create or replace temp table wanted_records (record_key varchar)');
  await engine.run(`insert into wanted_records values ${wanted.map((record) => `(${literal(record)})`).join(', ')}`);
  const rows = await engine.rows(`
    with records as (
        select record_key, school_code, registry_key, id_key, name_key, birth_date from current_students
        union all
        select record_key, school_code, registry_key, id_key, name_key, birth_date from vanished_students
    ),
    own as (select r.* from records r join wanted_records w on w.record_key = r.record_key),
    neighbours as (
        select r.* from records r join own o on o.registry_key = r.registry_key
        union
        select r.* from records r join own o on o.id_key = r.id_key
        union
        select r.* from records r join own o on o.school_code = r.school_code and o.name_key = r.name_key and o.birth_date = r.birth_date
        union
        select * from own
    )
    select n.*, w.record_key is not null as is_wanted
    from neighbours n left join wanted_records w on w.record_key = n.record_key
    order by n.school_code, n.name_key, n.registry_key, n.id_key, n.record_key`);
  return rows.map((row) => ({
    key: String(row.record_key),
    kind: 'student' as const,
    aliases: aliasesOf(row, key),
    isWanted: row.is_wanted === true,
  }));
}

/** Rows that speak of somebody who is not on the registry: all that is known of them is the row. */
function strangers(wanted: readonly string[], onRegistry: readonly KnownRecord[], key: AliasKey): KnownRecord[] {
  const known = new Set(onRegistry.map((record) => record.key));
  return wanted
    .filter((record) => !known.has(record))
    .map((record) => ({ key: record, kind: 'student', aliases: [key.hash('record', record)], isWanted: true }));
}

function aliasesOf(row: Row, key: AliasKey): string[] {
  const { registry_key, id_key, school_code, name_key, birth_date } = row;
  return [
    ...(registry_key === null ? [] : [key.hash('registry', String(registry_key))]),
    ...(id_key === null ? [] : [key.hash('id', String(id_key))]),
    ...(name_key === null ? [] : [key.hash('person', `${school_code}|${name_key}|${birth_date ?? ''}`)]),
  ];
}
