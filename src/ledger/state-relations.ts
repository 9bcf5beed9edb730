import type { Engine } from '../engine/engine.ts';
import { identifier } from '../engine/sql-text.ts';
import { rowColumns } from './row-columns.ts';

type Columns = Readonly<Record<string, string>>;

/** The ledger's present state, folded from its events: relations `ledger_<name>` with their columns. */
export const stateRelations = {
  /** One row per finding ever. */
  findings: {
    number: 'varchar',
    base: 'varchar',
    fingerprint: 'varchar',
    check_id: 'varchar',
    subject: 'varchar',
    entity: 'varchar',
    occurrence: 'varchar',
    group_hash: 'varchar',
    status: 'varchar',
    mark: 'varchar',
    why: 'varchar',
    detail: 'varchar',
    status_since: 'date',
    first_seen: 'date',
    last_seen: 'date',
    opened_run: 'varchar',
    last_run: 'varchar',
    reopened_count: 'integer',
    open_since: 'date',
    closed_on: 'date',
    closed_run: 'varchar',
    waived_until: 'date',
    waiver_reason: 'varchar',
    waiver_by: 'varchar',
    waived_at: 'varchar',
    reply: 'varchar',
    reply_school: 'varchar',
    reply_action: 'varchar',
    reply_situation: 'varchar',
    reply_proof: 'varchar',
    reply_responsible: 'varchar',
    reply_done_on: 'date',
    reply_run: 'varchar',
    reply_material: 'varchar',
    reply_at: 'varchar',
    reply_verdict: 'varchar',
    verdict_reason: 'varchar',
    verdict_by: 'varchar',
    verdict_at: 'varchar',
    explained_material: 'varchar',
  },
  subjects: { subject: 'varchar', kind: 'varchar' },
  aliases: { alias: 'varchar', subject: 'varchar' },
  school_codes: { from_code: 'varchar', to_code: 'varchar' },
  /** Highest running number of each year, highest suffix of each base. */
  numbers: { key: 'varchar', last: 'integer' },
  groups: { group_hash: 'varchar', base: 'varchar' },
  /** Every answer of a school that was taken, with the bureau's verdict. */
  replies: {
    reply: 'varchar',
    sequence: 'integer',
    at: 'varchar',
    by: 'varchar',
    number: 'varchar',
    school: 'varchar',
    action: 'varchar',
    situation: 'varchar',
    proof: 'varchar',
    responsible: 'varchar',
    done_on: 'date',
    run: 'varchar',
    material: 'varchar',
    file: 'varchar',
    sha256: 'varchar',
    row: 'integer',
    verdict: 'varchar',
    verdict_reason: 'varchar',
    verdict_by: 'varchar',
    verdict_at: 'varchar',
  },
} as const satisfies Readonly<Record<string, Columns>>;

export type StateRelation = keyof typeof stateRelations;

export const stateNames = Object.keys(stateRelations) as StateRelation[];

/**
 * Makes `ledger_rows` over `sources`: SELECTs with the columns of `all_findings`, as far as their version had them, and `last_run`. A
 * finding's row is that of the run that saw it last.
 */
export async function createRowsView(engine: Engine, sources: readonly string[]): Promise<void> {
  await engine.run(`create or replace table ledger_no_rows (${definitionsOf(rowColumns)})`);
  const all = ['select * from ledger_no_rows', ...sources].join('\nunion all by name\n');
  await engine.run(`create or replace view ledger_rows as
    select ${Object.keys(rowColumns)
      .map((column) => `r.${identifier(column)}`)
      .join(', ')}
    from (${all}) r
    semi join ledger_findings f on f.number = r.number and f.last_run = r.last_run`);
}

/** For `create table`. */
export const definitionsOf = (columns: Columns): string =>
  Object.entries(columns)
    .map(([name, type]) => `${identifier(name)} ${type}`)
    .join(', ');
