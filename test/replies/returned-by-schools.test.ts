import { existsSync } from 'node:fs';
import type ExcelJS from 'exceljs';
import { beforeAll, expect, test } from 'vitest';
import { importReplies, type ReplyImport } from '../../src/replies/import-replies.ts';
import { zip } from '../lake/zip.ts';
import { filledPackage, headerOf } from './filled-package.ts';
import { firstDay, SentCounty, type SentFinding, schools } from './sent-county.ts';

let county: SentCounty;
let sentA: Uint8Array;
let sentB: Uint8Array;
let run: string;

const take = (...paths: string[]): Promise<ReplyImport> =>
  importReplies(county.workspace, { paths, at: '2026-11-21 09:30:00', by: '王老师', onProgress: () => {} });
const kinds = ({ lines }: ReplyImport): Record<string, string> =>
  Object.fromEntries(lines.map(({ line, outcome }) => [line.number ?? `第${line.row}行`, outcome.kind]));
const reason = ({ lines }: ReplyImport): string => lines.map(({ outcome }) => ('reason' in outcome ? outcome.reason : '')).join('\n');
const explained = (text: string) => ({ 处理方式: '情况说明', 整改情况: text });

beforeAll(async () => {
  county = SentCounty.make();
  const ofA = Array.from({ length: 12 }, (_, index): SentFinding => ({ number: `2026-0000${String(index + 1).padStart(2, '0')}` }));
  run = await county.run(firstDay, [...ofA, { number: '2026-000021', school: 'B' }, { number: '2026-000022', school: 'B' }]);
  sentA = await county.workbook(run, 'A');
  sentB = await county.workbook(run, 'B');
});

/** The rows of findings as values, by number; the sheet below the header is cleared. */
function takeRows(sheet: ExcelJS.Worksheet): { header: number; titles: unknown[]; rows: unknown[][] } {
  const { row: header } = headerOf(sheet);
  const titles = (sheet.getRow(header).values as unknown[]).slice(1);
  const rows: unknown[][] = [];
  for (let row = header + 1; row <= sheet.rowCount; row += 1) {
    const values = Array.from({ length: titles.length }, (_, column) => sheet.getRow(row).getCell(column + 1).value);
    if (/^2026-/.test(String(values[titles.indexOf('问题编号')]))) rows.push(values);
    for (let column = 1; column <= titles.length; column += 1) sheet.getRow(row).getCell(column).value = null;
  }
  return { header, titles, rows };
}

function putRows(sheet: ExcelJS.Worksheet, header: number, rows: readonly (readonly unknown[])[]): void {
  rows.forEach((values, index) => {
    values.forEach((value, column) => {
      sheet.getRow(header + index).getCell(column + 1).value = value as ExcelJS.CellValue;
    });
  });
}

test('rows sorted, filtered and deleted, columns moved, others between, notes below, another name', async () => {
  const path = county.put(
    '三道岗小学 回执（最终版）2.xlsx',
    await filledPackage(
      sentA,
      { '2026-000001': explained('一'), '2026-000002': explained('二'), '2026-000003': explained('三') },
      (sheet) => {
        const { header, titles, rows } = takeRows(sheet);
        const kept = rows.filter((row) => row[titles.indexOf('问题编号')] !== '2026-000004').reverse();
        const moved = (row: readonly unknown[], extra: unknown): unknown[] => [...row.slice(14), extra, ...row.slice(0, 14)];
        putRows(sheet, header, [moved(titles, '校长意见'), ...kept.map((row) => moved(row, '同意')), [], ['备注：以上均已核实']]);
        sheet.getRow(header + 1).hidden = true;
        sheet.getRow(header + kept.length).hidden = true;
        sheet.name = 'Sheet1';
      },
    ),
  );
  const result = await take(path);
  expect(kinds(result)).toMatchObject({
    '2026-000001': 'taken',
    '2026-000002': 'taken',
    '2026-000003': 'taken',
    '2026-000012': 'unanswered',
  });
  expect(kinds(result)).not.toHaveProperty('2026-000004');
  expect(result.files[0]).toMatchObject({ outcome: '整改台账', note: expect.stringContaining('没有问题编号') });
});

