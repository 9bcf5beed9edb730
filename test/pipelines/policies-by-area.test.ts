import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadChecks } from '../../src/checks/catalogue.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { countyPolicy } from '../../src/pipelines/county-policy.ts';
import { placeNotes } from '../../src/pipelines/data-notes.ts';
import type { RunOutcome } from '../../src/pipelines/run.ts';
import { openRun } from '../../src/pipelines/run-store.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { asOf, inspectAsOf, temporaryFolder } from '../end-to-end/county.ts';
import { csv, pupils, students } from '../lake/drop.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
let made = 0;

/** A workspace of 依兰县, heilongjiang-2020, with these lines in place of `policies_by_area: {}`. */
function workspaceWith(areas: string, extra = ''): Workspace {
  const path = join(folder.path, `w${++made}`);
  Workspace.create(path, '230123', '依兰县', 'heilongjiang-2020');
  const file = join(path, 'heji.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('policies_by_area: {}\n', areas === '' ? '' : `policies_by_area:\n${areas}`));
  if (extra !== '') appendFileSync(file, extra);
  return Workspace.open(path);
}

/** 一小, 二小, 三小 … with these area codes in the list of schools. */
const listOf = (...areas: readonly string[]): string =>
  csv(
    ['学校标识码', '学校名称', '办学类型', '行政区划码'],
    ...areas.map((area, index) => [`223010000${index + 1}`, `${'一二三四五'[index]}小`, '小学', area]),
  );

async function inspect(workspace: Workspace, files: Readonly<Record<string, string>>, day = asOf): Promise<RunOutcome> {
  mkdirSync(workspace.inbox, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace.inbox, name), text);
  return inspectAsOf(workspace, day);
}

async function relation(workspace: Workspace, outcome: RunOutcome, name: string) {
  const engine = await DuckDbEngine.open();
  try {
    await openRun(engine, workspace, outcome);
    return await engine.rows(`select * from ${name}`);
  } finally {
    engine.close();
  }
}

/** What is said of codes and regulations. */
const notesOf = async (workspace: Workspace, outcome: RunOutcome) =>
  (await relation(workspace, outcome, 'data_notes'))
    .filter((row) => ['区划', '县区划码', '规定'].includes(String(row.kind)))
    .map((row) => `${String(row.kind)}：${String(row.note)}`);

/** Pupils of a school, the first of them the same child everywhere. */
const schoolOf = (school: string, count: number, from: number) => [...pupils(1, { school }), ...pupils(count - 1, { school }, from)];

describe('a run that spans three jurisdictions', () => {
  let workspace: Workspace;
  let outcome: RunOutcome;

  beforeAll(async () => {
    workspace = workspaceWith('  "211382": lingyuan-2021\n  "140000": shanxi-2026\n  "410000": henan-2014\n');
    outcome = await inspect(workspace, {
      '学校.csv': listOf('230123', '211382', '140105', '', '220102'),
      '一小.csv': students(schoolOf('2230100001', 46, 100)),
      '二小.csv': students(schoolOf('2230100002', 46, 200)),
      '三小.csv': students(schoolOf('2230100003', 46, 300)),
      '四小.csv': students(schoolOf('2230100004', 5, 400)),
      '五小.csv': students(schoolOf('2230100005', 5, 500)),
    });
  }, 60_000);

  it('judges each school by its own regulation', () => {
    const statusIn = (check: string, school: string) =>
      outcome.statuses.filter((one) => one.checkId === check && one.schoolCode === `223010000${school}`).map((one) => one.status)[0];
    expect(['1', '2', '3', '4', '5'].map((school) => statusIn('class-size-over-standard', school))).toEqual([
      '有问题',
      '不适用',
      '未运行',
      '无问题',
      '无问题',
    ]);
    expect(['1', '2', '3'].map((school) => statusIn('class-size-register-block', school))[0]).toBe('不适用');
    expect(statusIn('class-size-register-block', '2')).toBe('未运行');
  });

  it('finds a child of five schools once, and each record cites its own regulation', () => {
    const found = outcome.entries.filter((entry) => entry.finding.check.id === 'dup-id-number');
    expect(new Set(found.map((entry) => entry.group)).size).toBe(1);
    expect(found.map(({ finding }) => [finding.schoolCode.at(-1), finding.policyId, finding.basis]).sort()).toEqual([
      ['1', 'heilongjiang-2020', '《黑龙江细则》第二十条、第二十二条、第三十九条'],
      ['2', 'lingyuan-2021', '《凌源办法》第七条'],
      ['3', 'shanxi-2026', '《山西细则》第六条、第十条'],
      ['4', 'heilongjiang-2020', '《黑龙江细则》第二十条、第二十二条、第三十九条'],
      ['5', 'heilongjiang-2020', '《黑龙江细则》第二十条、第二十二条、第三十九条'],
    ]);
  });

  it('says what is missing where a regulation gives no number', () => {
    const status = outcome.statuses.find((one) => one.checkId === 'class-size-over-standard' && one.schoolCode === '2230100003');
    expect(status?.reason).toBe('《山西细则》没有给出数字，请在 heji.yaml 的 overrides 里配置 max_pupils_primary');
  });

  it('keeps which regulations were in use, the workspace’s own first', async () => {
    const rows = await relation(workspace, outcome, 'policies_in_use');
    expect(rows.map((row) => [row.policy_id, row.schools])).toEqual([
      ['heilongjiang-2020', 3],
      ['lingyuan-2021', 1],
      ['shanxi-2026', 1],
    ]);
    expect(rows[2]).toMatchObject({
      title: '山西省中小学生学籍管理实施细则',
      short_title: '山西细则',
      document_number: '晋教〔2026〕1号',
      heading: '《山西省中小学生学籍管理实施细则》（晋教〔2026〕1号，2026-02-10起施行）',
    });
  });

  it('says which codes fit nobody, and who is judged by the workspace’s own because nothing else is given', async () => {
    expect(await notesOf(workspace, outcome)).toEqual([
      '区划：policies_by_area 里的 410000（《河南细则》）没有对上任何学校：学校表里没有这个区划的学校',
      '区划：1 所学校的区划（220102）不在 policies_by_area 里，按本工作区的《黑龙江细则》判：五小',
      '区划：1 所学校在学校表里没有行政区划码，按本工作区的《黑龙江细则》判：四小',
    ]);
  });
});

