import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { students } from '../lake/drop.ts';
import { newFolder, runCli } from './run-cli.ts';

const folder = newFolder();
const county = join(folder, 'county');
const inCounty = (...args: string[]) => runCli(...args, '--workspace', county);
const badId = '230123201601020019';

const lastAccess = (): unknown =>
  JSON.parse(
    readFileSync(join(county, 'logs', 'access.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .at(-1)!,
  );

beforeAll(async () => {
  await runCli('init', county, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
  writeFileSync(join(county, 'inbox', '学生.csv'), students([{ name: '张三', id: badId }]));
  await inCounty('import', '--data-date', '2026-11-16');
  await inCounty('run', 'weekly-inspection', '--as-of', '2026-11-16');
});

describe('heji trace', () => {
  it('shows file, row, column, title and text of what a finding rests on', async () => {
    const { code, out, err } = await inCounty('trace', '2026-000001');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('问题 2026-000001  证件号校验位错（id-checksum）');
    expect(out).toContain('检查日 2026-11-16  运行 2026-11-16-1  号码已脱敏');
    expect(out).toMatch(/学生\.csv 第2行（批次 000001，\d{4}-\d{2}-\d{2} 收到）/);
    expect(out).toMatch(/\n +E列 +身份证件号 +230123\*{10}19 +身份证件号\n/);
    expect(out).toMatch(/\n +H列 +学生状态 +在读 +学生状态：01\n/);
    expect(out).not.toContain(badId);
    expect(lastAccess()).toMatchObject({ action: '追溯问题 2026-000001（脱敏）', rows: 1, reason: null });
  });

  it('is one document with --json', async () => {
    const { out } = await inCounty('trace', '2026-000001', '--json');
    expect(JSON.parse(out)).toMatchObject({ number: '2026-000001', check: 'id-checksum', unmasked: false, records: [{ name: '张三' }] });
  });

  it('is unmasked only for a reason, which the access log keeps', async () => {
    const { out } = await inCounty('trace', '2026-000001', '--unmasked', '--reason', '核对原件');
    expect(out).toContain(badId);
    expect(out).toContain('号码未脱敏，严禁外传');
    expect(lastAccess()).toMatchObject({ action: '追溯问题 2026-000001（未脱敏）', reason: '核对原件' });
  });

  it.each([
    [['2026-1'], 2, '“2026-1”不是问题编号；应写成 2026-000123 或 2026-000123-1 这样，见报表或 heji findings list。'],
    [['2026-000999'], 2, '台账里没有编号为 2026-000999 的问题。请核对编号；编号见报表或 heji findings list --status 全部。'],
    [['2026-000001', '--unmasked'], 2, '--unmasked 显示的号码不脱敏，须用 --reason 写明理由，如 --reason "核对原件"。'],
    [['2026-000001', '--reason', '核对'], 2, '--reason 只与 --unmasked 一起用；脱敏时不必写理由。'],
  ])('%j is answered with one sentence', async (args, code, said) => {
    expect(await inCounty('trace', ...args)).toEqual({ code, out: '', err: `${said}\n` });
  });
});
