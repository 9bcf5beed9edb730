import { existsSync } from 'node:fs';
import type { Engine } from '../engine/engine.ts';
import { listLiteral } from '../engine/sql-text.ts';
import type { RunEvent } from '../ledger/event.ts';
import type { PrintedHead } from '../privacy/access-audit.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The heads of the access log that runs kept when they were made. Runs whose record is gone say nothing. */
export async function printedHeads(engine: Engine, workspace: Workspace, runs: readonly RunEvent[]): Promise<PrintedHead[]> {
  const files = runs.map(({ folder }) => workspace.path('ledger', 'runs', folder, 'run.parquet')).filter((file) => existsSync(file));
  if (files.length === 0) return [];
  const rows = await engine.rows(
    `select run_id, log_head from read_parquet(${listLiteral(files)}, union_by_name = true) where log_head is not null order by run_id`,
  );
  return rows.map(({ run_id, log_head }) => ({ head: String(log_head), where: `运行 ${String(run_id)}` }));
}
