import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine, Row } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import { reasonOf } from './disposition.ts';
import type { SourceGroup } from './source.ts';
import { damagedColumns, damagedFlag, schoolColumn } from './tally.ts';

/** Something about a source that its sender should know: one for each source, school, kind, column and reason. */
export interface SourceIssue {
  readonly source: number;
  /** The rows' school; null where it is not known. */
  readonly schoolCode: string | null;
  readonly kind: '拒收的行' | '以数值存的号码' | '认不出的值';
  /** The first row. */
  readonly row: number | null;
  /** How many rows; of a wide month, how many records. */
  readonly rows: number;
  /** The first 200 rows. */
  readonly rowNumbers: readonly number[];
  /** The title as the file has it; null: the row as a whole. */
  readonly column: string | null;
  readonly reason: string;
}

/** Rows named one by one; beyond that they are counted. */
const namedRows = 200;

const facts = (rows: string): string => `count(*) as "rows", list_slice(list_sort(list(distinct ${rows})), 1, ${namedRows}) as row_numbers`;

/** What is wrong in a group's sources, from `tally` and the Parquet written from it. */
export async function findIssues(engine: Engine, group: SourceGroup, file: string): Promise<SourceIssue[]> {
  const dataset = datasetOf(group.dataset);
  const titleOf = (name: unknown): string => group.columns.find((column) => column.name === name)?.title ?? String(name);
  const rejected = await engine.rows(`select source, school_code, disposition, ${facts('n')}
    from (select source, school_code, disposition, unnest(row_numbers) as n from tally where starts_with(disposition, 'rejected:'))
    group by source, school_code, disposition order by source, school_code, disposition`);
  const numbers: Row[] = [];
  for (const name of damagedColumns(dataset)) {
    numbers.push(
      ...(await engine.rows(`select source, school_code, ${literal(name)} as name, ${facts('n')}
        from (select source, school_code, unnest(row_numbers) as n from tally where disposition = 'loaded' and ${damagedFlag(name)})
        group by source, school_code order by source, school_code`)),
    );
  }
  const unparsed = await engine.rows(`select source, school_code, name, ${facts('source_row')}
    from (
        select p.source, ${schoolColumn(dataset) === null ? 'f' : 'p'}.school_code, p.source_row, unnest(map_keys(p.unparsed)) as name
        from read_parquet(${literal(file)}) p
        join batch_sources f on f.source = p.source
        where p.unparsed is not null)
    group by source, school_code, name order by source, school_code, name`);
  return [
    ...rejected.map((row) => issue(row, '拒收的行', null, reasonOf(String(row.disposition)))),
    ...numbers.map((row) =>
      issue(row, '以数值存的号码', titleOf(row.name), '号码以数值存放，末几位已不可恢复，不参加查重和比对；请把该列设为文本后重新导出'),
    ),
    ...unparsed.map((row) => issue(row, '认不出的值', titleOf(row.name), '写法认不出，原文已保留，按空值处理')),
  ];
}

function issue(row: Row, kind: SourceIssue['kind'], column: string | null, reason: string): SourceIssue {
  const rowNumbers = (row.row_numbers as readonly number[]).map(Number);
  return {
    source: Number(row.source),
    schoolCode: row.school_code === null ? null : String(row.school_code),
    kind,
    row: rowNumbers[0] ?? null,
    rows: Number(row.rows),
    rowNumbers,
    column,
    reason,
  };
}
