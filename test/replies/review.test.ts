import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { importReplies } from '../../src/replies/import-replies.ts';
import { review } from '../../src/replies/review.ts';
import { exportReview } from '../../src/replies/review-workbook.ts';
import { filledPackage } from './filled-package.ts';
import { firstDay, SentCounty } from './sent-county.ts';

const at = '2026-11-21 09:30:00';
let county: SentCounty;

const take = () => importReplies(county.workspace, { paths: [], at, by: '王老师', onProgress: () => {} });
const decide = (target: string, isAccepted: boolean, reason: string | null = null) =>
  review(county.workspace, [{ target, isAccepted, reason, where: '' }], '张科长', at);
const finding = async (number: string) =>
  (
    await county.state(
      `select status, why, reply_verdict, verdict_reason, verdict_by, explained_material from ledger_findings where number = '${number}'`,
    )
  )[0];

beforeAll(async () => {
  county = SentCounty.make();
  const run = await county.run(firstDay, [
    { number: '2026-000001' },
    { number: '2026-000002', kind: 'must-fix', actions: ['evidence', 'changed'] },
    { number: '2026-000003' },
    { number: '2026-000004', kind: 'must-fix', actions: ['fixed', 'explained'] },
    { number: '2026-000005-1', actions: ['evidence'], group: 'g' },
    { number: '2026-000005-2', actions: ['evidence'], group: 'g' },
  ]);
  const explained = { 处理方式: '情况说明', 整改情况: '户口簿如此' };
  const evidence = { 处理方式: '佐证', 佐证材料: '出生证明' };
  county.put(
    '某校.xlsx',
    await filledPackage(await county.workbook(run, 'A'), {
      '2026-000001': explained,
      '2026-000002': evidence,
      '2026-000003': explained,
      '2026-000004': explained,
      '2026-000005-1': evidence,
      '2026-000005-2': evidence,
    }),
  );
  await take();
});

describe('on the command line', () => {
  test('an accepted explanation makes the finding 已说明, with the evidence on which it rests', async () => {
    await decide('2026-000001', true, '附件齐全');
    expect(await finding('2026-000001')).toEqual({
      status: 'explained',
      why: 'explained',
      reply_verdict: '已采信',
      verdict_reason: '附件齐全',
      verdict_by: '张科长',
      explained_material: 'm1',
    });
  });

  test('withdrawn, it persists', async () => {
    await decide('2026-000001', false, '原件不符');
    expect(await finding('2026-000001')).toMatchObject({
      status: 'persisting',
      why: 'explanation-withdrawn',
      reply_verdict: '未采信',
      explained_material: null,
    });
  });

  test('a group is judged record by record', async () => {
    const [judged] = await decide('2026-000005', true);
    expect(judged?.outcome).toMatchObject({ kind: 'refused', reason: expect.stringContaining('2026-000005-1、2026-000005-2') });
  });

  test('what cannot be judged changes nothing', async () => {
    const before = await county.state('select max(sequence) as n from ledger_replies');
    expect((await decide('2026-000004', true))[0]?.outcome.kind).toBe('refused');
    expect((await decide('000009-1', true))[0]?.outcome.kind).toBe('refused');
    expect(await county.state('select max(sequence) as n from ledger_replies')).toEqual(before);
  });
});

