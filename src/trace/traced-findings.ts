import type { Engine, Row } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import { UsageFailure } from '../failure.ts';
import { EventLog, type RunEvent } from '../ledger/event-log.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** 2026-000123, or 2026-000123-2 for one record of a duplicate. */
const numberForm = /^\d{4}-\d{6}(-\d+)?$/;

/**
 * The last run that found what has this number.
 * @throws UsageFailure for what is no number, or one that was never given
 */
export function runOfFinding(workspace: Workspace, number: string): RunEvent {
  if (!numberForm.test(number))
    throw new UsageFailure(`“${number}”不是问题编号；应写成 2026-000123 或 2026-000123-1 这样，见报表或 heji findings export。`);
  const commits = new EventLog(workspace.path('ledger')).read();
  for (const { events } of [...commits].reverse()) {
    const run = events.find((event) => event.type === 'run');
    const isObserved = events.some((event) => event.type === 'observed' && event.numbers.some((observed) => isOf(observed, number)));
    if (run && isObserved) return run;
  }
  throw new UsageFailure(`台账里没有编号为 ${number} 的问题。请核对编号；编号见报表或 heji findings export。`);
}

const isOf = (observed: string, asked: string): boolean => observed === asked || observed.startsWith(`${asked}-`);

/** The finding, and where it belongs to a group of duplicates all of the group. Reads the run's `all_findings`. */
export async function findingRows(engine: Engine, number: string): Promise<Row[]> {
  const group = number.split('-').slice(0, 2).join('-');
  return engine.rows(`select *, evidence::varchar as evidence_json from all_findings
    where number = ${literal(number)} or number = ${literal(group)} or starts_with(number, ${literal(`${group}-`)})
    order by try_cast(split_part(number, '-', 3) as integer) nulls first`);
}
