import type { Finding } from '../checks/finding.ts';
import type { Engine } from '../engine/engine.ts';
import type { FindingStatus } from '../ledger/event.ts';

/** A finding with its place in the ledger. */
export interface LedgerEntry {
  readonly finding: Finding;
  readonly subject: string;
  /** Null for excused rows: they are no findings. */
  readonly number: string | null;
  readonly status: FindingStatus | null;
  /** Number shared by the rows of one duplicate. */
  readonly group: string | null;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
}

/** A run's findings as `reconcile` placed them, those of a group together, whatever order the checks returned them in. */
export async function ledgerEntries(engine: Engine, findings: readonly Finding[]): Promise<LedgerEntry[]> {
  const rows = await engine.rows(`
    select l.row_id, l.subject, l.number, l.status, l.group_base, cast(l.first_seen as varchar) as first_seen,
           cast(l.last_seen as varchar) as last_seen
    from finding_places l
    join finding_rows f on f.row_id = l.row_id
    order by f.check_id, coalesce(f.group_key, ''), f.school_code, coalesce(f.grade_no, 0), coalesce(f.class_no, 0), coalesce(f.name, ''),
             coalesce(f.registry_number, f.id_number, f.record_key), coalesce(f.occurrence, '')`);
  const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
  return rows.map((row) => ({
    finding: findings[Number(row.row_id)]!,
    subject: String(row.subject),
    number: textOf(row.number),
    status: textOf(row.status) as FindingStatus | null,
    group: textOf(row.group_base),
    firstSeen: textOf(row.first_seen),
    lastSeen: textOf(row.last_seen),
  }));
}
