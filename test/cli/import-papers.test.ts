import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportSummary } from '../../src/cli/import-summary.ts';
import type { RunSummary } from '../../src/pipelines/summary.ts';
import { pupils, schools, students } from '../lake/drop.ts';
import { allTexts, open, sheetOf } from '../reports/opened.ts';
import { newFolder, runCli } from './run-cli.ts';

const patience = 60_000;

const county = join(newFolder(), 'county');
const inCounty = (...args: string[]) => runCli(...args, '--workspace', county);
const outbox = (...parts: string[]): string => join(county, 'outbox', ...parts);

/** A list in which one pupil has neither name nor number, and the class of one cannot be read. */
const faulty = students(pupils(3)).replace(/\n[^\n]+\n$/, '\n2230100001,,,女,,三年级,1班,在读\n');

const drop = (name: string, content: string): void => writeFileSync(join(county, 'inbox', name), content);

beforeAll(async () => {
  await runCli('init', county, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
}, patience);

describe('what an import leaves for people', { timeout: patience }, () => {
  it('nothing after a dry run', async () => {
    drop('学校.csv', schools);
    drop('一小.csv', faulty);
    drop('菜单.csv', '甲,乙\n1,2\n');
    const { code, out } = await inCounty('import', '--dry-run', '--json');
    expect([code, (JSON.parse(out) as ImportSummary).papers]).toEqual([3, null]);
    expect(readdirSync(outbox())).toEqual([]);
  });

  it('a log and a slip for each school that has something to mend, said on the screen', async () => {
    const { code, out } = await inCounty('import');
    expect(code).toBe(3);
    expect(out).toMatch(
      /\n导入记录（逐个文件、逐条原因）\n .*outbox\/导入-000001\/导入记录-000001\.xlsx\n退回单 2 份，一校一份，在 .*导入-000001\/退回单\n/,
    );
    expect(out).toContain('拒收的行 一小.csv：姓名、学籍号、身份证件号都是空的（1 行：第4行）');
    expect(readdirSync(outbox('导入-000001', '退回单')).sort()).toEqual(['2230100001-第一小学.xlsx', '未判明学校.xlsx']);
    const slip = allTexts(sheetOf(await open(outbox('导入-000001', '退回单', '2230100001-第一小学.xlsx')), '退回单'));
    expect(slip[4]!.slice(0, 6)).toEqual(['1', '整行没有用上', '一小.csv', '第4行', '1', '姓名、学籍号、身份证件号都是空的']);
  });

  it('not again for what was refused the time before', async () => {
    const { out } = await inCounty('import');
    expect(out).toContain('未识别 菜单.csv');
    expect(out).not.toContain('退回单');
    expect(readdirSync(outbox()).filter((name) => name.startsWith('导入-'))).toEqual(['导入-000001']);
  });

  it('is written by a run’s import too', async () => {
    rmSync(join(county, 'inbox', '菜单.csv'));
    drop('二小.csv', students(pupils(3, { school: '2230100002' }, 10)));
    const { out } = await inCounty('run', 'weekly-inspection', '--as-of', '2026-11-16', '--json');
    const { papers } = JSON.parse(out) as RunSummary;
    expect(papers).toMatchObject({ slips: [], problem: null });
    expect(papers!.log).toMatch(/outbox\/导入-000003\/导入记录-000003\.xlsx$/);
    expect(existsSync(outbox('导入-000003', '导入记录-000003.xlsx'))).toBe(true);
  });

  it('is told as absent where nothing came', async () => {
    const { out } = await inCounty('run', 'weekly-inspection', '--as-of', '2026-11-16', '--json');
    expect((JSON.parse(out) as RunSummary).papers).toBeNull();
  });

  it('is written again on demand', async () => {
    rmSync(outbox('导入-000001'), { recursive: true });
    const { code, out } = await inCounty('report', '导入-000001');
    expect([code, out.includes('退回单 2 份')]).toEqual([0, true]);
    expect(readdirSync(outbox('导入-000001', '退回单'))).toHaveLength(2);
    const unknown = await inCounty('report', '导入-000099');
    expect([unknown.code, unknown.err]).toEqual([2, '没有“导入-000099”，最近的有：导入-000003、导入-000002、导入-000001。\n']);
  });

  it('is a gap, not a failure, where it cannot be written', async () => {
    writeFileSync(outbox('导入-000004'), '');
    drop('三小.csv', students(pupils(3, { school: '2230100003' }, 20)));
    const { code, out } = await inCounty('import');
    expect(code).toBe(3);
    expect(out).toContain('注意：导入 000004 已经生效，但导入记录和退回单没有写成');
    expect(readdirSync(join(county, 'lake', '_manifests'))).toHaveLength(4);
  });
});
