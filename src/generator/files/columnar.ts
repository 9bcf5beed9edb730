import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { literal } from '../../engine/sql-text.ts';
import { type Cell, writeCsv } from './csv.ts';

/** A table of texts, the first row being its titles. */
type Rows = readonly (readonly Cell[])[];

/** Bytes of a Feather file (Arrow, version 2), not compressed. */
export async function featherBytes([titles = [], ...rows]: Rows): Promise<Uint8Array> {
  const { Table, tableToIPC, Utf8, vectorFromArray } = await import('apache-arrow');
  const columns = titles.map(
    (title, at) =>
      [
        String(title),
        vectorFromArray(
          rows.map((row) => textOf(row[at])),
          new Utf8(),
        ),
      ] as const,
  );
  return tableToIPC(new Table(Object.fromEntries(columns)), 'file');
}

const textOf = (cell: Cell | undefined): string | null => (cell === undefined || cell === '' ? null : String(cell));

/** Bytes of a Parquet file with these texts, in this order. */
export async function parquetBytes(rows: Rows): Promise<Uint8Array> {
  const { DuckDbEngine } = await import('../../engine/duckdb.ts');
  const folder = await mkdtemp(join(tmpdir(), 'heji-parquet-'));
  const engine = await DuckDbEngine.open();
  try {
    const [csv, parquet] = [join(folder, 'rows.csv'), join(folder, 'rows.parquet')];
    await writeCsv(csv, rows);
    await engine.run('set preserve_insertion_order = true');
    await engine.run(
      `copy (select * from read_csv(${literal(csv)}, all_varchar = true, header = true, delim = ',', quote = '"')) to ${literal(parquet)} (format parquet)`,
    );
    return new Uint8Array(await readFile(parquet));
  } finally {
    engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}
