import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { importReplies, type ReplyImport } from '../../src/replies/import-replies.ts';
import { changed } from '../ledger/ledger-folder.ts';
import { personNumber } from '../person-number.ts';
import { filledPackage } from './filled-package.ts';
import { firstDay, SentCounty, secondDay } from './sent-county.ts';

const at = '2026-11-21 09:30:00';

const importAll = (county: SentCounty, paths: readonly string[] = []): Promise<ReplyImport> =>
  importReplies(county.workspace, { paths, at, by: '王老师', onProgress: () => {} });

const kinds = ({ lines }: ReplyImport): Record<string, string> =>
  Object.fromEntries(lines.map(({ line, outcome }) => [outcome.item?.number ?? line.number ?? `第${line.row}行`, outcome.kind]));

const reasons = ({ lines }: ReplyImport): Record<string, string> =>
  Object.fromEntries(
    lines.flatMap(({ line, outcome }) =>
      'reason' in outcome ? [[outcome.item?.number ?? line.number ?? `第${line.row}行`, outcome.reason]] : [],
    ),
  );

describe('answers of a school', () => {
  let county: SentCounty;
  let result: ReplyImport;

  beforeAll(async () => {
    county = SentCounty.make();
    const run = await county.run(firstDay, [
      { number: '2026-000001' },
      { number: '2026-000002', kind: 'must-fix', actions: ['evidence', 'changed', 'deleted'] },
      { number: '2026-000003' },
      { number: '2026-000004', kind: 'must-fix' },
    ]);
    const bytes = await filledPackage(await county.workbook(run, 'A'), {
      '2026-000001': { 处理方式: '情况说明', 整改情况: '户口簿号码 211105201001010015 与系统一致', 责任人: '李老师' },
      '2026-000002': { 处理方式: '佐证', 佐证材料: '户口簿复印件', 责任人: '李老师', 完成日期: new Date('2026-11-12') },
      '2026-000004': { 处理方式: '变更', 整改情况: '=1+1', 完成日期: '2026.11.13' },
    });
    county.put('三道岗/211105201001010015 (2).xlsx', bytes);
    result = await importAll(county);
  });

  test('each answered line is taken, the others are unanswered', () => {
    expect(kinds(result)).toEqual({
      '2026-000001': 'taken',
      '2026-000002': 'taken',
      '2026-000003': 'unanswered',
      '2026-000004': 'taken',
    });
    expect(result.files).toEqual([{ file: '三道岗/211105**********15 (2).xlsx', outcome: '整改台账', note: null }]);
  });

  test('the ledger has them, with numbers of persons masked and dates as days', async () => {
    const replies = await county.state(
      'select reply, number, school, action, situation, proof, done_on, run, material, row, "by", verdict from ledger_replies order by reply',
    );
    expect(replies).toMatchObject([
      {
        reply: '000002-1',
        number: '2026-000001',
        action: 'explained',
        situation: '户口簿号码 211105**********15 与系统一致',
        done_on: null,
        by: '王老师',
      },
      {
        number: '2026-000002',
        school: '2111050201',
        action: 'evidence',
        proof: '户口簿复印件',
        done_on: '2026-11-12',
        run: '2026-11-09-1',
        material: 'm1',
      },
      { number: '2026-000004', action: 'changed', situation: '=1+1', done_on: '2026-11-13', verdict: null },
    ]);
  });

  test('no number of a person is in the ledger, though it was typed and is in the name of a file', async () => {
    expect(county.workspace.path('ledger', 'events', '000002.json')).toSatisfy(
      (path: string) => !personNumber.test(readFileSync(path, 'utf8')),
    );
  });

  test('no status changes: the data closes a finding, not its answer', async () => {
    expect(await county.state('select distinct status from ledger_findings')).toEqual([{ status: 'new' }]);
  });

  test('the file leaves the folder', () => {
    expect(existsSync(county.workspace.path('replies', '三道岗', '211105201001010015 (2).xlsx'))).toBe(false);
    expect(existsSync(county.workspace.path('replies', '已导入', '2026-11-21', '三道岗', '211105201001010015 (2).xlsx'))).toBe(true);
  });

  test('回执汇总 counts the school and shows what was recorded, formulas as text', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(county.workspace.path('outbox', '回执-002', '回执汇总.xlsx'));
    expect(book.worksheets.map(({ name }) => name)).toEqual(['学校汇总', '未采用', '采用', '其他各行', '审定', '文件']);
    const schoolRow = rowsOf(book, '学校汇总').find((row) => row.includes('三道岗中心小学'));
    expect(schoolRow?.slice(1)).toEqual(['2111050201', '三道岗中心小学', 1, 3, 0, 0, 0, 1, 4, 3, 2, 0, 1]);
    const taken = rowsOf(book, '采用').filter((row) => /^2026-/.test(String(row[2])));
    expect(taken.map((row) => [row[2], row[5], row[6], row[7] ?? null])).toEqual([
      ['2026-000001', '情况说明', '待审', '户口簿号码 211105**********15 与系统一致'],
      ['2026-000002', '佐证', '待审', null],
      ['2026-000004', '变更', '待数据核实', '=1+1'],
    ]);
  });

  test('the same file again records nothing', async () => {
    const again = await importAll(county, [county.workspace.path('replies', '已导入')]);
    expect(again.sequence).toBeNull();
    expect(kinds(again)).toMatchObject({ '2026-000001': 'repeated', '2026-000002': 'repeated', '2026-000004': 'repeated' });
    expect(await county.state('select count(*)::integer as n from ledger_replies')).toEqual([{ n: 3 }]);
  });

  test('killed before 回执汇总 was written, the next import writes it as if it had gone on', async () => {
    const file = county.workspace.path('outbox', '回执-002', '回执汇总.xlsx');
    const asItWas = await takenNumbers(file);
    expect(asItWas).toHaveLength(3);
    rmSync(file);
    await importAll(county, [county.workspace.path('replies', '已导入')]);
    expect(await takenNumbers(file)).toEqual(asItWas);
    await importAll(county, [county.workspace.path('replies', '已导入')]);
    expect(await takenNumbers(county.workspace.path('outbox', '回执-002-3', '回执汇总.xlsx'))).toEqual([]);
  });

  test('a later answer to the same package replaces the earlier one; the earlier file then says nothing new', async () => {
    const bytes = await filledPackage(await county.workbook('2026-11-09-1', 'A'), {
      '2026-000001': { 处理方式: '变更', 整改情况: '已改', 完成日期: '2026-11-20' },
    });
    county.put('更正.xlsx', bytes);
    expect(kinds(await importAll(county))['2026-000001']).toBe('taken');
    expect(await county.state("select reply_action from ledger_findings where number = '2026-000001'")).toEqual([
      { reply_action: 'changed' },
    ]);
    const again = await importAll(county, [county.workspace.path('replies', '已导入')]);
    expect(kinds(again)['2026-000001']).toBe('repeated');
    expect(again.sequence).toBeNull();
  });

  test('an answer to an older package is refused once a newer one is answered', async () => {
    const second = await county.run(secondDay, [{ number: '2026-000003' }], [changed('new', 'persisting', 'found-again', '2026-000003')]);
    county.put(
      '新.xlsx',
      await filledPackage(await county.workbook(second, 'A'), { '2026-000003': { 处理方式: '情况说明', 整改情况: '新的' } }),
    );
    expect(kinds(await importAll(county))).toEqual({ '2026-000003': 'taken' });
    county.put(
      '旧.xlsx',
      await filledPackage(await county.workbook('2026-11-09-1', 'A'), { '2026-000003': { 处理方式: '情况说明', 整改情况: '旧的' } }),
    );
    const older = await importAll(county);
    expect(reasons(older)['2026-000003']).toContain('已按更新的整改台账（运行 2026-11-16-1）答复过');
  });
});

