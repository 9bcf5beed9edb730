import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder, runCli } from './run-cli.ts';

const folder = newFolder();
const small = ['--pupils', '600', '--seed', '1'];

describe('heji generate', () => {
  it('--policy: a county of that place, its answers, and what heji.yaml has to say', async () => {
    const out = join(folder, 'one');
    const said = await runCli('generate', '--out', out, ...small, '--policy', 'lingyuan-2021');
    expect([said.code, said.err]).toEqual([0, '']);
    expect(said.out).toContain('设置示例.yaml');
    expect(readFileSync(join(out, '设置示例.yaml'), 'utf8')).toBe(
      '# 抄进工作区的 heji.yaml，替换同名的行\ncounty_code: "211382"\ncounty_name: 凌源市\npolicy: lingyuan-2021\n',
    );
    expect(Object.keys(answersIn(out))).toEqual(['lingyuan-2021']);
    expect(readFileSync(join(out, '本周', '学校.csv'), 'utf8')).toMatch(/^2211300001,凌源市第一小学,.*211382,凌源市,/m);
  });

  it.each([
    ['a comma', '211382=lingyuan-2021，211381=national-2013'],
    ['blanks for commas, as PowerShell makes them', '211382=lingyuan-2021 211381 = national-2013'],
  ])('--areas with %s: schools of each area in turn, and a map of regulations', async (separator, areas) => {
    const out = join(folder, separator);
    expect(await runCli('generate', '--out', out, ...small, '--areas', areas)).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(join(out, '设置示例.yaml'), 'utf8').split('\n').slice(1, -1)).toEqual([
      'county_code: "211300"',
      'county_name: 示例市',
      'policy: lingyuan-2021',
      'policies_by_area:',
      '  "211382": lingyuan-2021',
      '  "211381": national-2013',
    ]);
    expect(Object.keys(answersIn(out))).toEqual(['按区划']);
    const schools = readFileSync(join(out, '本周', '学校.csv'), 'utf8')
      .trim()
      .split('\r\n')
      .slice(1);
    expect(schools.map((line) => /,(2113\d\d),/.exec(line)?.[1])).toEqual(['211382', '211381', '211382']);
  });

  it('neither: all five regulations, no settings', async () => {
    const out = join(folder, 'all');
    await runCli('generate', '--out', out, ...small);
    expect(Object.keys(answersIn(out))).toHaveLength(5);
    expect(existsSync(join(out, '设置示例.yaml'))).toBe(false);
  });

  it.each([
    [
      ['--policy', 'nowhere'],
      '--policy 写的规定“nowhere”没有，可用：national-2013、henan-2014、heilongjiang-2020、lingyuan-2021、shanxi-2026。',
    ],
    [
      ['--areas', '211382'],
      '--areas 里的“211382”看不懂；应写成 6 位区划码=规定，用逗号隔开，如 230123=heilongjiang-2020,230128=national-2013。',
    ],
    [
      ['--areas', '211382=nowhere'],
      '--areas 写的规定“nowhere”没有，可用：national-2013、henan-2014、heilongjiang-2020、lingyuan-2021、shanxi-2026。',
    ],
    [['--areas', '211382=lingyuan-2021,211382=national-2013'], '--areas 里 211382 写了两次，请只留一次。'],
    [['--policy', 'lingyuan-2021', '--areas', '211382=lingyuan-2021'], '--policy 和 --areas 只能写一个：--areas 里已经写明各区划的规定。'],
  ])('refuses %j', async (options, message) => {
    const { code, err } = await runCli('generate', '--out', join(folder, 'none'), ...small, ...options);
    expect([code, err]).toEqual([2, `${message}\n`]);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});

const answersIn = (out: string): Record<string, unknown> =>
  (JSON.parse(readFileSync(join(out, '答案.json'), 'utf8')) as { expected: Record<string, unknown> }).expected;
