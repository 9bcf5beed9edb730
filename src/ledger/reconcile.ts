import { readAsset } from '../assets.ts';
import { bindAsOf } from '../engine/as-of.ts';
import type { Engine, Row } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import { type AliasKey, fingerprintOf } from './alias.ts';
import type { FindingStatus, LedgerEvent, StatusEvent, StatusReason } from './event.ts';
import { matchSubjects } from './match.ts';

export interface ReconcileContext {
  /** The day of the inspection. */
  readonly asOf: string;
  readonly key: AliasKey;
}

/** Each a statement of sql/ledger, which makes the relation of its name. */
const recognition = ['school_successors', 'known_records', 'subject_candidates', 'sure_matches', 'contested_matches'] as const;
const places = [
  'new_subjects',
  'subject_places',
  'learned_aliases',
  'known_findings',
  'finding_matches',
  'new_findings',
  'finding_numbers',
] as const;
const judgement = ['lawful_leavers', 'finding_facts', 'next_statuses', 'ledger_changes', 'finding_places'] as const;

/** What a run's relations still read. */
const lasting: ReadonlySet<string> = new Set(['school_successors', 'subject_places', 'ledger_changes', 'finding_places']);

/**
 * Ties a run's rows to the ledger's findings and tells what became of all the others. Needs the ledger's state (`Ledger.open`), the run's
 * `finding_rows`, `dropped_rows`, `status_rows`, `stale_data`, `check_names`, `new_school_codes` and the marts. Leaves `finding_places` (a row per row of
 * `finding_rows`), `ledger_changes` and `subject_places` behind, and returns the events that a commit writes down. Everything but what is new or
 * contested stays in the engine.
 */
export async function reconcile(engine: Engine, { asOf, key }: ReconcileContext): Promise<LedgerEvent[]> {
  await key.define(engine);
  for (const step of recognition) await make(engine, step, asOf);
  await matchSubjects(engine);
  for (const step of places) await make(engine, step, asOf);
  await findUnprovedReturns(engine, asOf);
  await findUncompared(engine, asOf);
  await addUnproved(engine, 'unasked_sides', asOf);
  for (const step of judgement) await make(engine, step, asOf);
  const events = [
    ...(await schoolCodeEvents(engine)),
    ...(await subjectEvents(engine)),
    ...(await openedEvents(engine)),
    ...(await statusEvents(engine)),
  ];
  // What is still to come needs the memory.
  const done = [...recognition, ...places, ...judgement, 'matched_subjects', 'unproved_returns'].filter((step) => !lasting.has(step));
  for (const step of done) await engine.run(`drop table ${step}`);
  return events;
}

async function make(engine: Engine, step: string, asOf: string): Promise<void> {
  const sql = bindAsOf(readAsset('sql', 'ledger', `${step}.sql`), asOf).replaceAll('$year', literal(asOf.slice(0, 4)));
  await engine.run(`create or replace table ${step} as ${sql}`);
}

/** Without a check that goes by attendance there need be no attendance to look at. */
async function findUnprovedReturns(engine: Engine, asOf: string): Promise<void> {
  const [row] = await engine.rows('select coalesce(bool_or(needs_attendance), false) as needed from check_names');
  if (row?.needed === true) {
    await make(engine, 'unproved_returns', asOf);
    return addUnproved(engine, 'unmatched_absences', asOf);
  }
  await engine.run('create or replace table unproved_returns (number varchar, why varchar)');
}

async function addUnproved(engine: Engine, step: string, asOf: string): Promise<void> {
  await engine.run(`insert into unproved_returns ${bindAsOf(readAsset('sql', 'ledger', `${step}.sql`), asOf)}`);
}

/** A list from outside the registry replaces the one before whole: whom it does not name was not compared again. */
async function findUncompared(engine: Engine, asOf: string): Promise<void> {
  for (const { compared_with } of await engine.rows('select distinct compared_with from check_names where compared_with is not null')) {
    await addUnproved(engine, `uncompared_with_${String(compared_with)}`, asOf);
  }
}

async function schoolCodeEvents(engine: Engine): Promise<LedgerEvent[]> {
  const rows = await engine.rows('select * from new_school_codes order by from_code');
  return rows.map((row) => ({
    type: 'school-code',
    from: String(row.from_code),
    to: String(row.to_code),
    shared: Number(row.shared),
    of: Number(row.pupils),
  }));
}

async function subjectEvents(engine: Engine): Promise<LedgerEvent[]> {
  const rows = await engine.rows('select * from learned_aliases order by subject');
  return rows.map((row) => {
    const [subject, aliases] = [String(row.subject), row.aliases as string[]];
    return row.is_new_subject === true
      ? { type: 'subject', subject, kind: String(row.kind), aliases }
      : { type: 'alias', subject, aliases, evidence: String(row.evidence) };
  });
}

async function openedEvents(engine: Engine): Promise<LedgerEvent[]> {
  const rows = await engine.rows('select * from new_findings order by place');
  return rows.map((row) => {
    const [check, subject, occurrence] = [String(row.check_id), String(row.subject), textOrNull(row, 'occurrence')];
    return {
      type: 'opened',
      number: String(row.number),
      fingerprint: fingerprintOf(check, subject, occurrence),
      check,
      subject,
      occurrence,
      group: textOrNull(row, 'group_hash'),
    };
  });
}

/** Findings that took the same turn are one event. */
async function statusEvents(engine: Engine): Promise<StatusEvent[]> {
  const rows = await engine.rows(`select from_status, status, mark, why, detail, list(number order by number) as numbers
    from ledger_changes group by all order by min(number), status, why`);
  return rows.map((row) => ({
    type: 'status',
    from: row.from_status as FindingStatus,
    to: row.status as FindingStatus,
    mark: row.mark as StatusEvent['mark'],
    why: row.why as StatusReason,
    detail: textOrNull(row, 'detail'),
    numbers: row.numbers as string[],
  }));
}

/** The engine's relations have '' where there is no occurrence, so that they can be joined on it. */
const textOrNull = (row: Row, column: string): string | null => (row[column] === null || row[column] === '' ? null : String(row[column]));
