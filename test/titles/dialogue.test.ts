import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { importDrop } from '../../src/lake/import.ts';
import { isQuestionnaire } from '../../src/titles/lesson.ts';
import { readLearnedTitles } from '../../src/workspace/learned-titles.ts';
import { csv, type Drop, eachDrop, idOf } from '../lake/drop.ts';
import { allTexts, open, sheetOf } from '../reports/opened.ts';
import { type Choices, filledIn } from './filled.ts';

const drop = eachDrop();

const strange = (day: number): string =>
  csv(
    ['学校标识码', '学籍号', '姓名', '身份证件号', '年级', '所属行政班名', '兴趣小组', '家庭病史'],
    ...[1, 2, 3, 4].map((n) => ['2230100001', `G${idOf(n)}`, `学生${day}${n}`, idOf(n), '三年级', '1班', '足球', '哮喘']),
  );

const workbookOf = ({ workspace }: Drop): string => workspace.path('outbox', '列名对照.xlsx');

async function load(target: Drop, options: { paths?: string[]; dryRun?: boolean; day?: string } = {}) {
  const day = options.day ?? '2026-11-16';
  return importDrop(target.workspace, {
    paths: options.paths ?? [],
    dataDate: null,
    dayOfReceipt: day,
    receivedAt: `${day} 08:00:00`,
    dryRun: options.dryRun ?? false,
    onProgress: () => {},
  });
}

/** Classes of the pupils loaded by the last import. */
async function classes({ workspace }: Drop, files: readonly string[]): Promise<unknown[]> {
  const engine = await DuckDbEngine.open();
  try {
    const paths = files.map((file) => `'${join(workspace.path('lake'), file)}'`).join(', ');
    return (await engine.rows(`select distinct class_name from read_parquet([${paths}])`)).map((row) => row.class_name);
  } finally {
    engine.close();
  }
}

async function answer(target: Drop, choices: Choices, file: string): Promise<void> {
  writeFileSync(file, await filledIn(workbookOf(target), choices));
}

describe('the workbook that asks', () => {
  it('is written by an import with unknown titles, masked, with nothing chosen', async () => {
    const target = drop().put('学生.csv', strange(1));
    const { titles } = await load(target);
    expect(titles.asked).toMatchObject({ titles: 3, tables: 0, file: workbookOf(target), problem: null });
    const rows = allTexts(sheetOf(await open(workbookOf(target)), '列名对照')).slice(2);
    expect(
      rows.map(([, dataset, title, place, samples, likeliest, choice]) => [dataset, title, place, samples, likeliest, choice]),
    ).toEqual([
      ['学生基础信息（学籍导出）', '所属行政班名', '学生.csv F列', '1班', '班级（列名相近，内容像班级）', ''],
      ['学生基础信息（学籍导出）', '兴趣小组', '学生.csv G列', '**', '', ''],
      ['学生基础信息（学籍导出）', '家庭病史', '学生.csv H列', '**', '', ''],
    ]);
  });

  it('has a dropdown with every column of the dataset in each row', async () => {
    const target = drop().put('学生.csv', strange(1));
    await load(target);
    const workbook = await open(workbookOf(target));
    const sheet = sheetOf(workbook, '列名对照');
    for (const row of [3, 4, 5]) {
      const [formula] = (sheet.getCell(row, 7).dataValidation?.formulae ?? []) as string[];
      const last = Number(/\$A\$(\d+)$/.exec(formula ?? '')?.[1]);
      const choices = allTexts(sheetOf(workbook, '可选值'))
        .slice(1, last)
        .map(([first]) => first);
      expect(choices).toContain('班级');
      expect(choices.at(-1)).toBe('（不是我们要的列）');
    }
  });

  it('is not written by a dry run, nor where every title is known', async () => {
    const target = drop().put('学生.csv', strange(1));
    expect((await load(target, { dryRun: true })).titles.asked).toBeNull();
    expect(existsSync(workbookOf(target))).toBe(false);
    const known = drop();
    rmSync(join(known.workspace.inbox, '学生.csv'));
    known.put('学生.csv', csv(['学校标识码', '学籍号', '姓名', '年级', '班级'], ['2230100001', `G${idOf(1)}`, '甲', '三年级', '1班']));
    expect((await load(known)).titles.asked).toEqual({ titles: 0, tables: 0, file: null, problem: null });
    expect(existsSync(workbookOf(known))).toBe(false);
  });

  it('is rewritten with open questions only, those of earlier imports too', async () => {
    const target = drop().put('学生.csv', strange(1));
    await load(target);
    target.put('另一校.csv', csv(['学校标识码', '姓名', '年级', '班级', '校车'], ['2230100002', '乙', '三年级', '1班', '3号']));
    await answer(target, { 兴趣小组: '（不是我们要的列）' }, workbookOf(target));
    const { titles } = await load(target);
    expect(titles.fresh.titles).toMatchObject([{ title: '兴趣小组', column: null }]);
    const asked = allTexts(sheetOf(await open(workbookOf(target)), '列名对照')).slice(2);
    expect(asked.map(([, , title]) => title).sort()).toEqual(['家庭病史', '所属行政班名', '校车'].sort());
  });

  it('is gone when nothing is open any more', async () => {
    const target = drop().put('学生.csv', strange(1));
    await load(target);
    const none = '（不是我们要的列）';
    await answer(target, { 所属行政班名: '班级', 兴趣小组: none, 家庭病史: none }, workbookOf(target));
    const { manifest, titles } = await load(target);
    expect([manifest, titles.asked?.file]).toEqual([null, null]);
    expect(existsSync(workbookOf(target))).toBe(false);
    expect(readLearnedTitles(target.workspace)).toHaveLength(3);
  });
});

