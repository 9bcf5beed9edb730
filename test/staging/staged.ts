import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetOf } from '../../src/datasets/dictionary.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { Row } from '../../src/engine/engine.ts';
import { listLiteral } from '../../src/engine/sql-text.ts';
import type { Source } from '../../src/staging/source.ts';
import { learnSchools, prepareStaging, type Staged, stageDataset } from '../../src/staging/stage.ts';

/** A table as intake hands it on: its first row is the header. A number is a cell that the source stored as one, null one that is missing. */
export interface Sheet {
  readonly dataset: string;
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly given?: Partial<Source>;
  /** Row numbers, where they are not simply counted. */
  readonly rowNumbers?: readonly number[];
}

const cellText = (cell: string | number | null): string =>
  cell === null ? '' : typeof cell === 'number' ? `"\u0001${cell}"` : `"${cell.replaceAll('"', '""')}"`;

/** Stages sheets of one dataset and hands back what was found and the rows in the order of the files. */
export async function staged(
  sheets: readonly Sheet[],
  schools: readonly { code: string; name: string | null }[] = [],
): Promise<Staged & { rows: Row[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'heji-staging-'));
  const engine = await DuckDbEngine.open();
  try {
    mkdirSync(join(folder, 'out'));
    await prepareStaging(engine);
    await learnSchools(engine, schools);
    const dataset = sheets[0]!.dataset;
    const sources = sheets.map((sheet, index) => toSource(sheet, index + 1, join(folder, `${index + 1}.csv`)));
    const result = await stageDataset(engine, dataset, sources, '000001', join(folder, 'out'));
    const rows = await engine.rows(
      `select * from read_parquet(${listLiteral(result.files)}, union_by_name = true) order by source, source_row`,
    );
    return { ...result, rows };
  } finally {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function toSource({ dataset, rows, given, rowNumbers }: Sheet, source: number, path: string): Source {
  const width = Math.max(...rows.map((row) => row.length));
  const lines = rows.map((row, index) => {
    const cells = Array.from({ length: width }, (_, cell) => cellText(row[cell] ?? null));
    return [rowNumbers?.[index] ?? index + 1, row.length, ...cells].join(',');
  });
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  const header = rows[0]!.map(String);
  const columns = header.flatMap((title, index) => {
    const column = datasetOf(dataset).columns.find((candidate) => candidate.titles.includes(title.trim()));
    return column ? [{ index: index + 1, name: column.name, title }] : [];
  });
  return {
    source,
    dataset,
    file: `${source}.csv`,
    sheet: '',
    path,
    rows: rows.length,
    width,
    headerCells: header.length,
    isDelimited: true,
    date1904: false,
    headerFirstRow: 1,
    headerLastRow: 1,
    columns,
    dataDate: '2026-11-16',
    isDataDateStated: true,
    schoolCode: null,
    grade: null,
    className: null,
    cutoffOn: null,
    ...given,
  };
}
