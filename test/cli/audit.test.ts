import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AccessLine } from '../../src/privacy/access-log.ts';
import { schools, students } from '../lake/drop.ts';
import { personNumber } from '../person-number.ts';
import { cellUnder, open, sheetOf } from '../reports/opened.ts';
import { newFolder, runCli } from './run-cli.ts';

const county = join(newFolder(), 'county');
const inCounty = (...args: string[]) => runCli(...args, '--workspace', county);
const logFile = join(county, 'logs', 'access.jsonl');
const lines = (): string[] => readFileSync(logFile, 'utf8').trimEnd().split('\n');
const entries = (): AccessLine[] => lines().map((line) => JSON.parse(line) as AccessLine);
const outbox = join(county, 'outbox', '2026-11-16-1');
const workbooks = (): string[] =>
  readdirSync(outbox)
    .filter((name) => name.endsWith('.xlsx'))
    .sort();
/** One digit of the checksum is wrong. */
const badId = '230123201601020019';

beforeAll(async () => {
  await runCli('init', county, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
  const settings = join(county, 'heji.yaml');
  const approval = 'authorised_copy: { approval: "依教发〔2026〕12号", reason: "县级核查" }';
  writeFileSync(settings, readFileSync(settings, 'utf8').replace('authorised_copy: null', approval));
  writeFileSync(join(county, 'inbox', '学校.csv'), schools);
  writeFileSync(join(county, 'inbox', '学生.csv'), students([{ name: '张三', id: badId, registry: `G${badId}` }]));
  await inCounty('run', 'weekly-inspection', '--as-of', '2026-11-16', '--no-packages');
}, 120_000);

describe('the two copies of a run', () => {
  it('are the leader’s and, under the standing approval, the authorised one', async () => {
    expect(workbooks()).toEqual(['依兰县县级周检-2026-11-16-1-县级授权版.xlsx', '依兰县县级周检-2026-11-16-1.xlsx']);
    const [full, masked] = await Promise.all(workbooks().map((name) => open(join(outbox, name))));
    expect(cellUnder(sheetOf(full!, '整改台账'), '证件号', 1).value).toBe(badId);
    expect(cellUnder(sheetOf(masked!, '整改台账'), '证件号', 1).value).toBe('230123**********19');
  });

  it('are logged each, the authorised one with the approval and its purpose, before its footer is printed', async () => {
    const made = entries().filter(({ action }) => action.includes('县级周检报表'));
    expect(made.map(({ action, approval, reason }) => [action, approval, reason])).toEqual([
      ['生成运行 2026-11-16-1 的县级周检报表（脱敏）', null, null],
      ['生成运行 2026-11-16-1 的县级周检报表（县级授权版，未脱敏）', '依教发〔2026〕12号', '县级核查'],
    ]);
    const footers = await Promise.all(
      workbooks().map(async (name) => sheetOf(await open(join(outbox, name)), '总览').headerFooter.oddFooter),
    );
    expect(footers[0]).toContain(`日志${made[1]!.hash.slice(0, 16)}`);
    expect(footers[1]).toContain(`日志${made[0]!.hash.slice(0, 16)}`);
  });

  it('are both made again by heji report', async () => {
    const before = entries().length;
    expect((await inCounty('report')).code).toBe(0);
    expect(workbooks()).toHaveLength(2);
    expect(
      entries()
        .slice(before)
        .filter(({ approval }) => approval === '依教发〔2026〕12号'),
    ).toHaveLength(1);
  });

  it('and unmasked exports name the approval beside their own reason', async () => {
    expect((await inCounty('findings', 'export', '--format', 'csv', '--unmasked')).code).toBe(2);
    const { code, out } = await inCounty('findings', 'export', '--format', 'csv', '--unmasked', '--reason', '核对原件');
    expect([code, out.includes(badId)]).toEqual([0, true]);
    expect(entries().at(-1)).toMatchObject({ approval: '依教发〔2026〕12号', reason: '核对原件' });
  });
});

describe('heji audit', () => {
  it('lists the newest lines, with nothing of a person in them', async () => {
    const { out } = await inCounty('audit', 'list', '--last', '2');
    expect(out.trimEnd().split('\n')).toHaveLength(3);
    const all = JSON.parse((await inCounty('audit', 'list', '--json')).out) as AccessLine[];
    expect(all.map(({ seq }) => seq)).toEqual(entries().map(({ seq }) => seq));
    expect(readFileSync(logFile, 'utf8')).not.toMatch(/张三/);
    expect(readFileSync(logFile, 'utf8')).not.toMatch(personNumber);
  });

  it('finds a sound log sound, also against the heads that runs kept and one from a footer', async () => {
    const { code, out } = await inCounty('audit', 'verify', '--head', entries().at(-1)!.hash.slice(0, 16));
    expect(code).toBe(0);
    expect(out).toContain(`访问日志完整，共 ${lines().length} 行`);
    expect(out).toContain('与 2 处留下的校验值相符');
    const document = JSON.parse((await inCounty('audit', 'verify', '--json')).out);
    expect(document).toMatchObject({ ok: true, head: entries().at(-1)!.hash, fault: null, compared: 1 });
  });

  it('refuses what is no head', async () => {
    const { code, err } = await inCounty('audit', 'verify', '--head', '237ecf4245z');
    expect([code, err]).toEqual([2, expect.stringContaining('不是校验值')]);
  });

  const tamper = async (change: (whole: string[]) => string[], ...args: string[]) => {
    const whole = readFileSync(logFile, 'utf8');
    writeFileSync(
      logFile,
      change(lines())
        .map((line) => `${line}\n`)
        .join(''),
    );
    try {
      return await inCounty('audit', 'verify', ...args);
    } finally {
      writeFileSync(logFile, whole);
    }
  };

  it.each([
    ['changed', (all: string[]) => all.map((line, index) => (index === 1 ? line.replace('脱敏', '脱 敏') : line)), '第 2 行（共'],
    ['removed', (all: string[]) => all.filter((_, index) => index !== 1), '第 2 行（共'],
    ['reordered', ([first, second, ...rest]: string[]) => [second!, first!, ...rest], '第 1 行（共'],
  ])('finds a line %s', async (_name, change, where) => {
    const { code, err } = await tamper(change);
    expect([code, err]).toEqual([4, expect.stringContaining(where)]);
  });

  it('finds a log cut off by what the run kept, and its last line by a printed footer', async () => {
    const { code, err } = await tamper(() => []);
    expect([code, err]).toEqual([4, expect.stringContaining('找不到 运行 2026-11-16-1 留下的校验值')]);
    const last = entries().at(-1)!.hash.slice(0, 16);
    const cut = (all: string[]) => all.slice(0, -1);
    expect(await tamper(cut)).toMatchObject({ code: 4, err: expect.stringContaining('logs/access.head') });
    expect(await tamper(cut, '--head', last)).toMatchObject({ code: 4, err: expect.stringContaining('日志末尾被截掉了') });
  });
});
