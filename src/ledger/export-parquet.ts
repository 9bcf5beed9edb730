import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { literal } from '../engine/sql-text.ts';
import type { ExportedFinding } from './export.ts';
import { type ExportType, exportColumns } from './export-columns.ts';

const parquetTypes: Readonly<Record<ExportType, string>> = {
  text: 'varchar',
  date: 'date',
  integer: 'integer',
  integers: 'integer[]',
  json: 'varchar',
};

const types = Object.fromEntries(exportColumns.map(({ name, type }) => [name, parquetTypes[type]]));
const titles = JSON.stringify(Object.fromEntries(exportColumns.map(({ name, title }) => [name, title])));

/** Writes the findings as a Parquet file. Columns: `exportColumns`; their Chinese titles are in the file's metadata under `titles`, as JSON. */
export async function writeFindingsParquet(engine: Engine, pieces: AsyncIterable<readonly ExportedFinding[]>, file: string): Promise<void> {
  // Large tables would be written in whatever order their parts are done.
  await engine.run('set preserve_insertion_order = true');
  await createTableFromRows(engine, 'exported_findings', types, []);
  for await (const findings of pieces) {
    const rows = findings.map((finding) => Object.fromEntries(exportColumns.map(({ name, value }) => [name, value(finding)])));
    await createTableFromRows(engine, 'exported_piece', types, rows);
    await engine.run('insert into exported_findings select * from exported_piece');
  }
  await engine.run(
    `copy exported_findings to ${literal(file)} (format parquet, compression zstd, kv_metadata {titles: ${literal(titles)}})`,
  );
}
