import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadChecks } from '../../src/checks/catalogue.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { findForbiddenAdvice } from '../../src/handling/advice.ts';
import { loadPipeline } from '../../src/pipelines/declaration.ts';
import { type RunOutcome, runPipeline } from '../../src/pipelines/run.ts';
import { openRun } from '../../src/pipelines/run-store.ts';
import { csv, eachDrop, idOf, pupils, schools, students, studentTitles, temporaryOf } from '../lake/drop.ts';
import { personNumber } from '../person-number.ts';

const drop = eachDrop();

const numbered = (outcome: RunOutcome): string[] =>
  outcome.entries.map(
    (entry) => `${entry.number} ${entry.finding.check.id} ${entry.finding.name} ${entry.status} ${entry.firstSeen} ${entry.lastSeen}`,
  );

const twins = (first: string, second: string): string =>
  students([{ name: first, id: idOf(1) }, { name: second, id: idOf(1), registry: temporaryOf(2), class: '2班' }, ...pupils(3, {}, 10)]);

describe('a finding from week to week', () => {
  it('keeps its number, and is persisting when seen again', async () => {
    drop().put('学生_20261109.csv', twins('王甲', '李乙'));
    expect(numbered(await drop().run('2026-11-09'))).toEqual([
      '2026-000001-1 dup-id-number 王甲 new 2026-11-09 2026-11-09',
      '2026-000001-2 dup-id-number 李乙 new 2026-11-09 2026-11-09',
    ]);
    drop().put('学生_20261116.csv', twins('王甲', '李乙'));
    expect(numbered(await drop().run('2026-11-16'))).toEqual([
      '2026-000001-1 dup-id-number 王甲 persisting 2026-11-09 2026-11-16',
      '2026-000001-2 dup-id-number 李乙 persisting 2026-11-09 2026-11-16',
    ]);
  });

  it('running again on the same day changes nothing', async () => {
    drop().put('学生.csv', twins('王甲', '李乙'));
    const first = numbered(await drop().run());
    expect(numbered(await drop().run())).toEqual(first);
  });

  it('a corrected name is the same pupil; a third record of the number joins the group', async () => {
    drop().put('学生_20261109.csv', twins('王甲', '李乙'));
    await drop().run('2026-11-09');
    const more = students([
      { name: '李乙', id: idOf(1), registry: temporaryOf(2), class: '2班' },
      { name: '王佳', id: idOf(1) },
      { name: '赵丙', id: idOf(1), registry: temporaryOf(3), class: '3班' },
      ...pupils(3, {}, 10),
    ]);
    drop().put('学生_20261116.csv', more);
    const lines = numbered(await drop().run('2026-11-16'));
    expect(lines).toContain('2026-000001-2 dup-id-number 李乙 persisting 2026-11-09 2026-11-16');
    expect(
      lines
        .filter((line) => line.includes('赵丙') || line.includes('王佳'))
        .map((line) => line.slice(0, 13))
        .sort(),
    ).toEqual(['2026-000001-1', '2026-000001-3']);
  });

  it('the ledger’s events hold no number and no name of a person', async () => {
    drop().put('学生.csv', twins('王甲', '李乙'));
    await drop().run();
    const folder = drop().workspace.path('ledger', 'events');
    const text = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('');
    expect(text).toContain('2026-000001-1');
    expect(text).not.toContain(idOf(1));
    expect(text).not.toMatch(/王甲|李乙/);
    expect(text).not.toMatch(personNumber);
  });

  it('a day before the last run is refused', async () => {
    drop().put('学生.csv', twins('王甲', '李乙'));
    await drop().run('2026-11-16');
    await expect(drop().run('2026-11-15')).rejects.toThrow('早于台账里的上一次运行');
  });
});

