import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/cli/doctor/diagnosis.ts';
import type { ImportSummary } from '../../src/cli/import-summary.ts';
import { exportedFindingSchema } from '../../src/ledger/export.ts';
import type { RunSummary } from '../../src/pipelines/summary.ts';
import { personNumber } from '../person-number.ts';
import { type CliResult, newFolder, runCli } from './run-cli.ts';

/** Milliseconds; a busy computer may need many. */
const patience = 60_000;

const folder = newFolder();
const county = join(folder, 'county');
const files = join(folder, 'files');
const inCounty = (...args: string[]): Promise<CliResult> => runCli(...args, '--workspace', county);

/** A document of `--json`, which must be all that is on standard output. */
async function json<T>(...args: string[]): Promise<{ code: number; document: T }> {
  const { code, out } = await inCounty(...args, '--json');
  return { code, document: JSON.parse(out) as T };
}

const exported = async (...args: string[]) => {
  const { out } = await inCounty('findings', 'export', '--format', 'jsonl', ...args);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => exportedFindingSchema.parse(JSON.parse(line)));
};

const accessLog = (): { action: string; reason: string | null; rows: number }[] =>
  readFileSync(join(county, 'logs', 'access.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const diagnosisOf = async (item: string): Promise<Diagnosis | undefined> =>
  (await json<Diagnosis[]>('doctor')).document.find((diagnosis) => diagnosis.item === item);

/** The first lines of a school's list, as a school that forgot the rest would send it. */
function cutShort(file: string): Buffer {
  const lines = readFileSync(file, 'latin1').split('\n');
  return Buffer.from(lines.slice(0, Math.ceil(lines.length / 3)).join('\n'), 'latin1');
}

const schoolFile = (): string => readdirSync(join(files, '本周')).find((name) => /^\d{10}-.*-学生.*\.csv$/.test(name))!;

beforeAll(async () => {
  await runCli('generate', '--out', files, '--pupils', '600', '--seed', '1');
  await runCli('init', county, '--county-code', '230123', '--county-name', '依兰县', '--policy', 'heilongjiang-2020');
}, patience);

// One county through two weeks: each step builds on those before it.
describe('two weeks of a county', { timeout: patience }, () => {
  it('tries a drop without writing anything', async () => {
    const { code, document } = await json<ImportSummary>('import', join(files, '上周'), '--dry-run');
    expect(code).toBe(0);
    expect(document.dry_run).toBe(true);
    expect(document.datasets.find(({ dataset }) => dataset === 'students')!.loaded).toBeGreaterThanOrEqual(600);
    expect(readdirSync(join(county, 'lake'))).toEqual([]);
    expect(readdirSync(join(county, 'received'))).toEqual([]);
  });

  it('imports the first week, every row accounted for', async () => {
    const { code, document } = await json<ImportSummary>('import', join(files, '上周'));
    expect(code).toBe(0);
    for (const { read, loaded, skipped, rejected } of document.datasets) expect(read).toBe(loaded + skipped + rejected);
    expect(document).toMatchObject({ batch: '000001', not_imported: [], submissions: { fresh: 3, unchanged: 0, held: [] } });
  });

  it('knows files that came before', async () => {
    const { code, out } = await inCounty('import', join(files, '上周'));
    expect(code).toBe(0);
    expect(out).toMatch(/\n报送：新报 0 所，与上次相同 3 所，疑似不完整、已扣住 0 所\n/);
    expect(out).toMatch(/学校 +0 +1 +0 +0 +0 +0\n/);
  });

  it('runs the first week; what could not be checked is said, and is no success', async () => {
    const { code, out, err } = await inCounty('run', 'weekly-inspection', '--as-of', '2026-11-09');
    expect([code, err]).toEqual([3, '']);
    expect(out).toContain('依兰县县级周检  检查日 2026-11-09  运行 2026-11-09-1');
    expect(out).toMatch(/未运行：\d+ 项，没有检查不等于没有问题/);
    expect(out).toMatch(/· 没有收到“考勤”（3 所）：.*缺勤预警/);
  });

  it('runs the second week from the inbox', async () => {
    cpSync(join(files, '本周'), join(county, 'inbox'), { recursive: true });
    const { document } = await json<RunSummary>('run', 'weekly-inspection', '--as-of', '2026-11-16');
    const { findings } = document;
    expect(document).toMatchObject({ run: '2026-11-16-1', submissions: { schools: 3 }, county_name: '依兰县' });
    expect(findings.persisting).toBeGreaterThan(0);
    expect(findings.fresh).toBeGreaterThan(0);
    expect(findings.groups.reduce((sum, { total }) => sum + total, 0)).toBe(findings.total);
    expect(findings.fresh + findings.persisting).toBe(findings.total);
    expect(document.reports).toHaveLength(1);
    expect(existsSync(document.reports[0]!)).toBe(true);
    expect(readdirSync(join(county, 'inbox')).sort()).toEqual(['Thumbs.db', '~$学生.xlsx', '已导入'].sort());
  });

  it('refuses a day before the last run', async () => {
    const { code, err } = await inCounty('run', 'weekly-inspection', '--as-of', '2026-11-15');
    expect([code, err]).toEqual([
      2,
      '检查日 2026-11-15 早于台账里的上一次运行（2026-11-16），没有运行。台账只能往后记；请用 2026-11-16 或以后的日期。\n',
    ]);
  });

  it('renders any run again', async () => {
    const { code, out } = await inCounty('report', '2026-11-09-1');
    expect(code).toBe(0);
    expect(out).toContain('依兰县县级周检-2026-11-09-1.xlsx');
    expect((await inCounty('report')).out).toContain('依兰县县级周检-2026-11-16-1.xlsx');
    const { code: unknown, err } = await inCounty('report', '2026-11-10-1');
    expect([unknown, err]).toEqual([2, '没有运行“2026-11-10-1”，最近的有：2026-11-16-1、2026-11-09-1。\n']);
  });

  it('exports what the run found, masked and in order', async () => {
    const findings = await exported();
    const total = findings.filter(({ number }) => number !== null).length;
    expect(total).toBeGreaterThan(0);
    const excused = findings.filter(({ number }) => number === null);
    expect(excused.length).toBeGreaterThan(0);
    expect(excused.every(({ status, excused_by, first_seen }) => status === null && excused_by !== null && first_seen === null)).toBe(true);
    expect(findings.slice(0, total).every(({ number, status }) => number !== null && status !== null)).toBe(true);
    const order = findings.slice(0, total).map(({ number }) => number!.split('-').map(Number));
    expect(order).toEqual([...order].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || (a[2] ?? 0) - (b[2] ?? 0)));
    expect(JSON.stringify(findings)).not.toMatch(personNumber);
    expect(findings.filter(({ subject }) => subject.id_number?.includes('*')).length).toBeGreaterThan(0);
    expect(JSON.stringify(excused)).not.toMatch(/专门学校|随班就读|送教|残疾/);
    expect(excused.some(({ excused_by }) => excused_by === '其他已核实')).toBe(true);
  });

  it('exports csv with the same fields, for a spreadsheet program', async () => {
    const { out } = await inCounty('findings', 'export', '--format', 'csv');
    const [header, first] = out.split('\r\n');
    expect(header!.startsWith('\uFEFFnumber,check,variant,')).toBe(true);
    expect(header).toContain('subject.registry_number,subject.id_number,subject.name,subject.grade_no,subject.class_no');
    expect(first).toMatch(/^2026-000001/);
    expect(out.split('\r\n')).toHaveLength((await exported()).length + 2);
  });

  it('exports unmasked only for a reason, which the access log keeps', async () => {
    const file = join(folder, '问题.jsonl');
    const before = accessLog().length;
    const { code, out } = await inCounty('findings', 'export', '--format', 'jsonl', '--unmasked', '--reason', '核对原件', '--out', file);
    expect([code, out.includes('未脱敏，严禁外传')]).toEqual([0, true]);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const unmasked = lines.map((line) => exportedFindingSchema.parse(JSON.parse(line)));
    expect(unmasked.some(({ subject }) => /^\d{17}[\dX]$/.test(subject.id_number ?? ''))).toBe(true);
    expect(unmasked.map(({ entity_key }) => entity_key)).toEqual((await exported()).map(({ entity_key }) => entity_key));
    const [entry] = accessLog().slice(before);
    expect(entry).toMatchObject({ action: '导出运行 2026-11-16-1 的问题清单（未脱敏，jsonl）', reason: '核对原件', rows: lines.length });
  });

  it('refuses a reason that names a person, and then nothing leaves', async () => {
    const { code, out } = await inCounty('findings', 'export', '--format', 'jsonl', '--unmasked', '--reason', '核对230123201501010017');
    expect([code, out]).toEqual([4, '']);
  });

  it('holds a list that lacks classes, until it is accepted', async () => {
    const short = join(folder, 'short');
    mkdirSync(short);
    const name = schoolFile();
    writeFileSync(join(short, name.replace(/\d{8}\.csv$/, '.csv')), cutShort(join(files, '本周', name)));
    const school = name.slice(0, 10);
    const { code, document } = await json<ImportSummary>('import', short, '--data-date', '2026-11-18');
    expect(code).toBe(3);
    const [held] = document.submissions.held;
    expect(held).toMatchObject({ school_code: school });
    expect(held!.reason).toContain('heji accept');
    expect(await diagnosisOf('扣住的报送')).toMatchObject({ level: '注意' });

    const wrong = await inCounty('accept', '0000000000');
    expect([wrong.code, wrong.err]).toEqual([2, `没有扣住的报送“0000000000”。现在扣住的有：${school}（报送 ${held!.submission}）。\n`]);
    const accepted = await inCounty('accept', school);
    expect(accepted.code).toBe(0);
    expect(accepted.out).toContain(`学校 ${school} 的报送 ${held!.submission}（数据日 2026-11-18，`);
    const again = await inCounty('accept', held!.submission);
    expect([again.code, again.err]).toEqual([2, `没有扣住的报送“${held!.submission}”。现在没有扣住的报送。\n`]);
  });

  it('tells what could not be read', async () => {
    const bad = join(folder, 'bad');
    mkdirSync(bad);
    writeFileSync(join(bad, '空.csv'), '');
    writeFileSync(join(bad, '菜单.csv'), '甲,乙\n1,2\n');
    const { code, out } = await inCounty('import', bad);
    expect(code).toBe(3);
    expect(out).toContain('已拒收 空.csv：文件是空的');
    expect(out).toContain('未识别 菜单.csv：');
  });
});

describe('heji doctor', { timeout: patience }, () => {
  it('finds a county in use in order', async () => {
    const { code, document } = await json<Diagnosis[]>('doctor', '--as-of', '2026-11-18');
    expect(code).toBe(0);
    expect(document.filter(({ level }) => level === '错误')).toEqual([]);
    expect(document.find(({ item }) => item === '学校报送')).toMatchObject({ level: '正常' });
    expect(document.every(({ level, advice }) => (level === '正常') === (advice === null))).toBe(true);
  });

  it.each([
    ['2026-11-22', '正常'],
    ['2026-11-23', '注意'],
  ])('on %s finds reports of 11-16 %s: after seven days they are of another period', async (day, level) => {
    const { document } = await json<Diagnosis[]>('doctor', '--as-of', day);
    expect(document.find(({ item }) => item === '学校报送')).toMatchObject({ level });
  });

  it('names files that wait, snapshots without a manifest and what killed runs left', async () => {
    writeFileSync(join(county, 'inbox', '新来的.csv'), '甲\n');
    mkdirSync(join(county, 'lake', 'students', '000099'));
    mkdirSync(join(county, 'lake', `.work-${2 ** 30}`));
    expect((await diagnosisOf('收件文件夹'))!.found).toContain('1 个文件没有导入：新来的.csv');
    expect((await diagnosisOf('无主的数据'))!.found).toContain('lake/students/000099');
    expect((await diagnosisOf('中断的遗留'))!.found).toBe(`lake/.work-${2 ** 30}`);
  });

  it('finds a changed access log, and that is a fault', async () => {
    const log = join(county, 'logs', 'access.jsonl');
    const text = readFileSync(log, 'utf8');
    writeFileSync(log, text.replace('核对原件', '例行核对'));
    const { code, out } = await inCounty('doctor');
    expect(code).toBe(3);
    expect(out).toMatch(/错误 {2}访问日志：logs\/access\.jsonl 第 \d+ 行起与前文接不上/);
    writeFileSync(log, text);
  });

  it('finds broken settings and an unknown regulation', async () => {
    const file = join(county, 'heji.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('policy: heilongjiang-2020', 'policy: nowhere-2020'));
    expect(await diagnosisOf('执行的规定')).toMatchObject({ level: '错误' });
    expect((await inCounty('run', 'weekly-inspection')).err).toMatch(
      /heji\.yaml 第5行：policy 写的是“nowhere-2020”，没有这份规定，可用：heilongjiang-2020、henan-2014、lingyuan-2021、national-2013、shanxi-2026\n$/,
    );
    writeFileSync(file, text.replace('"230123"', '"2301"'));
    expect((await inCounty('doctor')).out).toContain('第2行“county_code”：应为 6 位行政区划码');
    writeFileSync(file, text);
  });
});
