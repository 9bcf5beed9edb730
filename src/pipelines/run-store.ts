import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import { Failure } from '../failure.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What a run observed, kept as it was: reports and exports read only this. */
export const runRelations = ['run', 'all_findings', 'check_statuses', 'school_overview', 'imports', 'import_issues'] as const;

export const runFolder = (workspace: Workspace, run: string): string => workspace.path('ledger', 'runs', run);

/** Writes the run's relations. What an unfinished run of the same name left is overwritten: it never counted. */
export async function saveRun(engine: Engine, workspace: Workspace, run: string): Promise<void> {
  const folder = runFolder(workspace, run);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of runRelations) {
    await engine.run(`copy ${identifier(name)} to ${literal(join(folder, `${name}.parquet`))} (format parquet, compression zstd)`);
  }
}

/** Makes a run's relations again. @throws Failure when its folder is gone. */
export async function openRun(engine: Engine, workspace: Workspace, run: string): Promise<void> {
  const folder = runFolder(workspace, run);
  if (!existsSync(folder)) throw new Failure(`找不到运行 ${run} 的记录（${folder}）。请从备份恢复，或重新运行一次。`);
  for (const name of runRelations) {
    await engine.run(
      `create or replace table ${identifier(name)} as select * from read_parquet(${literal(join(folder, `${name}.parquet`))})`,
    );
  }
}
