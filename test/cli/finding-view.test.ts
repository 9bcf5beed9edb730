import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { recordCommit } from '../../src/ledger/record-commit.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { type PupilRow, schools, students } from '../lake/drop.ts';
import { changed, replied } from '../ledger/ledger-folder.ts';
import { personNumber } from '../person-number.ts';
import { newFolder, runCli } from './run-cli.ts';

const county = join(newFolder(), 'county');
const inCounty = (...args: string[]) => runCli(...args, '--workspace', county);
const list = (...args: string[]) => inCounty('findings', 'list', '--check', 'id-checksum', ...args);
const total = async (...args: string[]): Promise<number> => JSON.parse((await list('--format', 'json', ...args)).out).total;

/** Its check digit is wrong. */
const badId = '230123201601020019';
const bad: PupilRow[] = ['张三', '李四', '王五', '赵六'].map((name, index) => ({ name, id: `23012320160102${index}${badId.slice(15)}` }));

/** Numbers of the findings of these pupils. */
const numbers = new Map<string, string>();

beforeAll(async () => {
  await runCli('init', county, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
  writeFileSync(join(county, 'inbox', '学校.csv'), schools);
  writeFileSync(join(county, 'inbox', '学生.csv'), students(bad));
  await inCounty('import', '--data-date', '2026-11-16');
  await inCounty('run', 'weekly-inspection', '--as-of', '2026-11-16');
  const { findings } = JSON.parse((await list('--format', 'json')).out);
  for (const { number, subject } of findings) numbers.set(subject.name, number);
  const [zhang, li] = [numbers.get('张三')!, numbers.get('李四')!];
  const workspace = Workspace.open(county);
  recordCommit(workspace, { kind: 'waiver', at: '2026-11-17 09:00:00', by: '王股长' }, [
    { type: 'waived', number: zhang, until: '2026-12-31', reason: '局长办公会议定' },
    changed('new', 'waived', 'waived', zhang),
  ]);
  recordCommit(workspace, { kind: 'replies', at: '2026-11-18 09:00:00', by: '王股长' }, (sequence) => [reply(sequence, li)]);
  recordCommit(workspace, { kind: 'review', at: '2026-11-19 09:00:00', by: '王股长' }, [
    { type: 'verdict', reply: '000003-1', number: li, accepted: true, reason: '户口簿复印件齐全' },
    changed('new', 'explained', 'explained', li),
  ]);
}, 60_000);

const reply = (sequence: number, number: string): LedgerEvent =>
  replied(`${String(sequence).padStart(6, '0')}-1`, number, {
    situation: '原件号码确为系统所录',
    proof: '户口簿复印件1份',
    responsible: '孙老师',
    done_on: '2026-11-17',
  });

describe('heji findings list', { timeout: 30_000 }, () => {
  it('lists what is open, whatever its state', async () => {
    const { out } = await list();
    expect(out).toContain('共 4 条。');
    expect(out).toMatch(/ 已豁免 .* 张三 /);
    expect(out).toMatch(/ 已说明 .* 李四 /);
    expect(out).toMatch(/ 新增 .* 王五 /);
  });

  it('picks by status', async () => {
    expect(await total('--status', '已豁免')).toBe(1);
    expect(await total('--status', '已豁免,explained')).toBe(2);
    expect(await total('--status', '已销号,已了结,本期未报送')).toBe(0);
    expect(await total('--status', '全部')).toBe(4);
    expect(await total('--new')).toBe(2);
  });

  it('shows a run as it was', async () => {
    const { out } = await list('--run', '2026-11-16-1');
    expect(out).toMatch(/^运行 2026-11-16-1 {2}检查日 2026-11-16 /);
    expect(out).toContain('共 4 条。');
    expect(out).not.toContain('已豁免');
  });
});

describe('heji findings show', { timeout: 30_000 }, () => {
  it('tells everything about a finding', async () => {
    const number = numbers.get('张三')!;
    const { code, out, err } = await inCounty('findings', 'show', number);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(new RegExp(`^问题 ${number}  证件号校验位错（id-checksum）  号码已脱敏\n`));
    for (const line of [
      /\n {2}状态 +已豁免（2026-11-17 起） {2}县局豁免\n/,
      /\n {2}对象 +第一小学（2230100001） {2}三年级1班 {2}张三\n/,
      /\n {2}号码 +学籍号 G230123\*{10}\d\d {2}证件号 230123\*{10}19\n/,
      /\n {2}级别 +[红橙黄蓝] {2}必改 {2}确定\n/,
      /\n {2}依据 +\S/,
      /\n {2}处理建议 +\S/,
      /\n {2}日期 +首次查出 2026-11-16 {2}最近查出 2026-11-16 {2}事实日期 2026-11-16\n/,
      /\n {2}豁免 +至 2026-12-31 {2}局长办公会议定 {2}经办 王股长 {2}2026-11-17 09:00:00\n/,
      /\n {2}出处 +学生\.csv.*第2行\n/,
    ]) {
      expect(out).toMatch(line);
    }
    expect(out).not.toMatch(personNumber);
    expect(readFileSync(join(county, 'logs', 'access.jsonl'), 'utf8')).toContain(`查看问题 ${number}（脱敏）`);
  });

  it('shows the answer and the verdict on it', async () => {
    const { out } = await inCounty('findings', 'show', numbers.get('李四')!);
    expect(out).toContain(
      '学校答复  2026-11-18 佐证  原件号码确为系统所录  佐证材料 户口簿复印件1份  责任人 孙老师  完成 2026-11-17  已采信：户口簿复印件齐全',
    );
  });

  it('is one document with --json', async () => {
    const number = numbers.get('李四')!;
    const document = JSON.parse((await inCounty('findings', 'show', number, '--json')).out);
    expect(document).toMatchObject({ number, last_run: '2026-11-16-1', findings: [{ number, status: 'explained', waiver: null }] });
    expect(document.findings[0].replies).toMatchObject([{ reply: '000003-1', action: 'evidence', verdict: '已采信' }]);
    expect(JSON.stringify(document)).not.toMatch(personNumber);
  });
});

describe('heji findings history', { timeout: 30_000 }, () => {
  it('tells when, who, from what to what, and why', async () => {
    const number = numbers.get('李四')!;
    const { code, out } = await inCounty('findings', 'history', number);
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.replace(/ {2,}/g, '  '))).toEqual([
      `问题 ${number} 的经过`,
      '',
      '日期  运行或经办  经过',
      '2026-11-16  运行 2026-11-16-1  新增：首次查出',
      '2026-11-18 09:00  王股长  学校答复：佐证，原件号码确为系统所录；户口簿复印件1份',
      '2026-11-19 09:00  王股长  县局采信答复，户口簿复印件齐全',
      '2026-11-19 09:00  王股长  新增 → 已说明：县局采信学校说明',
      '',
    ]);
  });

  it('is one document with --json', async () => {
    const number = numbers.get('张三')!;
    const { events } = JSON.parse((await inCounty('findings', 'history', number, '--json')).out);
    expect(events).toMatchObject([
      { number, type: 'opened', run: '2026-11-16-1', as_of: '2026-11-16', to_status: 'new' },
      { number, type: 'waived', by: '王股长', words: '县局豁免至 2026-12-31，局长办公会议定' },
      { number, type: 'status', from_status: 'new', to_status: 'waived', why: 'waived', words: '新增 → 已豁免：县局豁免' },
    ]);
  });

  it.each(['show', 'history'])('%s says what is no number and what was never given', async (command) => {
    expect(await inCounty('findings', command, '123')).toEqual({
      code: 2,
      out: '',
      err: '“123”不是问题编号；应写成 2026-000123 或 2026-000123-1 这样，见报表或 heji findings list。\n',
    });
    expect(await inCounty('findings', command, '2026-000999')).toMatchObject({
      code: 2,
      err: '台账里没有编号为 2026-000999 的问题。请核对编号；编号见报表或 heji findings list --status 全部。\n',
    });
  });
});
