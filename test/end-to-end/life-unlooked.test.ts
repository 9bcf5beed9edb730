import { expect, it } from 'vitest';
import { csv, eachDrop, idOf, studentTitles } from '../lake/drop.ts';
import { badId, inspectWith, list, right, standing } from './life.ts';

const drop = eachDrop();

const run = async (day: string, ...checks: readonly string[]): Promise<string[]> => {
  const { workspace } = drop();
  return standing(workspace, await inspectWith(workspace, day, checks));
};

/** A list as `list` makes it, without one of its columns, or with one of blank cells. */
const edited = (text: string, title: string, blank: boolean): string => {
  const at = studentTitles.indexOf(title as (typeof studentTitles)[number]);
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return csv(...rows.map((cells, index) => (blank ? (index === 0 ? cells : cells.with(at, '')) : cells.toSpliced(at, 1))));
};

it('a required item is not there because the list has its column no more', async () => {
  const withSex = list([right('甲', 1)]);
  drop().put('学生_20261102.csv', edited(withSex, '性别', true));
  const found = await run('2026-11-02', 'required-missing');
  expect(found).toContain('required-missing 甲 new found');
  drop().put('学生_20261109.csv', edited(withSex, '性别', false));
  expect(await run('2026-11-09', 'required-missing')).toEqual(
    found.map((line) => line.replace('new found', 'persisting 本期未查 not-run')),
  );
  drop().put('学生_20261116.csv', withSex);
  expect(await run('2026-11-16', 'required-missing')).toEqual(found.map((line) => line.replace('new found', 'closed mended')));
});

it('a side of a duplicate stays where the other side was not asked', async () => {
  const ours = list([{ name: '甲', id: idOf(1) }]);
  const theirs = list([{ name: '乙', id: idOf(1), registry: 'L230123201601020099' }], { school: '2230100002', from: 600 });
  drop().put('一小_20261102.csv', ours).put('二小_20261102.csv', theirs);
  expect(await run('2026-11-02', 'dup-id-number')).toEqual(['dup-id-number 甲 new found', 'dup-id-number 乙 new found']);
  drop()
    .put('一小_20261109.csv', ours)
    .put('二小_20261109.csv', edited(theirs, '身份证件号', false));
  expect(await run('2026-11-09', 'dup-id-number')).toEqual([
    'dup-id-number 甲 persisting 本期未查 not-run',
    'dup-id-number 乙 persisting 本期未查 not-run',
  ]);
  const mended = list([{ name: '乙', id: idOf(2), registry: 'L230123201601020099' }], { school: '2230100002', from: 600 });
  drop().put('一小_20261116.csv', ours).put('二小_20261116.csv', mended);
  expect(await run('2026-11-16', 'dup-id-number')).toEqual(['dup-id-number 甲 closed mended', 'dup-id-number 乙 closed mended']);
});

const attendance = (...rows: readonly (readonly string[])[]): string =>
  csv(['学校标识码', '学籍号', '姓名', '年级', '班级', '日期', '考勤状态'], ...rows.map((row) => ['2230100001', ...row]));
const ofClass = (day: string): string[] => ['', '', '三年级', '1班', day, '班级已上报'];
const away = (registry: string, name: string, day: string): string[] => [registry, name, '三年级', '1班', day, '缺勤'];

it('an absent child whom nobody knows may be the one who was absent', async () => {
  const days = [
    '2026-10-26',
    '2026-10-27',
    '2026-10-28',
    '2026-10-29',
    '2026-10-30',
    '2026-11-02',
    '2026-11-03',
    '2026-11-04',
    '2026-11-05',
  ];
  const registry = `G${idOf(1)}`;
  drop()
    .put('学生_20261105.csv', list([right('甲', 1)]))
    .put('考勤_20261105.csv', attendance(...days.flatMap((day) => [ofClass(day), away(registry, '甲', day)])));
  const found = await run('2026-11-05', 'absence-suspected-dropout');
  expect(found).toEqual(['absence-suspected-dropout 甲 new found']);
  drop()
    .put('学生_20261109.csv', list([right('甲', 1)]))
    .put(
      '考勤_20261109.csv',
      attendance(...['2026-11-06', '2026-11-09'].flatMap((day) => [ofClass(day), away(`G${badId(1)}`, '申', day)])),
    );
  expect(await run('2026-11-09', 'absence-suspected-dropout')).toEqual(['absence-suspected-dropout 甲 persisting 本期未查 not-run']);
  drop()
    .put('学生_20261110.csv', list([right('甲', 1)]))
    .put('考勤_20261110.csv', attendance(...['2026-11-06', '2026-11-09', '2026-11-10'].map(ofClass)));
  expect(await run('2026-11-10', 'absence-suspected-dropout')).toEqual(['absence-suspected-dropout 甲 closed mended']);
});