describe('codes that do not fit', () => {
  const policy = countyPolicy(workspaceWith(''), loadChecks());
  const notes = (...areas: readonly (string | null)[]): string[] =>
    placeNotes(
      areas.map((area, index) => ({ name: `${index + 1}小`, area })),
      '230123',
      policy,
    ).map(({ kind, note }) => `${kind}：${note}`);

  it('a county code that none of the schools has', () => {
    expect(notes('211382', '211302', null)).toEqual([
      '县区划码：heji.yaml 的 county_code 写的是 230123，学校表里没有这个区划的学校（有 211302、211382）；户籍是否在本县按 county_code 判断，请核对',
    ]);
  });
  it('no codes at all, and no map: nothing to say', () => {
    expect(notes(null, null)).toEqual([]);
    expect(notes()).toEqual([]);
  });
  it('one school of the county is enough', () => {
    expect(notes('230123', '211302')).toEqual([]);
  });
});

describe('a map that cannot be used is refused with its line', () => {
  const policyOf = (areas: string) => countyPolicy(workspaceWith(areas), loadChecks());

  it.each([
    [
      '  "211382": lingyuan-2020\n',
      /heji\.yaml 第\d+行：policies_by_area 的 211382 写的是“lingyuan-2020”，没有这份规定，可用：heilongjiang-2020、henan-2014/,
    ],
    ['  "21138": lingyuan-2021\n', /第\d+行“policies_by_area\.21138”：应为 6 位行政区划码，写在引号里/],
    ['  "2113820": lingyuan-2021\n', /“policies_by_area\.2113820”：应为 6 位行政区划码/],
    ['  "011382": lingyuan-2021\n', /“policies_by_area\.011382”：应为 6 位行政区划码/],
    ['  凌源市: lingyuan-2021\n', /“policies_by_area\.凌源市”：应为 6 位行政区划码/],
    ['  "211382":\n', /第\d+行“policies_by_area\.211382”：应为规定的代号/],
    ['  - lingyuan-2021\n', /“policies_by_area”：应写成 "230123": 规定代号/],
    ['  "211382": lingyuan-2021\n  "211382": henan-2014\n', /第\d+行：211382 在同一层写了两次，只留一处/],
    ['  "211382": lingyuan-2021\n  211382: henan-2014\n', /第\d+行：211382 在同一层写了两次，只留一处/],
  ])('%j', (areas, message) => {
    expect(() => policyOf(areas)).toThrow(message);
  });

  it('on the line where it stands', () => {
    const line = readFileSync(workspaceWith('').path('heji.yaml'), 'utf8')
      .split('\n')
      .findIndex((text) => text.startsWith('# 人口信息'));
    expect(() => policyOf('  "140105": shanxi-2026\n  "211382": nowhere-2020\n')).toThrow(`heji.yaml 第${line + 3}行：`);
  });
});

describe('the narrowest key wins', () => {
  const policy = countyPolicy(
    workspaceWith('  "210000": national-2013\n  "211300": henan-2014\n  "211382": lingyuan-2021\n'),
    loadChecks(),
  );
  const packOf = (area: string | null) => policy.withAreas(new Map([['1', area]])).packFor('1').id;

  it.each([
    ['211382', 'lingyuan-2021'],
    ['211382100', 'lingyuan-2021'],
    ['211381', 'henan-2014'],
    ['211300', 'henan-2014'],
    ['211400', 'national-2013'],
    ['210000', 'national-2013'],
    ['220102', 'heilongjiang-2020'],
    ['2', 'heilongjiang-2020'],
    [null, 'heilongjiang-2020'],
  ])('%s: %s', (area, id) => {
    expect(packOf(area)).toBe(id);
  });

  it('a school that the list does not have, and any before the list is read, is the workspace’s own', () => {
    expect(policy.packFor('9').id).toBe('heilongjiang-2020');
    expect(policy.inUse().map(({ id }) => id)).toEqual(['heilongjiang-2020']);
    expect(policy.withAreas(new Map([['1', '211382']])).packFor('9').id).toBe('heilongjiang-2020');
  });

  it('regulations in use are only those of schools there are', () => {
    const areas = new Map([
      ['1', '211382'],
      ['2', '211382'],
    ]);
    expect(
      policy
        .withAreas(areas)
        .inUse()
        .map(({ id }) => id),
    ).toEqual(['lingyuan-2021']);
  });
});
