import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { filledPackage } from '../replies/filled-package.ts';
import { firstDay, SentCounty } from '../replies/sent-county.ts';
import { runCli } from './run-cli.ts';

let county: SentCounty;
const inCounty = (...args: string[]) => runCli(...args, '--workspace', county.workspace.folder);

beforeAll(async () => {
  county = SentCounty.make();
  const run = await county.run(firstDay, [
    { number: '2026-000001' },
    { number: '2026-000002' },
    { number: '2026-000003', kind: 'must-fix' },
  ]);
  county.put(
    '回执.xlsx',
    await filledPackage(await county.workbook(run, 'A'), {
      '2026-000001': { 处理方式: '情况说明', 整改情况: '户口簿如此，211105201001010015' },
      '2026-000002': { 处理方式: '删除', 完成日期: '2026-11-12' },
      '2026-000003': { 处理方式: '变更', 完成日期: '2026-11-12' },
    }),
  );
});

// One workspace: each step builds on those before it.
describe('answers on the command line', () => {
  it('are none at first', async () => {
    expect(await inCounty('replies', 'list')).toEqual({ code: 0, out: '还没有记录过学校的答复。\n', err: '' });
    expect((await inCounty('replies', 'review')).out).toBe('没有等待审定的答复。\n');
    expect((await inCounty('replies', 'review', '--export')).out).toBe('没有等待审定的答复，没有写出待审说明。\n');
  });

  it('are imported; a refused line makes exit code 3 and is named with file, sheet, row and reason', async () => {
    const { code, out } = await inCounty('replies', 'import', '--by', '王老师');
    expect(code).toBe(3);
    expect(out).toContain('已记入台账（第 2 次记录）');
    expect(out).toContain('答复：1 所学校 3 行，采用 2，未采用 1，重复 0，不需答复 0，空着没填 0');
    expect(out).toMatch(/· 回执\.xlsx［整改台账］第\d行 2026-000002：这个问题不能选“删除”；请从“变更”“情况说明”中选一个/);
    expect(out).toMatch(/读过的 1 个文件已移入 replies\/已导入\/\d{4}-\d\d-\d\d；有未采用的答复，改好后重新放进 replies 文件夹\n/);
    expect(out).toMatch(/回执汇总：.*回执-002\/回执汇总\.xlsx/);
  });

  it('are nothing any more once the file is away', async () => {
    expect(await inCounty('replies', 'import')).toMatchObject({ code: 0, out: expect.stringContaining('没有可导入的答复') });
  });

  it('are told as data', async () => {
    const { code, out } = await inCounty('replies', 'import', county.workspace.path('replies', '已导入'), '--json');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ commit: null, lines: { taken: 0, repeated: 2, refused: 1 }, problem: null });
  });

  it('are listed, those that wait first, without numbers of persons', async () => {
    const { out } = await inCounty('replies', 'list');
    expect(out).toMatch(/000002-1 +2026-000001 +待审 .*211105\*{10}15[\s\S]*000002-2 +2026-000003 +待数据核实 /);
    expect((await inCounty('replies', 'list', '--to-judge')).out).toContain('共 1 条，其中待审 1 条。');
    expect((await inCounty('replies', 'list', '--school', '柳树屯')).out).toBe('还没有记录过学校的答复。\n');
  });

  it('are judged, and judged otherwise', async () => {
    expect(await inCounty('replies', 'review', '--accept', '2026-000001', '--by', '张科长')).toMatchObject({
      code: 0,
      out: '2026-000001  已记录采信，列为已说明\n',
    });
    expect((await inCounty('replies', 'review', '--accept', '000002-1')).out).toBe('2026-000001  已经是采信，没有重复记录\n');
    expect((await inCounty('replies', 'review', '--reject', '000002-1', '--reason', '原件不符')).out).toBe(
      '2026-000001  已记录不采信，列为持续\n',
    );
    const data = await inCounty('replies', 'review', '--accept', '2026-000003', '--json');
    expect([data.code, JSON.parse(data.out).decisions[0].outcome]).toEqual([3, 'refused']);
  });

  it.each([
    [['--reject', '2026-000001'], '要用 --reason 写明理由'],
    [['--accept', '2026-000001', '--reject', '2026-000001', '--reason', '看不清'], '既写在 --accept 又写在 --reject 里'],
    [['--reason', '看不清'], '没有写 --accept 或 --reject'],
    [['--export', '--accept', '2026-000001'], '不能和 --accept、--reject 一起用'],
  ])('refuses %j', async (args, problem) => {
    expect(await inCounty('replies', 'review', ...args)).toMatchObject({ code: 2, err: expect.stringContaining(problem) });
  });
});

describe('waivers on the command line', () => {
  it('begin and end', async () => {
    const waived = await inCounty('waive', '2026-000003', '--reason', '方案已批', '--until', '2026-12-31');
    expect(waived).toMatchObject({ code: 0, out: '2026-000003  三道岗中心小学 学生03 身份证号码校验不符：已豁免到 2026-12-31（含）\n' });
    expect((await inCounty('replies', 'list')).out).toMatch(/2026-000003 +已豁免/);
    expect((await inCounty('unwaive', '2026-000003', '--reason', '没有实施')).out).toContain('已撤销豁免，列为持续');
  });

  it.each([
    [['waive', '2026-000003', '--reason', '方案已批'], '--until'],
    [['waive', '2026-000003', '--until', '2026-12-31'], '--reason'],
    [['waive', '2026-000003', '--reason', '方案已批', '--until', '2020-01-01'], '已经过去了'],
    [['unwaive', '2026-000003', '--reason', '没有实施'], '没有被豁免'],
  ])('refuses %j', async (args, problem) => {
    expect(await inCounty(...args)).toMatchObject({ code: 2, err: expect.stringContaining(problem) });
  });
});

it('leaves no half work behind', () => {
  expect(existsSync(county.workspace.path('logs', 'running.json'))).toBe(false);
});
