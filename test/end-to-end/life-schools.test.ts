import { describe, expect, it } from 'vitest';
import { csv, eachDrop, idOf } from '../lake/drop.ts';
import { inspectWith, kept, list, right, standing, wrong } from './life.ts';

const drop = eachDrop();
const [oldCode, newCode] = ['2230100001', '2230100007'];

describe('a school whose code was corrected', () => {
  it('is the same school: its pupils are there once, and their findings go on', async () => {
    const { workspace } = drop();
    const own = ['id-checksum', 'dup-cross-school-active', 'dup-xueji-number', 'pupil-vanished'];
    const run = (day: string) => inspectWith(workspace, day, own);
    drop().put('学生_20261102.csv', list([wrong('甲', 1), wrong('乙', 2), wrong('丙', 3)]));
    await run('2026-11-02');
    // Under the new code: 乙 is mended, 丙 is not there.
    drop().put('学生_20261109.csv', list([wrong('甲', 1), right('乙', 2)], { school: newCode }));
    const outcome = await run('2026-11-09');
    expect(await standing(workspace, outcome)).toEqual([
      'id-checksum 甲 persisting found-again',
      'id-checksum 乙 closed mended',
      'id-checksum 丙 persisting 名册消失 vanished',
      'pupil-vanished 丙 new found',
    ]);
    expect(outcome.schools).toEqual([newCode]);
    const schools = await kept(workspace, outcome, 'rectification', 'select distinct school_code from kept');
    expect(schools).toEqual([{ school_code: newCode }]);
    drop().put('学生_20261116.csv', list([right('甲', 1), right('丙', 3)], { school: newCode }));
    expect((await standing(workspace, await run('2026-11-16'))).slice(0, 3)).toEqual([
      'id-checksum 甲 closed mended',
      'id-checksum 乙 closed mended',
      'id-checksum 丙 closed mended',
    ]);
  }, 120_000);

  it('is one whose last pupils are four fifths in the new list, five at least', async () => {
    const { workspace } = drop();
    const pairs = [4, 5, 7, 8].map((same, index) => ({
      same,
      of: [5, 5, 9, 10][index]!,
      school: `223010001${index}`,
      corrected: `223010002${index}`,
      from: 500 + 20 * index,
    }));
    for (const { of, school, from } of pairs) drop().put(`${school}_20261102.csv`, list([], { school, from, count: of }));
    await inspectWith(workspace, '2026-11-02', ['id-checksum']);
    for (const { same, corrected, from } of pairs) {
      drop().put(`${corrected}_20261109.csv`, list([], { school: corrected, from, count: same }));
    }
    const { schools } = await inspectWith(workspace, '2026-11-09', ['id-checksum']);
    expect(schools).toEqual(['2230100010', '2230100012', '2230100020', '2230100021', '2230100022', '2230100023']);
  }, 120_000);
});

describe('an absence that is not returned because the check looks elsewhere', () => {
  const titles = ['学校标识码', '年级', '班级', '学籍号', '姓名', '日期', '考勤状态'];
  const called = (day: string, school = oldCode, grade = '三年级') => [school, grade, '1班', '', '', day, '班级已上报'];
  const away = (day: string) => [oldCode, '三年级', '1班', `G${idOf(1)}`, '甲', day, '旷课'];
  const week = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'];
  const missed = csv(titles, ...week.flatMap((day) => [called(day), away(day)]));
  const own = ['absence-early-warning', 'pupil-vanished'];

  it('is open in the new school until a report of the class there has the child in class', async () => {
    const { workspace } = drop();
    const run = async (day: string) => standing(workspace, await inspectWith(workspace, day, own));
    const second = '2230100002';
    drop()
      .put('学生_20261113.csv', list([right('甲', 1)]))
      .put('二小_20261113.csv', list([], { school: second, from: 700 }))
      .put('考勤_20261113.csv', missed);
    expect(await run('2026-11-13')).toEqual(['absence-early-warning 甲 new found']);

    const moved = list([{ ...right('甲', 1), school: second }], { school: second, from: 700 });
    const both = (day: string, file: string, ...more: string[][]) =>
      drop()
        .put(`学生_${file}.csv`, list([]))
        .put(`二小_${file}.csv`, moved)
        .put(`考勤_${file}.csv`, csv(titles, called(day), ...more));
    // The new school has reported other classes only.
    both('2026-11-20', '20261120', called('2026-11-20', second, '四年级'));
    expect(await run('2026-11-20')).toEqual(['absence-early-warning 甲 persisting 本期未查 not-run']);
    both('2026-11-23', '20261123', called('2026-11-23', second));
    expect(await run('2026-11-23')).toEqual(['absence-early-warning 甲 closed mended']);
  }, 120_000);

  it('is open over the summer until the child’s new class is called', async () => {
    const { workspace } = drop();
    const run = async (day: string) => standing(workspace, await inspectWith(workspace, day, own));
    // Of last year's fourth grade, which has the name of the child's class now.
    const theirs = called('2027-07-12', oldCode, '四年级');
    const lastDays = ['2027-07-05', '2027-07-06', '2027-07-07', '2027-07-08', '2027-07-09'];
    drop()
      .put('学生_20270709.csv', list([right('甲', 1)]))
      .put('考勤_20270709.csv', csv(titles, ...lastDays.flatMap((day) => [called(day), away(day)]), theirs));
    expect(await run('2027-07-09')).toEqual(['absence-early-warning 甲 new found']);
    const autumn = list([{ ...right('甲', 1), grade: '四年级' }]);
    drop()
      .put('学生_20270903.csv', autumn)
      .put('考勤_20270903.csv', csv(titles, called('2027-09-02')));
    expect(await run('2027-09-03')).toEqual(['absence-early-warning 甲 persisting 本期未查 not-run']);
    drop()
      .put('学生_20270906.csv', autumn)
      .put('考勤_20270906.csv', csv(titles, called('2027-09-06', oldCode, '四年级')));
    expect(await run('2027-09-06')).toEqual(['absence-early-warning 甲 closed mended']);
  }, 120_000);
});