describe('answers', () => {
  it.each(['列名对照.xlsx', '列名对照(1).xlsx', '列名对照 - 副本.xlsx', '回来的/列名对照.xlsx'])(
    'dropped as %s hold in that very import, and the workbook is no data',
    async (name) => {
      const target = drop().put('学生.csv', strange(1));
      await load(target);
      mkdirSync(join(target.workspace.inbox, '回来的'), { recursive: true });
      await answer(target, { 所属行政班名: '班级' }, join(target.workspace.inbox, name));
      const { manifest, titles } = await load(target.put('学生.csv', strange(2)), { day: '2026-11-17' });
      expect(titles.fresh.titles).toEqual([{ dataset: 'students', title: '所属行政班名', column: 'class_name', learned_on: '2026-11-17' }]);
      expect(manifest!.sources.map(({ file }) => file)).toEqual(['学生.csv']);
      expect(manifest!.refusals).toEqual([]);
      expect(manifest!.sources[0]!.columns).toMatchObject({ class_name: '所属行政班名' });
      expect(await classes(target, manifest!.files.students!)).toEqual(['1班']);
      expect(existsSync(join(target.workspace.inbox, name))).toBe(false);
      expect(existsSync(join(target.workspace.inbox, '已导入', '2026-11-17', name))).toBe(true);
    },
  );

  it('of a dry run hold for it and are not kept', async () => {
    const target = drop().put('学生.csv', strange(1));
    await load(target);
    const dropped = join(target.workspace.inbox, '列名对照.xlsx');
    await answer(target, { 所属行政班名: '班级' }, dropped);
    const { manifest } = await load(target.put('学生.csv', strange(2)), { dryRun: true });
    expect(manifest!.sources[0]!.columns).toMatchObject({ class_name: '所属行政班名' });
    expect(readLearnedTitles(target.workspace)).toEqual([]);
    expect(existsSync(dropped)).toBe(true);
  });

  it('that were given before stay, and a new one replaces the old one', async () => {
    const target = drop().put('学生.csv', strange(1));
    await load(target);
    await answer(target, { 所属行政班名: '班级', 兴趣小组: '特长' }, join(target.workspace.inbox, '列名对照.xlsx'));
    const copy = await filledIn(workbookOf(target), { 所属行政班名: '校区' });
    await load(target);
    const column = (title: string) => readLearnedTitles(target.workspace).find((known) => known.title === title)?.column;
    expect([column('所属行政班名'), column('兴趣小组')]).toEqual(['class_name', 'specialty']);
    writeFileSync(join(target.workspace.inbox, '列名对照.xlsx'), copy);
    await load(target);
    expect([column('所属行政班名'), column('兴趣小组')]).toEqual(['campus', 'specialty']);
  });

  it('in a workbook that cannot be read are left where they are', async () => {
    const target = drop().put('学生.csv', strange(1));
    await load(target);
    writeFileSync(workbookOf(target), 'PK\u0003\u0004broken');
    const before = readFileSync(workbookOf(target));
    const { titles } = await load(target.put('学生.csv', strange(2)));
    expect(titles.problems[0]).toMatch(/^outbox\/列名对照\.xlsx：文件不完整或已损坏/);
    expect(readFileSync(workbookOf(target))).toEqual(before);
    expect(titles.asked?.file).toBe(target.workspace.path('outbox', '列名对照(2).xlsx'));
  });
});

