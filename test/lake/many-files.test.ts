import { expect, test } from 'vitest';
import { csv, eachDrop, pupils, schools, students } from './drop.ts';

const drop = eachDrop();

test('ten thousand files are each accounted for, and those of use are loaded', { timeout: 600_000 }, async () => {
  const target = drop()
    .put('学校.csv', schools)
    .put('第5000个/学生.csv', students(pupils(3)));
  for (let number = 1; number <= 9_998; number++)
    target.put(`第${number}个/菜单.csv`, csv(['菜名', '价钱'], [`菜${number}`, String(number)]));
  const manifest = (await target.import())!;
  expect(manifest.refusals).toHaveLength(9_998);
  expect(new Set(manifest.refusals.map(({ file }) => file)).size).toBe(9_998);
  expect(manifest.refusals.every(({ kind }) => kind === 'unrecognised')).toBe(true);
  expect(manifest.sources.map(({ file, loaded }) => [file, loaded])).toEqual([
    ['学校.csv', 2],
    ['第5000个/学生.csv', 3],
  ]);
});
