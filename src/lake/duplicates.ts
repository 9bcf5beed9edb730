import { renameSync } from 'node:fs';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { parquetOptions } from '../engine/parquet.ts';
import { listLiteral, literal } from '../engine/sql-text.ts';
import { sameRecord } from './record-key.ts';

/**
 * Removes rows that came twice in one receipt from its Parquet files; the newest stays. `groups` says which sources belong together (the
 * sources of one submission). Returns the rows removed by source.
 */
export async function removeDuplicates(
  engine: Engine,
  datasetId: string,
  files: readonly string[],
  groups: ReadonlyMap<number, string>,
): Promise<Map<number, number>> {
  const key = sameRecord(datasetOf(datasetId)).join(', ');
  const groupRows = [...groups].map(([source, group]) => `(${source}, ${literal(group)})`).join(', ');
  const rows = `(select p.*, coalesce(g.part, '') as part from read_parquet(${listLiteral(files)}, filename = true, file_row_number = true) p
    left join (values ${groupRows || "(-1, '')"}) g(source, part) on g.source = p.source)`;
  // Only rows whose key stands twice are looked at whole: a table of millions is not held in memory for a few of them.
  await engine.run(`create or replace temp table repeated_keys as
    select hash(part, ${key}) as key_hash from ${rows} group by key_hash having count(*) > 1`);
  const [repeated] = await engine.rows('select count(*) as keys from repeated_keys');
  if (Number(repeated?.keys) === 0) return new Map();
  // Not by the source's row: of a wide month it becomes many records, and only some of them may have come twice.
  await engine.run(`create or replace temp table duplicate_rows as
    select source, filename, file_row_number from ${rows} where hash(part, ${key}) in (select key_hash from repeated_keys)
    qualify row_number() over (partition by part, ${key} order by data_date desc, source desc, source_row desc) > 1`);
  const changed = await engine.rows('select distinct filename from duplicate_rows');
  for (const { filename } of changed) await removeRows(engine, String(filename));
  const removed = await engine.rows('select source, count(*) as n from duplicate_rows group by source');
  return new Map(removed.map((row) => [Number(row.source), Number(row.n)]));
}

async function removeRows(engine: Engine, file: string): Promise<void> {
  const kept = `${file}.tmp`;
  // An anti join of its own: as `not exists` the engine first copies the whole table into memory.
  await engine.run(`copy (select p.* exclude (file_row_number) from read_parquet(${literal(file)}, file_row_number = true) p
    anti join (select file_row_number from duplicate_rows where filename = ${literal(file)}) d on d.file_row_number = p.file_row_number)
    to ${literal(kept)} (${parquetOptions})`);
  renameSync(kept, file);
}
