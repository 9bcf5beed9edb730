import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readAsset } from '../assets.ts';
import type { Check } from '../checks/definition.ts';
import { bindAsOf } from '../engine/as-of.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { literal } from '../engine/sql-text.ts';
import { howToFix } from '../handling/advice.ts';
import { createDueDates } from '../ledger/due-date.ts';
import type { RunEvent } from '../ledger/event.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { laterRelations } from './run-store.ts';

/** The run that is being made, and the last one of its pipeline of an earlier day. */
export interface Standing {
  readonly run: string;
  readonly pipeline: string;
  readonly asOf: string;
  readonly earlier: RunEvent | undefined;
}

/**
 * Makes `rectification` (a row per finding ever, as it stands after this run) and `trend` (a row per run of the pipeline, category, severity and
 * status). The ledger's relations must hold the run already (`Ledger.apply`).
 */
export async function createRectification(
  engine: Engine,
  workspace: Workspace,
  checks: readonly Check[],
  { run, pipeline, asOf, earlier }: Standing,
): Promise<void> {
  await createTableFromRows(
    engine,
    'check_advice',
    { check_id: 'varchar', actions: 'varchar[]', safe_text: 'varchar' },
    checks.map(({ id, actions, how_to_fix }) => ({
      check_id: id,
      actions,
      safe_text: howToFix(how_to_fix, { protected: true, contactState: null }),
    })),
  );
  await createDueDates(engine, 'select open_since from ledger_findings', workspace.settings.deadlines);
  const kept = keptBy(workspace, earlier);
  await engine.run(`create or replace table earlier_statuses as ${earlierStatuses(kept)}`);
  await engine.run(`create or replace table earlier_trend (${laterRelations.trend})`);
  const trend = kept('trend');
  if (trend !== null) await engine.run(`insert into earlier_trend by name select * from ${trend}`);
  for (const relation of ['rectification', 'trend']) {
    const sql = bindAsOf(readAsset('sql', 'ledger', `${relation}.sql`), asOf)
      .replaceAll('$run', literal(run))
      .replaceAll('$pipeline', literal(pipeline));
    await engine.run(`create or replace table ${relation} (${laterRelations[relation as 'rectification' | 'trend']})`);
    await engine.run(`insert into ${relation} ${sql}`);
  }
}

/** What an earlier run kept under a name; null: it did not, or its record is gone, which must not keep this run from being made. */
const keptBy =
  (workspace: Workspace, earlier: RunEvent | undefined) =>
  (relation: string): string | null => {
    if (earlier === undefined) return null;
    const file = join(workspace.path('ledger', 'runs', earlier.folder), `${relation}.parquet`);
    return existsSync(file) ? `read_parquet(${literal(file)})` : null;
  };

/** Runs of format 1 kept no more than what they returned. */
function earlierStatuses(kept: (relation: string) => string | null): string {
  const statuses = kept('rectification') ?? kept('all_findings');
  return statuses === null
    ? 'select null::varchar as number, null::varchar as status where false'
    : `select number, min(status) as status from ${statuses} where number is not null group by number`;
}
