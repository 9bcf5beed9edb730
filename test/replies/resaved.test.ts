import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { importReplies, type ReplyImport } from '../../src/replies/import-replies.ts';
import { filledPackage } from './filled-package.ts';
import { resavedAnswers, resavedFindings } from './resaved-answers.ts';
import { firstDay, SentCounty } from './sent-county.ts';

const files = new URL('../files/replies/', import.meta.url);
let county: SentCounty;

const take = (...paths: string[]): Promise<ReplyImport> =>
  importReplies(county.workspace, { paths, at: '2026-11-21 09:30:00', by: '王老师', onProgress: () => {} });

const outcomes = ({ lines }: ReplyImport) =>
  lines.map(({ line, outcome }) => [line.number, outcome.kind, outcome.kind === 'refused' ? outcome.reason : null]);

beforeAll(async () => {
  county = SentCounty.make();
  const run = await county.run(firstDay, resavedFindings);
  const path = county.put('填好.xlsx', await filledPackage(await county.workbook(run, 'A'), resavedAnswers));
  expect(outcomes(await take(path))).toEqual([
    ['2026-000001', 'taken', null],
    ['2026-000002', 'taken', null],
    ['2026-000003', 'taken', null],
    ['2026-000004', 'refused', expect.stringContaining('“姓名”由“学生04”改成了“乙某某”')],
    ['2026-000005', 'refused', expect.stringContaining('不能选“已整改”')],
    ['2026-000006', 'unanswered', null],
  ]);
});

describe('saved again by another program a package says the same', () => {
  test.each(['libreoffice.xlsx', 'excel-97.xls', 'libreoffice.ods', 'gb18030.csv'])('%s', async (name) => {
    const path = county.put(name, readFileSync(new URL(name, files)));
    const result = await take(path);
    expect(result.files).toEqual([{ file: name, outcome: '整改台账', note: null }]);
    expect(outcomes(result)).toEqual([
      ['2026-000001', 'repeated', null],
      ['2026-000002', 'repeated', null],
      ['2026-000003', 'repeated', null],
      ['2026-000004', 'refused', expect.stringMatching(/E[89]“姓名”由“学生04”改成了“乙某某”/)],
      ['2026-000005', 'refused', expect.stringContaining('不能选“已整改”')],
      ['2026-000006', 'unanswered', null],
    ]);
    expect(result.sequence).toBeNull();
  });
});
