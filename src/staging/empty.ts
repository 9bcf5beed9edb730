import { existsSync } from 'node:fs';
import { assetPath, readAsset } from '../assets.ts';
import type { Dataset } from '../datasets/dataset.ts';
import type { Engine } from '../engine/engine.ts';
import { identifier } from '../engine/sql-text.ts';
import { numberFlag, remembersNumber } from './number-cells.ts';
import { typedSql } from './typed.ts';

/** The SQL that `sql/staging` adds for a dataset, if any. */
export function specialSql(datasetId: string): string | null {
  return existsSync(assetPath('sql', 'staging', `${datasetId}.sql`)) ? readAsset('sql', 'staging', `${datasetId}.sql`) : null;
}

/** A query with the columns and types of a staged dataset and no rows. */
export async function emptyDatasetSql(engine: Engine, dataset: Dataset): Promise<string> {
  const table = `empty_${dataset.id}`;
  const columns = dataset.columns.flatMap((column) => [
    `null::varchar as ${identifier(column.name)}`,
    ...(remembersNumber(column) ? [`false as ${numberFlag(column.name)}`] : []),
  ]);
  await engine.run(`create or replace temp table cells as
    select 0 as source, 0 as source_row, false as date1904, ${columns.join(', ')} where false`);
  await engine.run(`create or replace temp table batch_sources as
    select 0 as source, '' as file, '' as sheet, date '2000-01-01' as data_date, null::date as cutoff_on where false`);
  await engine.run(`create or replace temp table batch_grades (text varchar, kind varchar, value integer)`);
  await engine.run(`create or replace temp table batch_class_names
    (text varchar, number integer, code integer, label varchar, grade_kind varchar, grade_value integer, is_placeholder boolean)`);
  await engine.run('set variable mapped_columns = []::varchar[]');
  const nothing = { dataset: dataset.id, columns: [], width: 0, headerCells: 0, sources: [] };
  await engine.run(`create or replace table ${table} as ${typedSql(dataset, nothing, '', specialSql(dataset.id))} limit 0`);
  await engine.run('drop table cells');
  return `select * from ${table}`;
}
