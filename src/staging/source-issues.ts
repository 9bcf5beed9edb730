import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import { damagedColumns } from './cells.ts';
import { reasonOf } from './disposition.ts';
import type { SourceGroup } from './source.ts';

/** Something about a source that its sender should know. `row` null: it is a count over `rows` rows. */
export interface SourceIssue {
  readonly source: number;
  readonly kind: '拒收的行' | '以数值存的号码' | '认不出的值';
  readonly row: number | null;
  readonly column: string | null;
  readonly reason: string;
  readonly rows: number;
}

/** Rows named one by one in the log for each source; beyond that they are counted. */
const namedRows = 200;

/** What is wrong in a group's sources, from `row_fates` and the Parquet written from it. */
export async function findIssues(engine: Engine, group: SourceGroup, file: string): Promise<SourceIssue[]> {
  const titleOf = (name: unknown): string => group.columns.find((column) => column.name === name)?.title ?? String(name);
  const rejected = await engine.rows(`select source, source_row, disposition from row_fates
    where starts_with(disposition, 'rejected:')
    qualify row_number() over (partition by source order by source_row) <= ${namedRows} order by source, source_row`);
  const unparsed = await engine.rows(`with failed as (
        select source, source_row, unnest(map_keys(unparsed)) as name from read_parquet(${literal(file)}) where unparsed is not null)
    select source, name, count(*) as n, min(source_row) as first_row from failed group by source, name order by source, name`);
  const numbers = await Promise.all(
    damagedColumns(datasetOf(group.dataset)).map((name) =>
      engine.rows(`select source, ${literal(name)} as name, count(*) as n, min(source_row) as first_row from row_fates
        where disposition = 'loaded' and ${identifier(`damaged_${name}`)} group by source`),
    ),
  );
  return [
    ...rejected.map((row) => issue(row.source, '拒收的行', Number(row.source_row), null, reasonOf(String(row.disposition)), 1)),
    ...numbers
      .flat()
      .map((row) =>
        issue(
          row.source,
          '以数值存的号码',
          null,
          titleOf(row.name),
          `自第${row.first_row}行起有${row.n}行的“${titleOf(row.name)}”以数值存放，末几位已不可恢复，不参加查重和比对；请把该列设为文本后重新导出`,
          Number(row.n),
        ),
      ),
    ...unparsed.map((row) =>
      issue(
        row.source,
        '认不出的值',
        null,
        titleOf(row.name),
        `自第${row.first_row}行起有${row.n}行的“${titleOf(row.name)}”写法认不出，原文已保留，按空值处理`,
        Number(row.n),
      ),
    ),
  ];
}

const issue = (
  source: unknown,
  kind: SourceIssue['kind'],
  row: number | null,
  column: string | null,
  reason: string,
  rows: number,
): SourceIssue => ({
  source: Number(source),
  kind,
  row,
  column,
  reason,
  rows,
});
