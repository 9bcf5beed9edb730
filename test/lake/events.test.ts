import { describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { ManifestLog } from '../../src/lake/manifest.ts';
import { LakeViews } from '../../src/lake/views.ts';
import { prepareStaging } from '../../src/staging/stage.ts';
import { csv, eachDrop, idOf, pupils, schools, students } from './drop.ts';

// 重发的考勤: a day that was called again replaces that class's day; everything else is merged by key and nothing is deleted.

const drop = eachDrop();
const titles = ['学校标识码', '年级', '班级', '学籍号', '姓名', '日期', '考勤状态'];
const schoolDays = ['2026-11-05', '2026-11-06', '2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-16'];
const absent = (n: number, day: string, status = '旷课') => ['2230100001', '三年级', '1班', `G${idOf(n)}`, `学生${n}`, day, status];
const called = (day: string) => ['2230100001', '三年级', '1班', '', '', day, '班级已上报'];
const week = (n: number) => schoolDays.flatMap((day) => [called(day), absent(n, day)]);

const missing = async (): Promise<string[]> =>
  (await drop().run()).entries
    .filter((entry) => entry.finding.check.category === 'dropout')
    .map((entry) => `${entry.finding.check.id} ${entry.finding.evidence.natural_days}`);

/** What the lake says of a day: status and name. */
async function loadedOn(day: string): Promise<string[]> {
  const engine = await DuckDbEngine.open();
  await prepareStaging(engine);
  const lake = drop().workspace.path('lake');
  const views = new LakeViews(engine, lake, new ManifestLog(lake).read(), { asOf: '2026-11-16', knownAt: null });
  await views.create(['absences']);
  const rows = await engine.rows(`select status, name from absences where date = date '${day}' and name is not null order by status`);
  engine.close();
  return rows.map(({ status, name }) => `${status} ${name}`);
}

const start = () =>
  drop()
    .put('学校.csv', schools)
    .put('学生.csv', students(pupils(5)));

describe('attendance that is sent again', () => {
  it('the whole list again, in a later drop: nothing counts twice', async () => {
    start().put('考勤1.csv', csv(titles, ...week(0)));
    await drop().import();
    drop().put('考勤2.csv', csv(titles, ...week(0), absent(1, '2026-11-16')));
    expect(await missing()).toEqual(['absence-suspected-dropout 12']);
  });

  it('a list without the absence, of a class that was not called again: the absence stays', async () => {
    start().put('考勤1.csv', csv(titles, ...week(0)));
    await drop().import();
    drop().put('考勤2.csv', csv(titles, absent(1, '2026-11-16')));
    expect(await missing()).toEqual(['absence-suspected-dropout 12']);
  });

  it('a day that was called again without the absence: the pupil was in class', async () => {
    start().put('考勤1.csv', csv(titles, ...week(0)));
    await drop().import();
    drop().put('考勤2.csv', csv(titles, called('2026-11-13')));
    // two runs are left: up to the 12th, after which he was in class, and the 16th
    expect(await missing()).toEqual([]);
  });

  it('two files of one drop are put together, whichever is read first', async () => {
    const rows = week(0);
    start()
      .put('甲.csv', csv(titles, ...rows.slice(5)))
      .put('乙.csv', csv(titles, ...rows.slice(0, 5)));
    expect(await missing()).toEqual(['absence-suspected-dropout 12']);
  });

  it('two children under one registry number do not lose days to each other', async () => {
    const other = (day: string, status: string) => ['2230100001', '三年级', '1班', `G${idOf(0)}`, '另一个', day, status];
    start().put('考勤1.csv', csv(titles, ...week(0), other('2026-11-10', '迟到')));
    await drop().import();
    drop().put('考勤2.csv', csv(titles, other('2026-11-11', '迟到')));
    await drop().import();
    expect(await loadedOn('2026-11-10')).toEqual(['absent 学生0', 'late 另一个']);
    expect(await loadedOn('2026-11-11')).toEqual(['absent 学生0', 'late 另一个']);
  });

  it('two pupils of one name in two classes are two', async () => {
    start().put(
      '考勤.csv',
      csv(
        titles.filter((title) => title !== '学籍号'),
        ...schoolDays.flatMap((day) => ['1班', '2班'].map((name) => ['2230100001', '三年级', name, '王', day, '旷课'])),
      ),
    );
    const manifest = await drop().import();
    expect(manifest?.sources.find((source) => source.dataset === 'absences')).toMatchObject({ loaded: 16, skipped: { 表头行: 1 } });
  });

  it('each class’s report of a day is a row of its own', async () => {
    start().put('考勤.csv', csv(titles, called('2026-11-16'), ['2230100001', '三年级', '2班', '', '', '2026-11-16', '班级已上报']));
    const manifest = await drop().import();
    expect(manifest?.sources.find((source) => source.dataset === 'absences')?.loaded).toBe(2);
  });
});
