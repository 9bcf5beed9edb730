import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import { Failure } from '../failure.ts';
import type { RunEvent } from '../ledger/event-log.ts';
import { importTableTypes, laterColumns } from '../returns/import-tables.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What a run observed, kept as it was: reports and exports read only this. */
export const runRelations = ['run', 'all_findings', 'check_statuses', 'school_overview', 'imports', 'import_issues'] as const;

/**
 * Writes the run's relations and returns the name of their folder under ledger/runs/. It is a new one each time: a run that loses the
 * race for the ledger overwrites nothing of the winner's.
 */
export async function saveRun(engine: Engine, workspace: Workspace, run: string): Promise<string> {
  const name = `${run}-${randomBytes(4).toString('hex')}`;
  const folder = workspace.path('ledger', 'runs', name);
  mkdirSync(folder, { recursive: true });
  for (const relation of runRelations) {
    await engine.run(`copy ${identifier(relation)} to ${literal(join(folder, `${relation}.parquet`))} (format parquet, compression zstd)`);
  }
  return name;
}

/** Makes a run's relations again. @throws Failure when its folder is gone. */
export async function openRun(engine: Engine, workspace: Workspace, run: Pick<RunEvent, 'run' | 'folder'>): Promise<void> {
  const folder = workspace.path('ledger', 'runs', run.folder);
  if (!existsSync(folder)) throw new Failure(`找不到运行 ${run.run} 的记录（${folder}）。请从备份恢复，或重新运行一次。`);
  for (const relation of runRelations) {
    await engine.run(
      `create or replace table ${identifier(relation)} as select * from read_parquet(${literal(join(folder, `${relation}.parquet`))})`,
    );
  }
  await addLaterColumns(engine);
}

/** A run of an earlier version kept fewer columns; they are empty then. */
async function addLaterColumns(engine: Engine): Promise<void> {
  for (const [relation, columns] of Object.entries(laterColumns)) {
    const types = importTableTypes[relation as keyof typeof laterColumns];
    for (const column of columns) {
      await engine.run(`alter table ${identifier(relation)} add column if not exists ${identifier(column)} ${types[column]}`);
    }
  }
}
