import { describe, expect, it } from 'vitest';
import { csv, eachDrop, idOf } from '../lake/drop.ts';
import { checkOf, configure, inspectWith, list, type Pupil, right, standing, wrong } from './life.ts';

const drop = eachDrop();

const crowd = (count: number, className: string): Pupil[] =>
  Array.from({ length: count }, (_, n) => ({ ...right(`学生${String.fromCharCode(0x5000 + n)}`, 100 + n), class: className }));

describe('what ends a finding without having mended it', () => {
  it('another version of the check', async () => {
    const { workspace } = drop();
    drop().put('学生_20261102.csv', list([wrong('甲', 1), wrong('乙', 2)]));
    await inspectWith(workspace, '2026-11-02', ['id-checksum']);
    drop().put('学生_20261109.csv', list([wrong('甲', 1), right('乙', 2)]));
    const check = checkOf('id-checksum');
    const blind = { ...check, sql: `select * from (${check.sql}) found where false` };
    expect(await standing(workspace, await inspectWith(workspace, '2026-11-09', [blind]))).toEqual([
      'id-checksum 甲 ended check-changed',
      'id-checksum 乙 ended check-changed',
    ]);
    expect(await standing(workspace, await inspectWith(workspace, '2026-11-09', ['id-checksum']))).toEqual([
      'id-checksum 甲 persisting back-after-ended',
      'id-checksum 乙 ended check-changed',
    ]);
  }, 120_000);

  it('another number of the regulation; a class that is gone', async () => {
    const { workspace } = drop();
    const run = async (day: string) => standing(workspace, await inspectWith(workspace, day, ['class-size-over-standard']));
    drop().put('学生_20261102.csv', list([...crowd(46, '2班')]));
    expect(await run('2026-11-02')).toEqual(['class-size-over-standard 2班 new found']);
    configure(
      workspace,
      'overrides',
      'overrides:\n  - check: class-size-over-standard\n    params: { max_pupils_primary: 44 }\n    reason: 会议纪要',
    );
    drop().put('学生_20261109.csv', list([...crowd(44, '2班')]));
    expect(await run('2026-11-09')).toEqual(['class-size-over-standard 2班 ended numbers-changed']);
    drop().put('学生_20261116.csv', list([...crowd(45, '2班')]));
    expect(await run('2026-11-16')).toEqual(['class-size-over-standard 2班 persisting back-after-ended']);
    // All of class 2 are in class 3 now.
    drop().put('学生_20261123.csv', list([...crowd(40, '3班')]));
    const moved = await run('2026-11-23');
    expect(moved).toEqual(['class-size-over-standard 2班 ended subject-gone']);
  }, 120_000);

  it('a graver finding on the same fact, and an excuse', async () => {
    const { workspace } = drop();
    const own = ['required-missing', 'id-missing', 'dup-id-number'];
    const run = async (day: string) => standing(workspace, await inspectWith(workspace, day, own));
    const twin = { name: '乙', id: idOf(7), registry: 'L230123201601020099' };
    const other = { name: '丙', id: idOf(7), school: '2230100002' };
    const second = list([other], { school: '2230100002', from: 700 });
    drop()
      .put('学生_20261102.csv', list([twin]))
      .put('二小_20261102.csv', second);
    expect(await run('2026-11-02')).toEqual(['dup-id-number 乙 new found', 'dup-id-number 丙 new found']);
    const changes = csv(
      ['异动类别', '身份证件号', '姓名', '学校标识码', '转出学校标识码', '转入学校标识码', '申请日期'],
      ['转学', idOf(7), '乙', '2230100002', '2230100001', '2230100002', '2026-11-05'],
    );
    drop()
      .put('异动.csv', changes)
      .put('学生_20261109.csv', list([twin]))
      .put('二小_20261109.csv', second);
    expect(await run('2026-11-09')).toEqual(['dup-id-number 乙 ended excused', 'dup-id-number 丙 ended excused']);
    expect(await run('2026-11-09')).toEqual(['dup-id-number 乙 ended excused', 'dup-id-number 丙 ended excused']);
  }, 120_000);

  it('an absence that has grown is the graver finding’s', async () => {
    const { workspace } = drop();
    const own = ['absence-early-warning', 'absence-suspected-dropout'];
    const run = async (day: string) => standing(workspace, await inspectWith(workspace, day, own));
    const titles = ['学校标识码', '年级', '班级', '学籍号', '姓名', '日期', '考勤状态'];
    const called = (day: string) => ['2230100001', '三年级', '1班', '', '', day, '班级已上报'];
    const away = (day: string) => ['2230100001', '三年级', '1班', `G${idOf(1)}`, '甲', day, '旷课'];
    const days = (...all: string[]) => csv(titles, ...all.flatMap((day) => [called(day), away(day)]));
    const week1 = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'];
    drop()
      .put('学生_20261113.csv', list([right('甲', 1)]))
      .put('考勤_20261113.csv', days(...week1));
    expect(await run('2026-11-13')).toEqual(['absence-early-warning 甲 new found']);
    const week2 = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'];
    drop()
      .put('学生_20261120.csv', list([right('甲', 1)]))
      .put('考勤_20261120.csv', days(...week2));
    expect(await run('2026-11-20')).toEqual([
      'absence-early-warning 甲 ended graver 2026-000002',
      'absence-suspected-dropout 甲 new found',
    ]);
    // A week without attendance: nobody knows. Then the class is called, and the child is there.
    drop().put('学生_20261127.csv', list([right('甲', 1)]));
    expect((await run('2026-11-27'))[1]).toBe('absence-suspected-dropout 甲 not-submitted unsent');
    drop()
      .put('考勤_20261130.csv', csv(titles, called('2026-11-30')))
      .put('学生_20261130.csv', list([right('甲', 1)]));
    expect((await run('2026-11-30'))[1]).toBe('absence-suspected-dropout 甲 closed mended');
  }, 120_000);
});
