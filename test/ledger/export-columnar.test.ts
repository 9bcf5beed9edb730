import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataType, tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { Row } from '../../src/engine/engine.ts';
import { literal } from '../../src/engine/sql-text.ts';
import { type ExportedFinding, toExported } from '../../src/ledger/export.ts';
import { findingsArrow } from '../../src/ledger/export-arrow.ts';
import { exportColumns } from '../../src/ledger/export-columns.ts';
import { writeFindingsParquet } from '../../src/ledger/export-parquet.ts';
import { findingRow } from './finding-row.ts';

const folder = mkdtempSync(join(tmpdir(), 'heji-columnar-'));
const nothing: Row = {
  ...findingRow,
  number: null,
  status: null,
  registry_number: null,
  id_number: null,
  name: null,
  grade_no: null,
  class_no: null,
  excused_by: '转学在办',
  first_seen: null,
  last_seen: null,
};
const findings = [{ ...findingRow, articles: [20, 22], group_key: '2026-000001', occurrence: '2026-11-05' }, nothing].map((row) =>
  toExported(row, false),
);

async function* pieces(...parts: (readonly ExportedFinding[])[]): AsyncGenerator<readonly ExportedFinding[]> {
  yield* parts;
}

const masked = {
  number: '2026-000001',
  registry_number: 'G230123**********17',
  id_number: '230123**********17',
  name: '王一',
  grade_no: 3,
  class_no: 2,
  group_key: '2026-000001',
  occurrence: '2026-11-05',
  evidence: '{"seen":"230123**********17 与 L230123**********18","days":8,"none":null}',
  message: '号码230123**********17不成立',
};

let engine: DuckDbEngine;

beforeAll(async () => {
  engine = await DuckDbEngine.open();
});

afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('findings as an Arrow file', () => {
  it('have proper types, in one batch for each piece', async () => {
    const table = tableFromIPC(await findingsArrow(pieces([findings[0]!], [findings[1]!])));
    expect(table.schema.fields.map(({ name }) => name)).toEqual(exportColumns.map(({ name }) => name));
    expect(table.schema.fields.find(({ name }) => name === 'name')?.metadata.get('title')).toBe('姓名');
    const typeOf = (name: string): DataType => table.schema.fields.find((field) => field.name === name)!.type;
    expect(DataType.isDate(typeOf('fact_date'))).toBe(true);
    expect(String(typeOf('articles'))).toBe('List<Int32>');
    expect(String(typeOf('grade_no'))).toBe('Int32');
    expect(table.batches).toHaveLength(2);
    const [first, second] = table.toArray().map((row) => row!.toJSON());
    expect(first).toMatchObject(masked);
    expect(new Date(first!.fact_date).toISOString().slice(0, 10)).toBe('2026-11-16');
    expect([...first!.articles]).toEqual([20, 22]);
    expect(second).toMatchObject({ number: null, name: null, grade_no: null, first_seen: null, excused_by: '转学在办' });
    expect([...second!.articles]).toEqual([]);
  });

  it('have all columns when there are none', async () => {
    const table = tableFromIPC(await findingsArrow(pieces()));
    expect([table.numRows, table.numCols]).toEqual([0, exportColumns.length]);
  });
});

describe('findings as a Parquet file', () => {
  it('have the same columns, with their titles in the file', async () => {
    const file = join(folder, 'two.parquet');
    await writeFindingsParquet(engine, pieces([findings[0]!], [findings[1]!]), file);
    const columns = await engine.rows(`describe select * from read_parquet(${literal(file)})`);
    const typeOf = Object.fromEntries(columns.map((column) => [column.column_name, column.column_type]));
    expect(Object.keys(typeOf)).toEqual(exportColumns.map(({ name }) => name));
    expect(typeOf).toMatchObject({ fact_date: 'DATE', articles: 'INTEGER[]', grade_no: 'INTEGER', evidence: 'VARCHAR', number: 'VARCHAR' });
    const [first, second] = await engine.rows(`select * from read_parquet(${literal(file)})`);
    expect(first).toMatchObject({ ...masked, fact_date: '2026-11-16', articles: [20, 22], first_seen: '2026-11-09' });
    expect(second).toMatchObject({ number: null, name: null, grade_no: null, first_seen: null, articles: [] });
    const [metadata] = await engine.rows(
      `select decode(value) as titles from parquet_kv_metadata(${literal(file)}) where decode(key) = 'titles'`,
    );
    expect(JSON.parse(String(metadata?.titles))).toMatchObject({ number: '问题编号', id_number: '身份证件号' });
  });

  it('have all columns when there are none', async () => {
    const file = join(folder, 'none.parquet');
    await writeFindingsParquet(engine, pieces(), file);
    const [count] = await engine.rows(`select count(*) as rows, count(distinct number) as numbers from read_parquet(${literal(file)})`);
    expect(count).toEqual({ rows: 0, numbers: 0 });
  });
});

it('the flat names are each used once', () => {
  expect(new Set(exportColumns.map(({ name }) => name)).size).toBe(exportColumns.length);
});
