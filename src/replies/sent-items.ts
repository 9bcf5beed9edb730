import { existsSync } from 'node:fs';
import type { Engine, Row } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { literal } from '../engine/sql-text.ts';
import type { RunEvent } from '../ledger/event.ts';
import type { ReplyAction } from '../packages/reply-words.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A line of a school's package as it was sent: a row of `package_items`. */
export interface SentItem {
  readonly run_id: string;
  /** Place of the run in the ledger: packages of later runs are newer. */
  readonly run_sequence: number;
  readonly key: string;
  readonly number: string;
  readonly school_code: string;
  readonly school_name: string | null;
  readonly place: string | null;
  readonly name: string | null;
  readonly id_number: string | null;
  readonly registry_number: string | null;
  readonly problem: string | null;
  readonly message: string | null;
  readonly basis: string | null;
  readonly severity: string | null;
  readonly how_to_fix: string | null;
  readonly due_on: string | null;
  readonly actions: readonly ReplyAction[];
  readonly material: string | null;
}

const columns = `run_id, key, number, school_code, school_name, place, name, id_number, registry_number, problem, message, basis, severity,
  how_to_fix, due_on, actions, material`;

/** Makes the view `sent_items`: every line of every package that was ever sent, with `run_sequence` and `pipeline`. */
export async function createSentItems(engine: Engine, workspace: Workspace, runs: readonly RunEvent[]): Promise<void> {
  const parts = runs.flatMap(({ run, folder, pipeline, sequence }) => {
    const file = workspace.path('ledger', 'runs', folder, 'package_items.parquet');
    if (!existsSync(file)) return [];
    return [
      `select ${columns}, ${sequence} as run_sequence, ${literal(pipeline)} as pipeline from read_parquet(${literal(file)})
      where run_id = ${literal(run)}`,
    ];
  });
  await engine.run(`create or replace view sent_items as ${parts.length > 0 ? parts.join('\nunion all\n') : nothing}`);
}

const nothing = `select ${columns}, 0 as run_sequence, null::varchar as pipeline
  from (select ${columns
    .split(',')
    .map((column) => (column.trim() === 'actions' ? 'null::varchar[] as actions' : `null::varchar as ${column.trim()}`))
    .join(', ')}) where false`;

/** All that was sent of these findings, the newest first. */
export async function readSentItems(engine: Engine, numbers: readonly string[]): Promise<ReadonlyMap<string, readonly SentItem[]>> {
  await createTableFromRows(
    engine,
    'answered_numbers',
    { number: 'varchar' },
    numbers.map((number) => ({ number })),
  );
  const rows = await engine.rows(`select i.* exclude (pipeline) from sent_items i semi join answered_numbers n on n.number = i.number
    order by i.run_sequence desc, i.school_code`);
  const items = new Map<string, SentItem[]>();
  for (const item of rows.map(toItem)) {
    const known = items.get(item.number);
    if (known) known.push(item);
    else items.set(item.number, [item]);
  }
  return items;
}

const toItem = (row: Row): SentItem =>
  ({ ...row, run_sequence: Number(row.run_sequence), actions: row.actions ?? [] }) as unknown as SentItem;
