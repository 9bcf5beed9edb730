import { codeListOf } from '../datasets/codes.ts';
import type { Column } from '../datasets/column.ts';
import type { Dataset } from '../datasets/dataset.ts';
import type { Engine, Row, Value } from '../engine/engine.ts';
import { identifier, listLiteral } from '../engine/sql-text.ts';
import { maskCell } from '../privacy/cell-masking.ts';

/** A loaded row as it was understood: what each column says, masked; null where it is empty. */
export interface UnderstoodRow {
  /** Number in the file. */
  readonly row: number;
  readonly values: Readonly<Record<string, string | null>>;
}

/** The first rows of a staged source. `files`: its Parquet. */
export async function understoodRows(
  engine: Engine,
  dataset: Dataset,
  files: readonly string[],
  source: number,
  limit: number,
): Promise<UnderstoodRow[]> {
  if (files.length === 0) return [];
  const columns = dataset.columns.map(({ name }) => `${identifier(name)}::varchar as ${identifier(name)}`);
  const rows = await engine.rows(`select source_row, to_json(unparsed)::varchar as unparsed, ${columns.join(', ')}
    from read_parquet(${listLiteral(files)}) where source = ${source} order by source_row limit ${limit}`);
  return rows.map((row) => ({
    row: Number(row.source_row),
    values: Object.fromEntries(dataset.columns.map((column) => [column.name, understood(column, row)])),
  }));
}

function understood(column: Column, row: Row): string | null {
  const value = textOf(row[column.name]);
  if (value !== null) return labelled(column, maskCell(column, value));
  const failed = (JSON.parse(textOf(row.unparsed) ?? '{}') as Readonly<Record<string, string>> | null)?.[column.name];
  return failed === undefined ? null : `认不出：${maskCell(column, failed)}`;
}

const textOf = (value: Value | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** A code with what it stands for. */
function labelled({ type }: Column, text: string): string {
  if (type === 'boolean') return text === 'true' ? '是' : '否';
  if (!type.startsWith('code:')) return text;
  const label = codeListOf(type.slice('code:'.length)).items.find(({ code }) => code === text)?.label;
  return label === undefined ? text : label;
}
