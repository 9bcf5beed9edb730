import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { literal } from '../../src/engine/sql-text.ts';
import { ManifestLog } from '../../src/lake/manifest.ts';
import { LakeViews } from '../../src/lake/views.ts';
import { prepareStaging } from '../../src/staging/stage.ts';
import { eachDrop } from './drop.ts';

// Whatever form a list comes in, what is loaded of it is the same: no digit of an identity number is lost on the way.

const drop = eachDrop();
const forms = join(import.meta.dirname, '../files/forms');

const expected = [
  { school_code: '2230100001', grade: '三年级', class_name: '1班', name: '张小明', id_number: '110105201809010021' },
  { school_code: '2230100001', grade: '三年级', class_name: '1班', name: '李小红', id_number: '11010520180901003X' },
];
const columns = {
  学校标识码: expected.map((pupil) => pupil.school_code),
  年级: expected.map((pupil) => pupil.grade),
  班级: expected.map((pupil) => pupil.class_name),
  姓名: expected.map((pupil) => pupil.name),
  身份证件号: expected.map((pupil) => pupil.id_number),
};

async function loaded() {
  const engine = await DuckDbEngine.open();
  try {
    await prepareStaging(engine);
    const views = new LakeViews(engine, drop().workspace.path('lake'), new ManifestLog(drop().workspace.path('lake')).read(), {
      asOf: '2026-11-16',
      knownAt: null,
    });
    await views.create(['students']);
    return await engine.rows('select school_code, grade, class_name, name, id_number from students order by id_number');
  } finally {
    engine.close();
  }
}

async function parquet(file: string): Promise<Buffer> {
  const engine = await DuckDbEngine.open();
  const values = expected.map((pupil) => `(${Object.values(pupil).map(literal).join(', ')})`).join(', ');
  await engine.run(
    `copy (select * from (values ${values}) t("学校标识码", "年级", "班级", "姓名", "身份证件号")) to ${literal(file)} (format parquet)`,
  );
  engine.close();
  return readFileSync(file);
}

describe('a list of pupils', () => {
  it.each([
    'tab-gbk.xls',
    'tab-utf16.xls',
    'utf16-unmarked.csv',
    'cr-only.csv',
    'excel-text.csv',
    'tab-before-numbers.csv',
    'web-export.xls',
    'page.mht',
    'bare-gbk.xls',
    'biff5-gbk.xls',
    'xlsx-named.xls',
  ])('%s', async (name) => {
    const manifest = await drop()
      .put(name, readFileSync(join(forms, name)))
      .import();
    expect(manifest?.refusals).toEqual([]);
    expect(manifest?.sources.flatMap(({ issues, unknown_titles: unknown }) => [...issues, ...unknown])).toEqual([]);
    expect(await loaded()).toEqual(expected);
  });

  it('as Feather', async () => {
    await drop()
      .put('学生.feather', Buffer.from(tableToIPC(tableFromArrays(columns), 'file')))
      .import();
    expect(await loaded()).toEqual(expected);
  });

  it('as Parquet', async () => {
    await drop()
      .put('学生.parquet', await parquet(drop().workspace.path('x.parquet')))
      .import();
    expect(await loaded()).toEqual(expected);
  });
});
