import { expect, it } from 'vitest';
import { csv, eachDrop, idOf } from '../lake/drop.ts';
import { inspectWith, list, right, standing } from './life.ts';

const drop = eachDrop();

async function run(day: string): Promise<string[]> {
  const { workspace } = drop();
  return standing(workspace, await inspectWith(workspace, day, ['person-record-mismatch', 'police-compare-fail']));
}

const children = (...names: readonly string[]): string => list(names.map((name, index) => right(name, index * 2 + 1)));
const persons = (...rows: readonly (readonly [string, number])[]): string =>
  csv(['姓名', '公民身份号码', '性别'], ...rows.map(([name, n]) => [name, idOf(n), Number(idOf(n)[16]) % 2 === 1 ? '男' : '女']));

it('whom the new extract of the register leaves out was not compared; whom it has was', async () => {
  drop()
    .put('学生_20261102.csv', children('甲', '乙'))
    .put('人口信息_20261102.csv', persons(['甲某', 1], ['乙某', 3]));
  expect(await run('2026-11-02')).toEqual(['person-record-mismatch 甲 new found', 'person-record-mismatch 乙 new found']);
  drop()
    .put('学生_20261109.csv', children('甲', '乙'))
    .put('人口信息_20261109.csv', persons(['乙', 3]));
  const partly = ['person-record-mismatch 甲 persisting 本期未查 not-compared', 'person-record-mismatch 乙 closed mended'];
  expect(await run('2026-11-09')).toEqual(partly);
  drop()
    .put('学生_20261116.csv', children('甲', '乙'))
    .put('人口信息_20261116.csv', persons(['甲', 1], ['乙', 3]));
  expect(await run('2026-11-16')).toEqual(['person-record-mismatch 甲 closed mended', 'person-record-mismatch 乙 closed mended']);
});

const compared = (...rows: readonly (readonly [string, number, string])[]): string =>
  csv(
    ['学校标识码', '学籍号', '姓名', '身份证件号', '比对结果', '比对日期'],
    ...rows.map(([name, n, result]) => ['2230100001', `G${idOf(n)}`, name, idOf(n), result, '2026-11-01']),
  );

it('whom the new list of the police leaves out was not compared; a good result or a mended name closes', async () => {
  const failed = '身份证号不存在';
  drop()
    .put('学生_20261102.csv', children('甲', '乙', '丙'))
    .put('公安比对_20261102.csv', compared(['甲', 1, failed], ['乙', 3, failed], ['丙', 5, failed]));
  expect(await run('2026-11-02')).toHaveLength(3);
  drop()
    .put('学生_20261109.csv', children('甲', '乙', '丙丙'))
    .put('公安比对_20261109.csv', compared(['乙', 3, '一致']));
  expect((await run('2026-11-09')).toSorted()).toEqual([
    'police-compare-fail 丙 closed mended',
    'police-compare-fail 乙 closed mended',
    'police-compare-fail 甲 persisting 本期未查 not-compared',
  ]);
});