describe('what else may happen on a Monday', () => {
  it('a school that is not in the list is loaded, judged and marked', async () => {
    drop()
      .put('学校.csv', schools)
      .put(
        '外.csv',
        students([
          { school: '2230109999', name: '王甲', id: idOf(1) },
          { school: '2230109999', name: '李乙', id: idOf(1), registry: temporaryOf(2) },
        ]),
      );
    const outcome = await drop().run();
    expect(outcome.entries.map(({ finding }) => `${finding.check.id} ${finding.schoolCode}`)).toEqual([
      'dup-id-number 2230109999',
      'dup-id-number 2230109999',
      'school-code-invalid 2230109999',
    ]);
    expect(outcome.schools).toEqual(['2230100001', '2230100002', '2230109999']);
    expect(outcome.statuses.filter((status) => status.schoolCode === '2230100001' && status.checkId === 'dup-id-number')).toMatchObject([
      { status: '未运行', reason: '该校没有报送学籍' },
    ]);
  });

  it('a suspected dropout who shares a number: nobody is advised to remove the record', async () => {
    const rows = twins('王甲', '李乙').replace(/^(.*王甲.*)在读$/m, '$1疑似辍学');
    drop().put('学生.csv', rows);
    const { entries } = await drop().run();
    const advice = new Map(entries.map(({ finding }) => [finding.name, finding.howToFix]));
    expect(advice.get('李乙')).toContain('“删除”');
    expect(advice.get('王甲')).toContain('学籍在核清和安置落实前一律保留');
    expect(findForbiddenAdvice(advice.get('王甲')!)).toBeNull();
  });

  it('未导入 names what has to be looked at, and counts what every file has once for all', async () => {
    drop()
      .put('a.csv', `名册\n${students(pupils(2))}合计,2\n`)
      .put('b.csv', `名册\n${students(pupils(2, { school: '2230100002' }, 10))}`);
    const outcome = await drop().run();
    const engine = await DuckDbEngine.open();
    await openRun(engine, drop().workspace, outcome);
    const rows = await engine.rows("select file, reason, rows from import_issues where kind = '跳过的行'");
    engine.close();
    expect(rows.map((row) => `${row.file} ${row.reason} ${row.rows}`).sort()).toEqual([
      'a.csv 合计、小计行 1',
      '（所有文件） 表头以上的标题、说明行 2',
      '（所有文件） 表头行 2',
    ]);
  });

  it('one check that fails does not stop the others', async () => {
    drop().put('学生.csv', twins('王甲', '李乙'));
    const checks = loadChecks();
    const pipeline = loadPipeline('weekly-inspection', checks);
    const broken = pipeline.checks.map((check) =>
      check.id === 'id-checksum' ? { ...check, sql: 'select no_such_column from current_students' } : check,
    );
    const outcome = await runPipeline(drop().workspace, { ...pipeline, checks: broken }, checks, {
      asOf: '2026-11-16',
      startedAt: '2026-11-16 08:00:00',
      onProgress: () => {},
    });
    expect(outcome.statuses.filter((status) => status.checkId === 'id-checksum')).toMatchObject([
      { status: '出错', schoolCode: '2230100001' },
    ]);
    expect(outcome.entries.map((entry) => entry.finding.check.id)).toEqual(['dup-id-number', 'dup-id-number']);
  });

  it('a run that was killed before its commit left nothing that counts', async () => {
    drop().put('学生.csv', twins('王甲', '李乙'));
    await drop().import();
    const before = readdirSync(drop().workspace.path('ledger'));
    writeFileSync(join(drop().workspace.folder, 'lake', 'students', 'half-written.parquet'), 'x');
    const first = await drop().run();
    expect(before).toEqual([]);
    expect(first.entries).toHaveLength(2);
  });

  it('of two processes that commit the same number one is refused and changes nothing', async () => {
    drop().put('学生.csv', twins('王甲', '李乙'));
    const results = await Promise.allSettled([drop().run(), drop().run()]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(String(refused[0]?.reason)).toMatch(/另一个核籍/);
    expect(readdirSync(drop().workspace.path('ledger', 'events'))).toEqual(['000001.json']);
  });

  it('rows in another order, in other files, in another encoding: the same findings with the same numbers', async () => {
    const rows = twins('王甲', '李乙').trimEnd().split('\n');
    const [header, ...body] = rows as [string, ...string[]];
    drop().put('a.csv', rows.join('\n'));
    const first = numbered(await drop().run());
    const other = eachOther();
    other
      .put('b/后.csv', [header, ...body.slice(3).reverse()].join('\r\n'))
      .put('b/前.csv', `\ufeff${[header, ...body.slice(0, 3).reverse()].join('\n')}\n`);
    expect(numbered(await other.run())).toEqual(first);
    expect(existsSync(other.workspace.path('inbox', '已导入'))).toBe(true);
  });

  const second = eachDrop();
  const eachOther = () => second();

  it('an export with its columns in another order and with titles of another system', async () => {
    const order = [4, 2, 0, 6, 5, 1, 3, 7];
    const titles = ['XXBSM', 'XJH', 'XM', 'XB', 'SFZJH', 'NJ', 'BJ', 'XSDQZT'];
    const body = twins('王甲', '李乙')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    drop().put(
      'x.csv',
      csv(
        order.map((at) => titles[at]!),
        ...body.map((cells) => order.map((at) => cells[at]!)),
      ),
    );
    expect(order.map((at) => studentTitles[at])).toHaveLength(8);
    expect(numbered(await drop().run())).toHaveLength(2);
  });
});
