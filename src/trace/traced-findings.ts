import type { Engine, Row } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import type { RunEvent } from '../ledger/event.ts';
import { refuseWrongNumber, unknownNumber } from '../ledger/finding-number.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * The last run that found what has this number.
 * @throws UsageFailure for what is no number, or one that was never given
 */
export async function runOfFinding(engine: Engine, workspace: Workspace, number: string): Promise<RunEvent> {
  refuseWrongNumber(number);
  const { head } = await Ledger.open(engine, workspace.path('ledger'));
  const rows = await engine.rows(
    `select distinct last_run from ledger_findings where number = ${literal(number)} or starts_with(number, ${literal(`${number}-`)})`,
  );
  const runs = new Set(rows.map((row) => String(row.last_run)));
  const last = head.runs.filter(({ run }) => runs.has(run)).at(-1);
  if (last) return last;
  throw unknownNumber(number);
}

/** The finding, and where it belongs to a group of duplicates all of the group. Reads the run's `all_findings`. */
export async function findingRows(engine: Engine, number: string): Promise<Row[]> {
  const group = number.split('-').slice(0, 2).join('-');
  return engine.rows(`select *, evidence::varchar as evidence_json from all_findings
    where number = ${literal(number)} or number = ${literal(group)} or starts_with(number, ${literal(`${group}-`)})
    order by try_cast(split_part(number, '-', 3) as integer) nulls first`);
}