describe('by workbook', () => {
  const path = () => county.workspace.path('outbox', '待审说明.xlsx');

  test('holds what has to be judged, with a list to pick from, and no more', async () => {
    expect(await exportReview(county.workspace, at)).toEqual({ file: path(), replies: 4 });
    const sheet = await reviewSheet();
    expect(numbersOf(sheet)).toEqual(['2026-000002', '2026-000003', '2026-000005-1', '2026-000005-2']);
    expect(sheet.getCell(firstRow(sheet), columnOf(sheet, '审核结论')).dataValidation.type).toBe('list');
    expect((sheet as unknown as { readonly sheetProtection: object | null }).sheetProtection).toBeTruthy();
  });

  test('unfilled it stays, and nothing is told', async () => {
    const result = await take();
    expect([result.sequence, result.papers, result.undecided, existsSync(path())]).toEqual([null, null, 4, true]);
  });

  test('filled in it is taken back, each line or why not; with lines that do not count it stays', async () => {
    const sheet = await reviewSheet();
    const fill = (number: string, verdict: string | null, reason: string | null) => {
      const row = rowOf(sheet, number);
      sheet.getCell(row, columnOf(sheet, '审核结论')).value = verdict;
      sheet.getCell(row, columnOf(sheet, '审核理由')).value = reason;
    };
    fill('2026-000002', '采信', null);
    fill('2026-000003', '不采信', null);
    fill('2026-000005-1', '同意', null);
    fill('2026-000005-2', '不采信', '证明编号 211105201001010015 不清楚');
    writeFileSync(path(), Buffer.from(await sheet.workbook.xlsx.writeBuffer()));
    await expect(exportReview(county.workspace, at)).rejects.toThrow('已有选好的审核结论');

    const result = await take();
    expect(result.decisions.map(({ outcome }) => outcome.kind)).toEqual(['taken', 'refused', 'taken']);
    expect(result.unread).toEqual([
      { where: expect.stringMatching(/^待审说明\.xlsx［待审说明］第\d+行$/), problem: expect.stringContaining('写的是“同意”') },
    ]);
    expect(await finding('2026-000002')).toMatchObject({ status: 'explained', reply_verdict: '已采信' });
    expect(await finding('2026-000003')).toMatchObject({ status: 'new', reply_verdict: '待审' });
    expect(await finding('2026-000005-2')).toMatchObject({
      status: 'new',
      reply_verdict: '未采信',
      verdict_reason: '证明编号 211105**********15 不清楚',
    });
    expect([result.moved, result.left.map(({ file }) => file), existsSync(path())]).toEqual([null, ['待审说明.xlsx'], true]);
  });

  test('mended where it lies, the rest is taken, nothing twice, and it is put away', async () => {
    const sheet = await reviewSheet();
    sheet.getCell(rowOf(sheet, '2026-000003'), columnOf(sheet, '审核理由')).value = '没有原件';
    sheet.getCell(rowOf(sheet, '2026-000005-1'), columnOf(sheet, '审核结论')).value = '采信';
    writeFileSync(path(), Buffer.from(await sheet.workbook.xlsx.writeBuffer()));
    const result = await take();
    expect(result.decisions.map(({ outcome }) => outcome.kind)).toEqual(['repeated', 'taken', 'taken', 'repeated']);
    expect(result.moved).toEqual({ folder: 'replies/已导入/2026-11-21', files: 1 });
    expect([existsSync(path()), existsSync(county.workspace.path('replies', '已导入', '2026-11-21', '待审说明.xlsx'))]).toEqual([
      false,
      true,
    ]);
  });

  test('the same workbook again records nothing', async () => {
    writeFileSync(path(), readFileSync(county.workspace.path('replies', '已导入', '2026-11-21', '待审说明.xlsx')));
    const result = await take();
    expect([result.sequence, ...result.decisions.map(({ outcome }) => outcome.kind)]).toEqual([null, ...Array(4).fill('repeated')]);
  });

  async function reviewSheet(): Promise<ExcelJS.Worksheet> {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path());
    return book.getWorksheet('待审说明')!;
  }
});

const headerRow = (sheet: ExcelJS.Worksheet): number => {
  for (let row = 1; row <= 10; row += 1) if ((sheet.getRow(row).values as unknown[]).includes('审核结论')) return row;
  throw new Error('no header');
};
const firstRow = (sheet: ExcelJS.Worksheet): number => headerRow(sheet) + 1;
const columnOf = (sheet: ExcelJS.Worksheet, title: string): number => (sheet.getRow(headerRow(sheet)).values as unknown[]).indexOf(title);
const numbersOf = (sheet: ExcelJS.Worksheet): string[] =>
  (sheet.getColumn(columnOf(sheet, '问题编号')).values as unknown[]).map(String).filter((text) => /^2026-/.test(text));
const rowOf = (sheet: ExcelJS.Worksheet, number: string): number =>
  (sheet.getColumn(columnOf(sheet, '问题编号')).values as unknown[]).indexOf(number);
