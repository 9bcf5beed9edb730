import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { literal } from '../../src/engine/sql-text.ts';
import type { ImportManifest } from '../../src/lake/manifest.ts';
import { nameOnlyReasons } from '../../src/lake/name-only.ts';
import { csv, eachDrop, idOf, type PupilRow, schools, students } from './drop.ts';

// decisions 14: a name alone means somebody only where it is the only one of its class.

const drop = eachDrop();
const titles = ['学校标识码', '年级', '班级', '姓名', '日期', '考勤状态'];

interface Mark {
  readonly name: string;
  readonly class?: string;
  readonly grade?: string;
  readonly day?: string;
  readonly school?: string;
}

const marks = (...rows: readonly Mark[]): string =>
  csv(
    titles,
    ...rows.map((row) => [
      row.school ?? '2230100001',
      row.grade ?? '三年级',
      row.class ?? '1班',
      row.name,
      row.day ?? '2026-11-13',
      '旷课',
    ]),
  );

const pupils = (...rows: readonly PupilRow[]): string => students(rows.map((row, index) => ({ id: idOf(index), ...row })));

const attendance = (manifest: ImportManifest | null) => manifest!.sources.find((source) => source.dataset === 'absences')!;

const sum = (reasons: Readonly<Record<string, number>>): number => Object.values(reasons).reduce((total, rows) => total + rows, 0);

/** The names that are in the lake. */
async function loadedNames(manifest: ImportManifest): Promise<string[]> {
  const engine = await DuckDbEngine.open();
  const files = manifest.files.absences!.map((file) => literal(join(drop().workspace.path('lake'), file)));
  const rows = await engine.rows(`select name from read_parquet([${files.join(', ')}]) order by source, source_row`);
  engine.close();
  return rows.map((row) => String(row.name));
}

const two = pupils({ name: '王小明' }, { name: '王小明' }, { name: '李红' });