describe('a table that was not recognised', () => {
  it('is not asked about where it is a form of one person', async () => {
    const form = csv(['学籍基础信息表'], ['姓名', '张三', '性别', '男'], ['出生日期', '2015-01-02', '民族', '汉族'], ['家庭住址', '某处']);
    const { titles, manifest } = await load(drop().put('张三.csv', form));
    expect(manifest!.refusals[0]!.reason).toContain('一人一张的竖排表');
    expect(titles.asked).toEqual({ titles: 0, tables: 0, file: null, problem: null });
  });

  const unknown = csv(['甲栏', '乙栏', '丙栏'], [idOf(1), '张三', '男'], [idOf(2), '李四', '女']);

  it('is asked about, then its columns, and is loaded once they are known', async () => {
    const target = drop().put('表.csv', unknown);
    expect((await load(target)).titles.asked).toMatchObject({ titles: 0, tables: 1 });
    await answer(target, { 甲栏: '人口信息抽取（公安户籍）' }, workbookOf(target));
    const second = await load(target);
    expect(second.titles.fresh.tables).toMatchObject([{ titles: ['甲栏', '乙栏', '丙栏'], dataset: 'persons' }]);
    expect(second.titles.asked).toMatchObject({ titles: 3, tables: 0 });
    await answer(target, { 甲栏: '公民身份号码', 乙栏: '姓名', 丙栏: '性别' }, workbookOf(target));
    const third = await load(target);
    expect(third.titles.fresh.titles).toHaveLength(3);
    expect(third.titles.asked).toMatchObject({ titles: 0, tables: 0, file: null });
    expect(third.manifest!.sources).toMatchObject([
      { dataset: 'persons', loaded: 2, columns: { id_number: '甲栏', name: '乙栏', sex: '丙栏' } },
    ]);
  });

  it('that is none of ours is not asked about again', async () => {
    const target = drop().put('表.csv', unknown);
    await load(target);
    await answer(target, { 甲栏: '（不是我们要的表）' }, workbookOf(target));
    const { titles, manifest } = await load(target);
    expect(titles.asked).toMatchObject({ titles: 0, tables: 0, file: null });
    // It is still said that nothing was loaded of it.
    expect(manifest!.refusals.map(({ kind }) => kind)).toEqual(['unrecognised']);
  });
});

it.each([
  ['列名对照.xlsx', true],
  ['列名对照(2).xlsx', true],
  ['列名对照（1）.XLSX', true],
  ['列名对照.csv', false],
  ['某校列名对照.xlsx', false],
  ['列名对照表.xlsx', false],
])('%s is one of ours: %s', (name, ours) => {
  expect(isQuestionnaire(`/any/${name}`)).toBe(ours);
});

it('leaves no work folder behind', async () => {
  const target = drop().put('学生.csv', strange(1));
  await load(target);
  expect(readdirSync(target.workspace.path('lake')).filter((name) => name.startsWith('.'))).toEqual([]);
});
