import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportManifest } from '../../src/lake/manifest.ts';
import { tryImportPapers } from '../../src/returns/papers.ts';
import { allTexts, open, sheetOf, texts } from '../reports/opened.ts';
import { countyFile, one, other, ownFile, papers, source, submission } from './receipt.ts';

describe('the import log', () => {
  it('has every file, every reason and every unknown column', async () => {
    const { papers: written } = await papers({
      sources: [ownFile, { ...countyFile, notes: ['有隐藏的工作表'] }],
      refusals: [
        { file: '菜单.csv', sheet: '', reason: '没有找到列名行', kind: 'unrecognised' },
        { file: 'Thumbs.db', sheet: '', reason: '系统文件', kind: 'ignored' },
      ],
    });
    const workbook = await open(written.log);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['文件与工作表', '原因明细', '未识别的列']);
    const files = allTexts(sheetOf(workbook, '文件与工作表'));
    expect(files.slice(4)).toEqual([
      ['1', '菜单.csv', '', '未识别', '', '', '', '', '', '', '', '', '', '', '', '没有找到列名行'],
      [
        '2',
        '一小学生.csv',
        '',
        '已导入',
        '学生基础信息（学籍导出）',
        '20',
        '14',
        '4',
        '2',
        '2',
        '3',
        '2026-11-16',
        '写明',
        'csv，UTF-8',
        '第1行',
        '',
      ],
      [
        '3',
        '全县考勤.xlsx',
        '11月',
        '已导入',
        '考勤',
        '10',
        '9',
        '1',
        '4',
        '1',
        '',
        '2026-11-16',
        '写明',
        'csv，UTF-8',
        '第1行',
        '有隐藏的工作表',
      ],
      ['4', 'Thumbs.db', '', '已忽略', '', '', '', '', '', '', '', '', '', '', '', '系统文件'],
      ['合计', '30', '23', '5', '6', '', '', '', '', '', '', ''],
    ]);
    const reasons = allTexts(sheetOf(workbook, '原因明细')).slice(3);
    expect(reasons).toContainEqual([
      '1',
      '拒收的行',
      '一小学生.csv',
      '',
      '学生基础信息（学籍导出）',
      '依兰县第一小学',
      '',
      '第7、12行',
      '2',
      '姓名、学籍号、身份证件号都是空的',
    ]);
    expect(reasons.map((row) => row[1])).toEqual([
      '拒收的行',
      '拒收的行',
      '拒收的行',
      '拒收的行',
      '以数值存的号码',
      '认不出的值',
      '提示',
      '跳过的行',
      '跳过的行',
    ]);
    expect(texts(sheetOf(workbook, '未识别的列'), 4)).toEqual(['1', "=cmd|'/c calc'!A1", '学生基础信息（学籍导出）', '1', '一小学生.csv']);
  });

  it('says which sheets are held, also where their rows came with an earlier import', async () => {
    const { papers: written } = await papers({
      sources: [source(1, '一小.csv', { same_as: { batch: '000009', source: 5 } }), source(5, '二小.csv'), source(6, '三小.csv')],
      submissions: [
        submission(one, { held: '少了10人。如确属实……', content: [{ batch: '000009', source: 5 }] }),
        submission(other, { content: [{ batch: '000001', source: 5 }] }),
      ],
    });
    const rows = allTexts(sheetOf(await open(written.log), '文件与工作表')).slice(4, 7);
    expect(rows.map((row) => [row[1], row[3], row[15]])).toEqual([
      ['一小.csv', '已扣住', '少了10人。如确属实……'],
      ['三小.csv', '已导入', ''],
      ['二小.csv', '已导入', ''],
    ]);
  });

  it('is the same when it is written again, and each writing is logged', async () => {
    const { papers: first, write, workspace } = await papers({ sources: [ownFile, countyFile] });
    const cells = async (files: readonly string[]) =>
      Promise.all(files.map(async (file) => (await open(file)).worksheets.map((sheet) => allTexts(sheet))));
    const before = await cells([first.log, ...first.slips]);
    const again = await write();
    expect(again).toEqual(first);
    expect(await cells([again.log, ...again.slips])).toEqual(before);
    const log = readFileSync(workspace.path('logs', 'access.jsonl'), 'utf8').trimEnd().split('\n');
    expect(log.map((line) => (JSON.parse(line) as { action: string }).action)).toEqual([
      '生成导入 000001 的退回单 3 份（不含学生信息）',
      '生成导入 000001 的导入记录（脱敏）',
      '生成导入 000001 的退回单 3 份（不含学生信息）',
      '生成导入 000001 的导入记录（脱敏）',
    ]);
  });

  it('that cannot be written is a sentence: the import has taken effect', async () => {
    const { workspace } = await papers({});
    rmSync(workspace.path('outbox'), { recursive: true });
    writeFileSync(workspace.path('outbox'), '');
    const manifest = JSON.parse(readFileSync(join(workspace.path('lake'), '_manifests', '000001.json'), 'utf8')) as ImportManifest;
    const outcome = await tryImportPapers(workspace, manifest, '2026-11-16 08:00:00');
    expect(outcome).toMatchObject({
      problem: expect.stringMatching(/^导入 000001 已经生效，但导入记录和退回单没有写成（.+）。.*heji report 导入-000001。$/),
    });
  });
});
