import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { literal } from '../../src/engine/sql-text.ts';
import { csv, eachDrop } from './drop.ts';

const drop = eachDrop();

/** A month with a column for each day up to `last`, one pupil in class every day. */
const month = (last: number): string => {
  const days = Array.from({ length: last }, (_, index) => String(index + 1));
  return `第一小学三年级1班2026年11月考勤表\n${csv(['序号', '姓名', ...days], ['1', '李红', ...days.map(() => '√')])}`;
};

// A row of a wide month becomes many records, of which some may have come twice and others not.
it.each([
  ['the longer list first', 20, 16],
  ['the longer list last', 16, 20],
])('of two lists of one month every day stays once: %s', async (_, first, second) => {
  drop().put('2230100001考勤1.csv', month(first)).put('2230100001考勤2.csv', month(second));
  const manifest = (await drop().import())!;
  const engine = await DuckDbEngine.open();
  const files = manifest.files.absences!.map((file) => literal(join(drop().workspace.path('lake'), file)));
  const rows = await engine.rows(`select source, date from read_parquet([${files.join(', ')}]) order by date`);
  engine.close();
  expect(rows.map((row) => row.date)).toEqual(Array.from({ length: 20 }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`));
  for (const { source, read, loaded, skipped, rejected } of manifest.sources) {
    expect(rows.filter((row) => row.source === source)).toHaveLength(loaded);
    const others = [...Object.values(skipped), ...Object.values(rejected)].reduce((sum, count) => sum + count, 0);
    expect(read).toBe(loaded + others);
  }
});