test('papers that cannot be written are told, the answers count, and the next import makes up for it', async () => {
  const county = SentCounty.make();
  const run = await county.run(firstDay, [{ number: '2026-000001' }]);
  county.put('a.xlsx', await filledPackage(await county.workbook(run, 'A'), { '2026-000001': { 处理方式: '情况说明', 整改情况: '一' } }));
  const blocked = county.workspace.path('outbox', '回执-002');
  writeFileSync(blocked, '');
  const first = await importAll(county);
  expect(first).toMatchObject({ sequence: 2, papers: { problem: expect.stringContaining('答复已经记入台账，但回执汇总没有写成') } });
  rmSync(blocked);
  const second = await importAll(county);
  expect(second).toMatchObject({ sequence: null, left: [] });
  expect(await takenNumbers(county.workspace.path('outbox', '回执-002', '回执汇总.xlsx'))).toEqual(['2026-000001']);
  expect(existsSync(county.workspace.path('replies', 'a.xlsx'))).toBe(false);
});

async function takenNumbers(file: string): Promise<unknown[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  return rowsOf(book, '采用').flatMap((row) => (/^2026-/.test(String(row[2])) ? [row[2]] : []));
}

const rowsOf = (book: ExcelJS.Workbook, name: string): unknown[][] => {
  const rows: unknown[][] = [];
  book.getWorksheet(name)?.eachRow((row) => {
    rows.push((row.values as unknown[]).slice(1).map((value) => value ?? null));
  });
  return rows;
};