describe('rows with a name and no number', () => {
  it('are refused by their row numbers where two of the class share the name, and the sum holds', async () => {
    drop()
      .put('学生.csv', two)
      .put('考勤.csv', marks({ name: '王小明' }, { name: '李红' }, { name: '王小明', day: '2026-11-16' }));
    const manifest = (await drop().import())!;
    const source = attendance(manifest);
    expect(source).toMatchObject({ read: 4, loaded: 1, rejected: { [nameOnlyReasons.shared]: 2 } });
    expect(source.read).toBe(source.loaded + sum(source.skipped) + sum(source.rejected));
    expect(source.issues).toEqual([
      {
        kind: '拒收的行',
        school_code: '2230100001',
        row: 2,
        rows: 2,
        row_numbers: [2, 4],
        column: null,
        reason: '班内有同名学生，只凭姓名分不清；请补上学籍号或身份证件号',
      },
    ]);
    expect(await loadedNames(manifest)).toEqual(['李红']);
  });

  it('are refused both, not one as a repetition of the other, where each of the two has a row of a day', async () => {
    drop()
      .put('学生.csv', two)
      .put('考勤.csv', marks({ name: '王小明' }, { name: '王小明' }, { name: '李红' }, { name: '李红' }));
    const source = attendance(await drop().import());
    expect(source).toMatchObject({ read: 5, loaded: 1, rejected: { [nameOnlyReasons.shared]: 2 }, skipped: { 同一次报送中的重复行: 1 } });
    expect(source.issues.map(({ row_numbers }) => row_numbers)).toEqual([[2, 3]]);
  });

  it('are kept where the same name is in two classes', async () => {
    drop()
      .put('学生.csv', pupils({ name: '王小明' }, { name: '王小明', class: '2班' }, { name: '王小明', grade: '四年级' }))
      .put('考勤.csv', marks({ name: '王小明' }, { name: '王小明', class: '2班' }));
    expect(attendance(await drop().import())).toMatchObject({ loaded: 2, rejected: {}, issues: [] });
  });

  it('are kept where the other pupil of that name is no longer in the school', async () => {
    drop()
      .put('学生.csv', two.replace('在读', '转出'))
      .put('考勤.csv', marks({ name: '王小明' }));
    expect(attendance(await drop().import())).toMatchObject({ loaded: 1, rejected: {}, issues: [] });
  });

  it.each([
    ['王 小明', '王小明'],
    ['王小明（转）', '王小明'],
    ['阿依古丽•买买提', '阿依古丽·买买提'],
    ['阿依古丽买买提', '阿依古丽·买买提'],
  ])('are compared by the name’s key: %s', async (written, registered) => {
    drop()
      .put('学生.csv', pupils({ name: registered }, { name: registered }))
      .put('考勤.csv', marks({ name: written }));
    expect(attendance(await drop().import())).toMatchObject({ loaded: 0, rejected: { [nameOnlyReasons.shared]: 1 } });
  });

  it('of 喆 and 哲 are two names', async () => {
    drop()
      .put('学生.csv', pupils({ name: '王喆' }, { name: '王哲' }))
      .put('考勤.csv', marks({ name: '王喆' }, { name: '王哲' }));
    expect(attendance(await drop().import())).toMatchObject({ loaded: 2, rejected: {}, issues: [] });
  });

  it('are looked for in a class that came in two files, and written in another way', async () => {
    drop()
      .put('甲.csv', pupils({ name: '王小明' }))
      .put('乙.csv', students([{ name: '王小明', id: idOf(50), grade: '3', class: '（1）班' }]))
      .put('考勤.csv', marks({ name: '王小明', grade: '小三', class: '一班' }));
    expect(attendance(await drop().import())).toMatchObject({ loaded: 0, rejected: { [nameOnlyReasons.shared]: 1 } });
  });

  it('are kept where a pupil came twice: the same record is one pupil', async () => {
    drop()
      .put('甲.csv', pupils({ name: '王小明' }))
      .put('乙.csv', pupils({ name: '王小明' }, { name: '李红' }))
      .put('考勤.csv', marks({ name: '王小明' }));
    expect(attendance(await drop().import())).toMatchObject({ loaded: 1, rejected: {}, issues: [] });
  });

  it('are looked for among the pupils that came in an earlier drop', async () => {
    drop().put('学校.csv', schools).put('学生.csv', two);
    await drop().import('2026-11-09');
    drop().put('考勤.csv', marks({ name: '王小明' }, { name: '李红' }));
    expect(attendance(await drop().import())).toMatchObject({ loaded: 1, rejected: { [nameOnlyReasons.shared]: 1 } });
  });

  it('are judged by the pupils of this drop where it has them, not by those before', async () => {
    drop().put('学生.csv', two);
    await drop().import('2026-11-09');
    drop()
      .put('学生.csv', pupils({ name: '王小明' }, { name: '王小亮' }, { name: '李红' }))
      .put('考勤.csv', marks({ name: '王小明' }));
    expect(attendance(await drop().import())).toMatchObject({ loaded: 1, rejected: {}, issues: [] });
  });

  it('that are not on the class’s list stay and are told: it may be a child without registration', async () => {
    drop()
      .put('学生.csv', pupils({ name: '李红' }))
      .put('考勤.csv', marks({ name: '李红' }, { name: '赵无籍' }, { name: '赵无籍', day: '2026-11-16' }));
    const source = attendance(await drop().import());
    expect(source).toMatchObject({ loaded: 3, rejected: {} });
    expect(source.issues).toMatchObject([
      { kind: '对不上的姓名', school_code: '2230100001', rows: 2, row_numbers: [3, 4], reason: nameOnlyReasons.missing },
    ]);
  });

  it('without a class are told where the school’s pupils are known', async () => {
    drop()
      .put('学生.csv', two)
      .put('考勤.csv', marks({ name: '王小明', class: '' }));
    const source = attendance(await drop().import());
    expect(source).toMatchObject({ loaded: 1, rejected: {}, issues: [{ kind: '对不上的姓名', reason: nameOnlyReasons.unplaced }] });
  });

  it('of a class or school of which no pupil is known: nothing is refused, nothing claimed', async () => {
    drop()
      .put('学生.csv', two)
      .put('考勤.csv', marks({ name: '王小明', class: '9班' }, { name: '王小明', school: '2230100002' }));
    expect(attendance(await drop().import())).toMatchObject({ loaded: 2, rejected: {}, issues: [] });
  });

  it('with a number are never touched', async () => {
    const numbered = csv(
      [...titles, '学籍号', '身份证件号'],
      ['2230100001', '三年级', '1班', '王小明', '2026-11-13', '旷课', `G${idOf(0)}`, ''],
      ['2230100001', '三年级', '1班', '王小明', '2026-11-13', '旷课', '', idOf(1)],
      ['2230100001', '三年级', '1班', '王小明', '2026-11-13', '旷课', '', ''],
    );
    drop().put('学生.csv', two).put('考勤.csv', numbered);
    expect(attendance(await drop().import())).toMatchObject({ loaded: 2, rejected: { [nameOnlyReasons.shared]: 1 } });
  });

  it('of a roll-call are refused alike', async () => {
    drop()
      .put('学生.csv', two)
      .put(
        '点名.csv',
        csv(
          ['学校标识码', '年级', '班级', '姓名', '点名日期', '点名结果'],
          ...['王小明', '李红'].map((name) => ['2230100001', '三年级', '1班', name, '2026-11-13', '在校']),
        ),
      );
    const roster = (await drop().import())!.sources.find((source) => source.dataset === 'roster')!;
    expect(roster).toMatchObject({ loaded: 1, rejected: { [nameOnlyReasons.shared]: 1 } });
  });

  it('sent again as they were are refused once', async () => {
    drop()
      .put('学生.csv', two)
      .put('考勤.csv', marks({ name: '王小明' }, { name: '李红' }));
    await drop().import('2026-11-09');
    drop().put('考勤.csv', marks({ name: '王小明' }, { name: '李红' }));
    const again = attendance(await drop().import());
    expect(again).toMatchObject({ same_as: { batch: '000001' }, loaded: 1, rejected: { [nameOnlyReasons.shared]: 1 } });
    expect(again.issues).toHaveLength(1);
  });

  it('the class’s own report names nobody and stays', async () => {
    drop()
      .put('学生.csv', two)
      .put('考勤.csv', `${marks({ name: '李红' })}2230100001,三年级,1班,,2026-11-13,班级已上报\n`);
    expect(attendance(await drop().import())).toMatchObject({ loaded: 2, rejected: {}, issues: [] });
  });
});
