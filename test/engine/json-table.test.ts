import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { createTableFromRows } from '../../src/engine/json-table.ts';

const columns = { n: 'integer', text: 'varchar', day: 'date', list: 'integer[]' };

describe('a table made of rows', () => {
  let engine: DuckDbEngine;
  beforeAll(async () => {
    engine = await DuckDbEngine.open();
  });
  afterAll(() => engine.close());

  it('has them with their types', async () => {
    const rows = [
      { n: 1, text: '0012', day: '2026-11-16', list: [1, 2] },
      { n: null, text: '', day: null, list: null },
    ];
    await createTableFromRows(engine, 'made', columns, rows);
    expect(await engine.rows('select * from made order by n nulls last')).toEqual(rows);
  });

  it('is empty, with its columns, when there are none', async () => {
    await createTableFromRows(engine, 'made', columns, []);
    expect(await engine.rows('select * from made')).toEqual([]);
    expect((await engine.rows('describe made')).map((column) => column.column_name)).toEqual(Object.keys(columns));
  });

  it('takes rows as they are made, more text than is written at once', async () => {
    const text = '长'.repeat(1000);
    function* many() {
      for (let n = 0; n < 5000; n += 1) yield { n, text: `${text}${n}` };
    }
    await createTableFromRows(engine, 'made', columns, many());
    expect(
      await engine.rows('select count(*) as rows, sum(n) as total, count(distinct text) as texts, min(length(text)) as shortest from made'),
    ).toEqual([{ rows: 5000, total: (4999 * 5000) / 2, texts: 5000, shortest: 1001 }]);
  });

  it.each([
    ['few', '短'],
    ['many', '长'.repeat(400_000)],
  ])('of %s characters leaves null what a row does not have, and refuses what does not fit', async (_, text) => {
    await createTableFromRows(engine, 'made', columns, [{ text }, { n: 1, text, more: 'x' }, { n: 2, text }]);
    expect(await engine.rows('select n, day from made order by n nulls first')).toEqual([
      { n: null, day: null },
      { n: 1, day: null },
      { n: 2, day: null },
    ]);
    await expect(createTableFromRows(engine, 'made', columns, [{ text }, { text }, { text, day: '不是日期' }])).rejects.toThrow();
  });
});
