import { describe, expect, it } from 'vitest';
import { csv, type Drop, eachDrop, idOf } from './drop.ts';

const drop = eachDrop();
const school = '2230100001';

/** Rows of a file that count, and those that are passed over with the reason. */
async function accountOf(target: Drop, file: string) {
  const manifest = await target.import();
  const source = manifest!.sources.find((one) => one.file === file)!;
  return { dataset: source.dataset, loaded: source.loaded, skipped: source.skipped };
}

const oneDuplicate = { 表头行: 1, 同一次报送中的重复行: 1 };

describe('rows that are known by numbers only', () => {
  it('are each their own where the number is masked or a placeholder', async () => {
    const person = (name: string, id: string) => [id, name, '男', '2016-01-02'];
    const target = drop().put(
      '人口信息.csv',
      csv(
        ['公民身份号码', '姓名', '性别', '出生日期'],
        person('张三', '230123********0019'),
        person('李四', '230123********0027'),
        person('王五', '无'),
        person('孙七', idOf(1)),
        person('孙七', idOf(1)),
      ),
    );
    expect(await accountOf(target, '人口信息.csv')).toEqual({ dataset: 'persons', loaded: 4, skipped: oneDuplicate });
  });

  it('of the police are the same where pupil, day and result are', async () => {
    const row = (name: string, id: string, result: string) => [school, name, id, result, '2026-11-02'];
    const target = drop().put(
      '公安比对结果.csv',
      csv(
        ['学校标识码', '姓名', '身份证件号', '比对结果', '比对日期'],
        row('张三', '', '姓名不符'),
        row('李四', '', '姓名不符'),
        row('王五', idOf(1), '通过'),
        row('王五', idOf(1), '不存在'),
        row('王五', idOf(1), '不存在'),
        row('赵六', idOf(1), '姓名不符'),
      ),
    );
    expect(await accountOf(target, '公安比对结果.csv')).toEqual({ dataset: 'police_results', loaded: 5, skipped: oneDuplicate });
  });
});
