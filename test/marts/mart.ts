import { bindAsOf } from '../../src/engine/as-of.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { Row } from '../../src/engine/engine.ts';
import { createTableFromRows } from '../../src/engine/json-table.ts';
import { martSql } from '../../src/lake/marts.ts';

/** A relation that a mart reads: its columns with their types, and its rows. */
export interface Relation {
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly object[];
}

/** The rows of one mart over relations of a few rows. */
export async function martRows(mart: string, relations: Readonly<Record<string, Relation>>, asOf: string): Promise<Row[]> {
  const engine = await DuckDbEngine.open();
  try {
    for (const [name, { columns, rows }] of Object.entries(relations)) await createTableFromRows(engine, name, columns, rows);
    return await engine.rows(bindAsOf(martSql.get(mart)!, asOf));
  } finally {
    engine.close();
  }
}
