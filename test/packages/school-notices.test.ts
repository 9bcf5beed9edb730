import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { literal } from '../../src/engine/sql-text.ts';
import { createSchoolNotices } from '../../src/packages/school-notices.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { checked, finding, firstSchool, openCounty, secondSchool } from './county.ts';

const unsent = { ...secondSchool, submission: '本期未报送', data_date: '2026-10-01' };

describe('which paper a school gets', () => {
  const other = (code: number, fields: object = {}) => ({
    ...firstSchool,
    school_code: `230999000${code}`,
    school_name: `第${code}小学`,
    ...fields,
  });
  const schools = [
    firstSchool,
    unsent,
    other(3, { submission: '疑似不完整（已扣住）' }),
    other(4),
    other(5, { submission: '与上次相同' }),
    other(6, { submission: '不另报（前导零丢失）' }),
    other(7),
    other(8),
  ];

  it('goes by what it owes, what it sent and what was looked at', async () => {
    const { engine } = await openCounty({
      schools,
      findings: [finding],
      statuses: [
        ...checked(firstSchool, { status: '有问题' }),
        ...checked(other(2), { status: '无问题' }),
        ...checked(other(3), { status: '无问题' }),
        ...checked(other(4), { status: '未运行', reason: '没有报送“考勤”' }, { status: '不适用' }),
        ...checked(other(5), { status: '无问题' }, { status: '无问题' }, { status: '出错', reason: '检查本身出错' }),
        ...checked(other(7), { status: '无问题' }),
        ...checked(other(8), { status: '无问题' }, { status: '无问题' }),
      ],
      stale: [
        { check_id: 'check-0', school_code: '2309990007', why: 'unsent' },
        { check_id: 'check-1', school_code: '2309990008', why: 'held' },
      ],
    });
    expect(await engine.rows('select school_code, kind, checks_run from school_notices order by school_code')).toEqual([
      { school_code: '2309990001', kind: 'findings', checks_run: 1 },
      { school_code: '2309990002', kind: 'unsent', checks_run: 1 },
      { school_code: '2309990003', kind: 'held', checks_run: 1 },
      { school_code: '2309990004', kind: 'unchecked', checks_run: 0 },
      { school_code: '2309990005', kind: 'clean', checks_run: 2 },
      // Attendance of an earlier period says nothing of this one.
      { school_code: '2309990007', kind: 'unchecked', checks_run: 0 },
      { school_code: '2309990008', kind: 'clean', checks_run: 1 },
    ]);
    expect(await engine.rows('select school_code, checks, reason, checks_not_run from school_unchecked order by school_code')).toEqual([
      { school_code: '2309990004', checks: '检查1', reason: '没有报送“考勤”', checks_not_run: 1 },
      { school_code: '2309990005', checks: '检查3', reason: '检查本身出错', checks_not_run: 1 },
      { school_code: '2309990007', checks: '检查1', reason: '贵校本期没有报送这项检查所需的数据', checks_not_run: 1 },
      { school_code: '2309990008', checks: '检查2', reason: '报送的数据疑似不完整，已经扣住', checks_not_run: 1 },
    ]);
  });

  it('is one for a school whose code the list has a second time without its zeros, with what was found under either', async () => {
    const whole = { ...firstSchool, school_code: '0230999001', school_name: '开放实验学校（0230999001）', submission: '本期未报送' };
    const short = { ...whole, school_code: '230999001', school_name: '开放实验学校（230999001）', submission: '不另报（前导零丢失）' };
    const { engine } = await openCounty({
      schools: [whole, short],
      findings: [
        { ...finding, school_code: short.school_code, school_name: short.school_name },
        { ...finding, number: '2026-000008', school_code: whole.school_code, school_name: whole.school_name, severity: 'red' },
      ],
    });
    expect(await engine.rows('select school_code, kind, serial from school_notices')).toEqual([
      { school_code: '0230999001', kind: 'findings', serial: 1 },
    ]);
    expect(await engine.rows('select school_code, school_name, line, number from package_items order by line')).toEqual(
      ['2026-000008', '2026-000007'].map((number, index) => ({
        school_code: '0230999001',
        school_name: whole.school_name,
        line: index + 1,
        number,
      })),
    );
  });

  it('is one also for a school that only a finding knows', async () => {
    const { engine } = await openCounty({ schools: [secondSchool], findings: [finding] });
    expect(await engine.rows('select school_code, school_name, kind from school_notices order by school_code')).toEqual([
      { school_code: '2309990001', school_name: '松岭县第一小学', kind: 'findings' },
      { school_code: '2309990002', school_name: '松岭县第二小学', kind: 'clean' },
    ]);
  });
});

describe('the number of a paper', () => {
  async function numbersAfter(...earlier: readonly { as_of: string; serials: readonly number[] }[]) {
    const { engine, workspace } = await openCounty({});
    const runs = [];
    for (const [index, { as_of, serials }] of earlier.entries()) {
      const folder = `run-${index}`;
      mkdirSync(workspace.path('ledger', 'runs', folder), { recursive: true });
      const file = workspace.path('ledger', 'runs', folder, 'school_notices.parquet');
      const values = serials.map((serial) => `(${serial})`).join(', ');
      const rows = serials.length === 0 ? 'select 1 as serial where false' : `select * from (values ${values}) t(serial)`;
      await engine.run(`copy (${rows}) to ${literal(file)} (format parquet)`);
      runs.push({ folder, as_of });
    }
    await createSchoolNotices(engine, workspace, { run: '2026-11-16-1', asOf: '2026-11-16' }, [
      ...runs,
      { folder: 'gone', as_of: '2026-11-10' },
    ]);
    return (await engine.rows('select number from school_notices order by school_code')).map(({ number }) => number);
  }

  it('is the first of the year in the first run, in the order of the schools', async () => {
    expect(await numbersAfter()).toEqual(['学籍整改〔2026〕1号', '学籍整改〔2026〕2号']);
  });

  it('goes on from the newest run of the year that kept any', async () => {
    expect(await numbersAfter({ as_of: '2026-11-02', serials: [1, 2] }, { as_of: '2026-11-09', serials: [3, 4] })).toEqual([
      '学籍整改〔2026〕5号',
      '学籍整改〔2026〕6号',
    ]);
    expect(await numbersAfter({ as_of: '2026-11-02', serials: [1, 2] }, { as_of: '2026-11-09', serials: [] })).toEqual([
      '学籍整改〔2026〕3号',
      '学籍整改〔2026〕4号',
    ]);
  });

  it('begins anew each year', async () => {
    expect(await numbersAfter({ as_of: '2025-12-31', serials: [98, 99] })).toEqual(['学籍整改〔2026〕1号', '学籍整改〔2026〕2号']);
  });

  it('is written as heji.yaml has it', async () => {
    const { engine, workspace } = await openCounty({});
    const file = workspace.path('heji.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('学籍整改〔{year}〕{serial}号', '松教发〔{year}〕第{serial}号'));
    await createSchoolNotices(engine, Workspace.open(workspace.folder), { run: '2026-11-16-1', asOf: '2026-11-16' }, []);
    expect((await engine.rows('select min(number) as number from school_notices'))[0]!.number).toBe('松教发〔2026〕第1号');
  });
});
