import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import { Failure } from '../failure.ts';
import type { RunFacts } from '../ledger/event.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Whether a run kept a relation: earlier versions kept fewer. */
export const hasKept = (workspace: Workspace, { folder }: Pick<RunFacts, 'folder'>, relation: string): boolean =>
  existsSync(fileOf(workspace, folder, relation));

/**
 * Makes `table` of what a run kept, beside those of other runs. `columns` (names with types) that its version did not keep are null; a relation
 * that it did not keep is empty.
 * @throws Failure when the run's folder is gone
 */
export async function createKept(
  engine: Engine,
  workspace: Workspace,
  { run, folder }: Pick<RunFacts, 'run' | 'folder'>,
  relation: string,
  table: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  const kept = workspace.path('ledger', 'runs', folder);
  if (!existsSync(kept)) throw new Failure(`找不到运行 ${run} 的记录（${kept}）。请从备份恢复 ledger/runs 文件夹。`);
  const definitions = Object.entries(columns).map(([name, type]) => `${identifier(name)} ${type}`);
  await engine.run(`create or replace table ${identifier(table)} (${definitions.join(', ')})`);
  const file = fileOf(workspace, folder, relation);
  if (!existsSync(file)) return;
  const there = new Set((await engine.rows(`describe select * from read_parquet(${literal(file)})`)).map((row) => String(row.column_name)));
  const names = Object.keys(columns).filter((name) => there.has(name));
  await engine.run(
    `insert into ${identifier(table)} by name select ${names.map(identifier).join(', ')} from read_parquet(${literal(file)})`,
  );
}

const fileOf = (workspace: Workspace, folder: string, relation: string): string =>
  join(workspace.path('ledger', 'runs', folder), `${relation}.parquet`);