test('columns sorted apart from the others are noticed', async () => {
  const path = county.put(
    '错位.xlsx',
    await filledPackage(sentA, { '2026-000005': explained('五'), '2026-000006': explained('六') }, (sheet) => {
      const { header, titles, rows } = takeRows(sheet);
      const name = titles.indexOf('姓名');
      putRows(sheet, header, [titles, ...rows.map((row, index) => row.with(name, rows[(index + 1) % rows.length]![name]))]);
    }),
  );
  const result = await take(path);
  expect(kinds(result)).toMatchObject({ '2026-000005': 'refused', '2026-000006': 'refused' });
  expect(reason(result)).toContain('“姓名”由“学生05”改成了“学生06”');
});

test('without the column of codes a line is known by its number', async () => {
  const path = county.put(
    '无码.xlsx',
    await filledPackage(sentA, { '2026-000005': explained('五') }, (sheet) => {
      sheet.spliceColumns(headerOf(sheet).columns.get('回执码（勿改）')!, 1);
    }),
  );
  expect(kinds(await take(path))['2026-000005']).toBe('taken');
});

test("another school's line, pasted whole or with one's own code, is refused", async () => {
  const own = county.put(
    '代答.xlsx',
    await filledPackage(sentB, { '2026-000021': explained('甲'), '2026-000022': explained('乙') }, (sheet) => {
      const { columns } = headerOf(sheet);
      sheet.eachRow((row) => {
        if (row.getCell(columns.get('问题编号')!).value === '2026-000022') row.getCell(columns.get('学校标识码')!).value = '2111050201';
      });
    }),
  );
  const result = await take(own);
  expect(kinds(result)).toMatchObject({ '2026-000021': 'taken', '2026-000022': 'refused' });
  expect(reason(result)).toContain('不是该校的不能代答');

  const pasted = await filledPackage(sentB, { '2026-000022': explained('乙') }, (sheet) => {
    sheet.getCell(2, 1).value = String(sheet.getCell(2, 1).value).replace(schools.B.code, schools.A.code);
  });
  expect(reason(await take(county.put('粘贴.xlsx', pasted)))).toContain(
    '这份是学校 2111050201 的整改台账，这一行却是学校 2111050202 的问题',
  );
});

test('two files that answer differently: neither is taken; both are named', async () => {
  county.put('两份/甲.xlsx', await filledPackage(sentA, { '2026-000007': explained('一种说法'), '2026-000008': explained('同样') }));
  county.put('两份/乙.xlsx', await filledPackage(sentA, { '2026-000007': explained('另一种说法'), '2026-000008': explained('同样') }));
  const { lines } = await take(county.workspace.path('replies', '两份'));
  const of = (number: string) => lines.filter(({ line }) => line.number === number).map(({ outcome }) => outcome.kind);
  expect([of('2026-000007'), of('2026-000008')]).toEqual([
    ['refused', 'refused'],
    ['taken', 'repeated'],
  ]);
  expect(lines.find(({ outcome }) => outcome.kind === 'refused')?.outcome).toMatchObject({
    reason: expect.stringContaining('与 甲.xlsx［整改台账］第'),
  });
});

test('an archive with a picture and a letter beside the workbook; what is no table is kept and told', async () => {
  const book = await filledPackage(sentA, { '2026-000009': explained('九') });
  county.put(
    '三道岗.zip',
    zip(
      { name: '三道岗/整改台账.xlsx', content: book },
      { name: '三道岗/户口簿.jpg', content: Buffer.from('ffd8ffe000104a46', 'hex') },
      { name: '三道岗/说明.txt', content: '您好' },
    ),
  );
  county.put(
    '别的表.xlsx',
    await filledPackage(sentA, {}, (sheet) => void sheet.spliceColumns(headerOf(sheet).columns.get('处理方式')!, 1)),
  );
  const result = await take();
  expect(result.lines.filter(({ outcome }) => outcome.kind === 'taken').map(({ line }) => [line.file, line.number])).toEqual([
    ['三道岗.zip/三道岗/整改台账.xlsx', '2026-000009'],
  ]);
  const byFile = Object.fromEntries(result.files.map(({ file, outcome }) => [file, outcome]));
  expect(byFile).toMatchObject({
    '三道岗.zip/三道岗/整改台账.xlsx': '整改台账',
    '三道岗.zip/三道岗/户口簿.jpg': '附件',
    '三道岗.zip/三道岗/说明.txt': '附件',
    '别的表.xlsx': '未读取',
  });
  expect(existsSync(county.workspace.path('replies', '三道岗.zip'))).toBe(false);
  expect(existsSync(county.workspace.path('replies', '别的表.xlsx'))).toBe(true);
});
