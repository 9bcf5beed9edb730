import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import { identifier, literal } from './sql-text.ts';

/** Replaces `table` by `rows`. `columns` are names with DuckDB types. Dates are 'YYYY-MM-DD'. */
export async function createTableFromRows(
  engine: Engine,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly object[],
): Promise<void> {
  const definitions = Object.entries(columns).map(([name, type]) => `${identifier(name)} ${type}`);
  await engine.run(`create or replace table ${identifier(table)} (${definitions.join(', ')})`);
  if (rows.length === 0) return;
  const folder = mkdtempSync(join(tmpdir(), 'heji-'));
  const file = join(folder, 'rows.jsonl');
  try {
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''), { mode: 0o600 });
    const types = Object.entries(columns).map(([name, type]) => `${identifier(name)}: ${literal(type)}`);
    await engine.run(`insert into ${identifier(table)} select * from read_json(${literal(file)}, format = 'newline_delimited',
      columns = {${types.join(', ')}}, maximum_object_size = 16777216)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
