import type { Engine } from '../engine/engine.ts';
import { identifier, listLiteral, literal } from '../engine/sql-text.ts';
import { owedStatuses } from './event.ts';
import { rowColumns } from './row-columns.ts';

/** What the ledger knows of a finding better than the run that saw it last. */
const ofLedger = ['check_id', 'status', 'mark', 'why', 'first_seen', 'last_seen', 'last_run'] as const;

/** What only the ledger knows. */
const onlyLedger = [
  'base',
  'detail',
  'status_since',
  'open_since',
  'opened_run',
  'reopened_count',
  'closed_on',
  'closed_run',
  'waived_until',
  'waiver_reason',
  'waiver_by',
  'waived_at',
] as const;

/**
 * Makes `all_findings` of the ledger's present state: every finding ever, as it was last observed, with its status of now and
 * `overdue_days`: natural days past its day on `today`, null where nothing is owed. Needs the relations of `Ledger.open`.
 * @returns how many findings are left out because the record of the run that saw them is lost
 */
export async function createPresentFindings(engine: Engine, today: string): Promise<number> {
  const rowOnly = Object.keys(rowColumns).filter((column) => !ofLedger.some((known) => known === column));
  const columns = [...ofLedger, ...onlyLedger].map((column) => `l.${column}`);
  await engine.run(`create or replace table all_findings as
    select ${rowOnly.map((column) => `r.${identifier(column)}`).join(', ')}, ${columns.join(', ')},
           case when list_contains(${listLiteral(owedStatuses)}, l.status) then greatest(date ${literal(today)} - r.due_on, 0) end as overdue_days
    from ledger_findings l join ledger_rows r on r.number = l.number`);
  const [count] = await engine.rows('select (select count(*) from ledger_findings) - (select count(*) from all_findings) as lost');
  return Number(count?.lost);
}
