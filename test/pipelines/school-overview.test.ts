import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/cli/doctor/diagnosis.ts';
import { examine } from '../../src/cli/doctor/examine.ts';
import { runText } from '../../src/cli/run-text.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { Row } from '../../src/engine/engine.ts';
import { openRun } from '../../src/pipelines/run-store.ts';
import { type RunSummary, summariseRun } from '../../src/pipelines/summary.ts';
import { temporaryFolder } from '../end-to-end/county.ts';
import { csv, Drop, idOf, pupils, students } from '../lake/drop.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
const day = '2026-11-16';
const notExpected = '不另报（前导零丢失）';

describe('the schools of a run', () => {
  let schools: Map<unknown, Row>;
  let run: Row;
  let summary: RunSummary;
  let submissions: Diagnosis;

  beforeAll(async () => {
    const drop = new Drop(folder.path)
      .put(
        '学校.csv',
        csv(
          ['学校标识码', '学校名称', '校区代码'],
          ['2230100001', '第一小学', '2230100007'],
          ['2230100002', '中心小学', ''],
          ['2230100003', '中心小学', ''],
          // one school twice: one and two zeros lost, the whole codes listed too
          ['0230199001', '实验学校', ''],
          ['230199001', '实验学校', ''],
          ['0030199002', '民办学校', ''],
          ['30199002', '民办学校', ''],
          // short, but no school has the whole code
          ['230199003', '新区学校', ''],
        ),
      )
      .put('一小.csv', students(pupils(2)))
      .put('中心.csv', students(pupils(2, { school: '2230100003' }, 10)))
      .put('校区.csv', students(pupils(2, { school: '2230100007' }, 50)))
      .put('外校.csv', students(pupils(2, { school: '2230100009' }, 30)))
      .put(
        '同名.csv',
        csv(
          ['学校标识码', '学校名称', '学籍号', '姓名', '身份证件号', '年级', '班级'],
          ['2230100008', '第一小学', `G${idOf(40)}`, '学生丁', idOf(40), '三年级', '1班'],
        ),
      );
    const outcome = await drop.run(day);
    const engine = await DuckDbEngine.open();
    await openRun(engine, drop.workspace, outcome);
    schools = new Map((await engine.rows('select * from school_overview')).map((row) => [row.school_code, row]));
    [run] = (await engine.rows('select * from run')) as [Row];
    summary = await summariseRun(engine, [], null);
    engine.close();
    submissions = (await examine(drop.workspace.folder, day, day)).find(({ item }) => item === '学校报送')!;
  }, 60_000);

  it.each([
    ['2230100001', '第一小学（2230100001）'],
    ['2230100008', '第一小学（2230100008，不在学校表）'],
    ['2230100009', '2230100009（不在学校表）'],
    // a campus of the first
    ['2230100007', '2230100007'],
    ['2230100002', '中心小学（2230100002）'],
    ['2230100003', '中心小学（2230100003）'],
    ['0230199001', '实验学校（0230199001）'],
    ['230199001', '实验学校（230199001）'],
    ['230199003', '新区学校'],
  ])('%s is called %s', (code, name) => {
    expect(schools.get(code)?.school_name).toBe(name);
  });

  it.each([
    ['0230199001', '本期未报送'],
    ['230199001', notExpected],
    ['0030199002', '本期未报送'],
    ['30199002', notExpected],
    ['230199003', '本期未报送'],
    ['2230100009', '已报送'],
  ])('%s: %s', (code, state) => {
    expect(schools.get(code)?.submission).toBe(state);
  });

  it('are as many in the workbook as on the screen and in heji doctor', () => {
    expect(schools.size).toBe(11);
    expect(run).toMatchObject({ total_schools: 9, submitted_schools: 5 });
    expect(summary.submissions).toEqual({
      schools: 9,
      by_state: [
        { state: '已报送', schools: 5 },
        { state: '本期未报送', schools: 4 },
      ],
      shortened_codes: 2,
    });
    expect(runText(summary)).toContain(
      '报送：共 9 所学校，已报送 5 所，本期未报送 4 所；另有 2 个前导零丢失的标识码，与补零后的是同一所，不另报\n',
    );
    expect(submissions.found).toBe(
      '9 所学校（含不在学校表的 2 所）中，从未报送 4 所：民办学校（0030199002）、实验学校（0230199001）、中心小学（2230100002）、新区学校',
    );
  });
});

describe('without a list of schools', () => {
  it('none is missing in it', async () => {
    const other = temporaryFolder();
    const drop = new Drop(other.path).put('一小.csv', students(pupils(2)));
    const outcome = await drop.run(day);
    const engine = await DuckDbEngine.open();
    await openRun(engine, drop.workspace, outcome);
    expect(await engine.rows('select school_name, unlisted from school_overview')).toEqual([{ school_name: '2230100001', unlisted: true }]);
    engine.close();
    other.remove();
  });
});
