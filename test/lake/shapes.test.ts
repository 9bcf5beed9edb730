import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { literal } from '../../src/engine/sql-text.ts';
import type { ImportManifest } from '../../src/lake/manifest.ts';
import { csv, eachDrop } from './drop.ts';

// Tables as schools draw them up, from the file to the typed rows.

const drop = eachDrop();
const shape = (name: string) => readFileSync(join(import.meta.dirname, '../files/shapes', name));
const sum = (reasons: Readonly<Record<string, number>>): number => Object.values(reasons).reduce((total, rows) => total + rows, 0);

async function imported(...names: readonly string[]): Promise<ImportManifest> {
  for (const name of names) drop().put(name, shape(name));
  const manifest = await drop().import();
  if (!manifest) throw new Error('nothing was imported');
  for (const source of manifest.sources) expect(source.loaded + sum(source.skipped) + sum(source.rejected)).toBe(source.read);
  return manifest;
}

async function rowsOf(manifest: ImportManifest, dataset: string, columns: string, within = ''): Promise<unknown[][]> {
  const engine = await DuckDbEngine.open();
  try {
    const files = (manifest.files[dataset] ?? []).map((file) => literal(join(drop().workspace.path('lake'), file)));
    const rows = await engine.rows(
      `select ${columns} from read_parquet([${files.join(', ')}], union_by_name = true) order by source, source_row${within}`,
    );
    return rows.map((row) => Object.values(row));
  } finally {
    engine.close();
  }
}

const pupils = (manifest: ImportManifest) =>
  rowsOf(manifest, 'students', 'source_sheet, source_row, name, grade_kind, grade_value, class_label');

describe('a sheet with several tables', () => {
  it('one below the other, the pages of one class being one table', async () => {
    const manifest = await imported('tables-below.xlsx');
    expect(await pupils(manifest)).toEqual([
      ['名单', 4, '张小明', 'through', 3, '1'],
      ['名单', 5, '李小红', 'through', 3, '1'],
      ['名单', 9, '王小刚', 'through', 3, '1'],
      ['名单', 14, '赵小兰', 'through', 3, '2'],
    ]);
    expect(manifest.sources.map(({ read, loaded, skipped }) => [read, loaded, skipped])).toEqual([
      [11, 3, { '表头以上的标题、说明行': 2, 表头行: 1, 分页重复的表头: 3, '合计、小计行': 1, 空行: 1 }],
      [3, 1, { '表头以上的标题、说明行': 1, 表头行: 1 }],
    ]);
  });

  it('by rows that name a class', async () => {
    expect(await pupils(await imported('band-rows.xlsx'))).toEqual([
      ['花名册', 5, '张小明', 'through', 3, '1'],
      ['花名册', 6, '李小红', 'through', 3, '1'],
      ['花名册', 8, '王小刚', 'through', 3, '2'],
    ]);
  });

  it('side by side', async () => {
    const manifest = await imported('side-by-side.xlsx');
    expect(await pupils(manifest)).toEqual([
      ['三年级1班', 4, '张小明', 'through', 3, '1'],
      ['三年级1班', 5, '李小红', 'through', 3, '1'],
      ['三年级1班', 4, '王小刚', 'through', 3, '1'],
    ]);
    expect(manifest.sources.map(({ column_index }) => column_index.name)).toEqual([3, 8]);
  });

  it('a sheet for each class', async () => {
    const manifest = await imported('sheet-per-class.xlsx');
    expect(manifest.sources.map(({ stated_columns }) => stated_columns)).toEqual(manifest.sources.map(() => ['grade', 'class_name']));
    expect(await pupils(manifest)).toEqual([
      ['301', 3, '张小明', 'through', 3, '1'],
      ['三（2）', 2, '李小红', 'through', 3, '2'],
      ['初二3班', 2, '王小刚', 'junior', 2, '3'],
    ]);
    expect(manifest.refusals.map(({ sheet, kind }) => [sheet, kind])).toEqual([
      ['下拉', 'ignored'],
      ['Sheet2', 'ignored'],
    ]);
  });
});

describe('a month of attendance across', () => {
  it('is one row a mark, by its legend, and every row of the sheet is counted', async () => {
    const manifest = await imported('wide-month.xlsx');
    expect(await rowsOf(manifest, 'absences', 'source_row, name, date::varchar, day_part, status', ', date, day_part')).toEqual([
      [5, '张小明', '2026-09-01', null, 'present'],
      [5, '张小明', '2026-09-02', null, 'present'],
      [5, '张小明', '2026-09-03', 'am', 'present'],
      [5, '张小明', '2026-09-03', 'pm', 'absent'],
      [5, '张小明', '2026-09-05', null, 'late'],
      [6, '李小红', '2026-09-01', null, 'present'],
      [6, '李小红', '2026-09-02', null, 'absent'],
      [6, '李小红', '2026-09-03', null, 'present'],
      [6, '李小红', '2026-09-04', null, 'present'],
      [6, '李小红', '2026-09-05', null, 'present'],
    ]);
    expect(manifest.sources[0]).toMatchObject({
      read: 17,
      loaded: 10,
      skipped: { '表头以上的标题、说明行': 2, 表头行: 2, 认识的列全空的行: 2, '合计、小计行': 1 },
      rejected: {},
      header_rows: [3, 4],
      days: [{ date: '2026-09-01', index: 3 }, ...Array.from({ length: 29 }, () => expect.anything())],
    });
    expect(manifest.sources[0]?.notes).toEqual(
      expect.arrayContaining(['按月横表：3名学生×5天，折成10行', '按表上的图例读记号：√出勤、×旷课、○迟到']),
    );
  });

  it('from csv, where a mark without a pupil and a day that is none are refused by their rows', async () => {
    const days = Array.from({ length: 31 }, (_, day) => String(day + 1));
    const marks = (...at: readonly (readonly [number, string])[]) => days.map((day) => at.find(([one]) => String(one) === day)?.[1] ?? '');
    drop().put(
      '2230100001_三年级1班2026年9月考勤.csv',
      csv(
        ['序号', '姓名', ...days],
        ['1', '张三', ...marks([2, '旷'])],
        ['2', '', ...marks([3, '病'])],
        ['3', '李四', ...marks([31, '√'])],
      ),
    );
    const manifest = await drop().import();
    expect(manifest?.sources[0]).toMatchObject({
      read: 4,
      loaded: 1,
      rejected: { '姓名、学籍号、身份证件号都是空的': 1, '日期认不出；请写成 2026-10-16 这样': 1 },
    });
  });
});

describe('a form of one person', () => {
  it('is refused with what to do', async () => {
    drop().put('张小明.xlsx', shape('vertical-form.xlsx'));
    const manifest = await drop().import();
    expect(manifest?.refusals).toMatchObject([{ kind: 'unrecognised', reason: expect.stringContaining('请改用一名学生一行的名单式表格') }]);
  });
});
