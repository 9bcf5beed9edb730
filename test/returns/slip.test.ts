import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportManifest } from '../../src/lake/manifest.ts';
import { allTexts, open, sheetOf, validation } from '../reports/opened.ts';
import { countyFile, issue, one, other, ownFile, papers, source, submission } from './receipt.ts';

/** Every row of a slip, by the file's name. */
async function slipRows(files: readonly string[], name: string): Promise<string[][]> {
  const file = files.find((candidate) => basename(candidate) === name);
  if (!file) throw new Error(`no slip ${name} among ${files.map((each) => basename(each)).join(', ')}`);
  return allTexts(sheetOf(await open(file), '退回单'));
}

const names = (files: readonly string[]): string[] => files.map((file) => basename(file));

describe('the slip of a school', () => {
  it('says what to mend, gravest first, where it is and what to do', async () => {
    const { papers: written } = await papers({
      sources: [ownFile],
      refusals: [
        { file: `${one}点名.csv`, sheet: '', reason: '没有找到列名行', kind: 'unrecognised' },
        { file: '依兰县第一小学/请假.xls', sheet: '', reason: '文件设有打开密码，无法读取；请取消密码后另存为xlsx再放入', kind: 'refused' },
        {
          file: `${one}异动.xlsx`,
          sheet: '表1',
          reason: '认出是“异动”，但缺少必须有的列“学籍号”，不能用于检查；请补上这些列后重新导入',
          kind: 'refused',
        },
      ],
      submissions: [
        submission(one, { held: '与上次完整报送（2026-11-09）相比，整班不见了：3年级2班。如确属实，请运行 heji accept 使其生效。' }),
      ],
    });
    expect(names(written.slips)).toEqual([`${one}-依兰县第一小学.xlsx`]);
    const rows = await slipRows(written.slips, `${one}-依兰县第一小学.xlsx`);
    expect(rows.slice(0, 2).flat().join()).toContain(
      `依兰县学籍数据退回单,学校：依兰县第一小学（${one}）　　导入批次：000001　　收到日期：2026-11-16　　共 9 项`,
    );
    expect(rows[3]).toEqual(['序号', '类别', '文件和工作表', '位置（列、行）', '行数', '情况', '请学校这样办', '办理结果（学校填）']);
    expect(rows.slice(4, 13).map((row) => row.slice(0, 5))).toEqual([
      ['1', '请核对：是否漏报', '本次报送的学生名册', '整个文件或表', '—'],
      ['2', '文件读不了', '依兰县第一小学/请假.xls', '整个文件或表', '—'],
      ['3', '工作表没读懂', `${one}点名.csv`, '整个文件或表', '—'],
      ['4', '缺少必须的列', `${one}异动.xlsx［表1］`, '整个文件或表', '—'],
      ['5', '整行没有用上', '一小学生.csv', '第7、12行', '2'],
      ['6', '号码已损坏', '一小学生.csv', 'E列“身份证件号”，第2–4行', '3'],
      ['7', '写法认不出', '一小学生.csv', '“性别”，第9行', '1'],
      ['8', '重复（供了解）', '一小学生.csv', '整个文件或表', '3'],
      ['9', '列名不认识（供了解）', '一小学生.csv', "“家长微信”“=cmd|'/c calc'!A1”", '—'],
    ]);
    expect(rows[5]!.slice(5)).toEqual(['文件设有打开密码，无法读取', '请取消密码后另存为xlsx再放入', '']);
    expect(rows[4]![5]).toBe('本次报送暂未生效。与上次完整报送（2026-11-09）相比，没有看到这些班：3年级2班');
    expect(rows[4]![6]).toContain('是否漏报？');
    expect(rows.slice(13).map(([text]) => text!.slice(0, 4))).toEqual(['学校回执', '核对人（', '教育局退']);
    expect(rows.flat().join()).not.toContain('heji');
  });

  it('is ready to print, and follows the schemas', async () => {
    const { papers: written } = await papers({ sources: [ownFile, countyFile] });
    const sheet = sheetOf(await open(written.slips[0]!), '退回单');
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '4:4',
    });
    expect(sheet.headerFooter.oddFooter).toContain('第&P页 共&N页');
    expect(validation(written.log, ...written.slips) ?? '').toBe('');
  });

  it('holds texts from files as texts, never as formulas', async () => {
    const { papers: written } = await papers({ sources: [{ ...ownFile, file: '=HYPERLINK("x").csv' }] });
    for (const file of [written.log, ...written.slips]) {
      for (const sheet of (await open(file)).worksheets) {
        sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()));
      }
    }
  });

  it('goes on in further lines where the row numbers are too many for one', async () => {
    const rowNumbers = Array.from({ length: 61 }, (_, index) => 2 + 2 * index);
    const { papers: written } = await papers({
      sources: [source(1, '一小.csv', { issues: [issue({ school_code: one, rows: 61, row_numbers: rowNumbers })] })],
    });
    const rows = (await slipRows(written.slips, `${one}-依兰县第一小学.xlsx`)).slice(4, 7);
    expect(rows.map((row) => [row[0], row[3]!.split('、').length, row[4]])).toEqual([
      ['1', 30, '61'],
      ['', 30, '—'],
      ['', 1, '—'],
    ]);
  });

  it('is not written where there is nothing to mend, whatever there is to know', async () => {
    const { papers: written } = await papers({
      sources: [source(1, '一小.csv', { unknown_titles: ['家长微信'], skipped: { 同一次报送中的重复行: 3 } })],
      refusals: [{ file: 'Thumbs.db', sheet: '', reason: '系统文件', kind: 'ignored' }],
      submissions: [submission(one)],
    });
    expect(written.slips).toEqual([]);
    expect(readdirSync(written.folder)).toEqual(['导入记录-000001.xlsx']);
  });

  it('is written again for a file that was sent again as it was', async () => {
    const again = { ...ownFile, same_as: { batch: '000001', source: 1 } };
    const { papers: written } = await papers({ sources: [again] });
    expect(names(written.slips)).toEqual([`${one}-依兰县第一小学.xlsx`]);
  });
});

describe('a file of many schools', () => {
  it('is split: no slip holds another school’s rows, name, code or counts', async () => {
    const { papers: written } = await papers({
      sources: [ownFile, countyFile],
      refusals: [{ file: '依兰县第二小学名册.xls', sheet: '', reason: '文件已损坏；请重新导出', kind: 'refused' }],
    });
    expect(names(written.slips)).toEqual([`${one}-依兰县第一小学.xlsx`, `${other}-依兰县第二小学.xlsx`, '未判明学校.xlsx']);
    const [first, second, clerk] = await Promise.all(names(written.slips).map((name) => slipRows(written.slips, name)));
    expect(first!.flat().join()).not.toMatch(/第二小学|2230100002|第90|县里的列/);
    expect(second!.flat().join()).not.toMatch(/第一小学|2230100001|第88|家长微信|县里的列|一小学生/);
    expect(second!.slice(4, 6).map((row) => row.slice(1, 5))).toEqual([
      ['文件读不了', '依兰县第二小学名册.xls', '整个文件或表', '—'],
      ['整行没有用上', '全县考勤.xlsx［11月］', '第90、91行', '2'],
    ]);
    expect(clerk![1]![0]).toContain('学校：未判明学校（教育局自办）');
    expect(clerk!.slice(4, -3).map((row) => row.slice(1, 4))).toEqual([['整行没有用上', '全县考勤.xlsx［11月］', '第99行']]);
    const inside = written.slips.map((slip) => readFileSync(slip).toString('latin1')).slice(1, 2);
    expect(inside.join()).not.toContain(one);
  });

  it('in which a torn row has something else where the school’s code should be: that is no school', async () => {
    const { papers: written } = await papers({
      sources: [source(1, '一小.csv', { issues: [issue({ school_code: '王小明' }), issue({ school_code: '230123201601020009' })] })],
    });
    expect(names(written.slips)).toEqual(['未判明学校.xlsx']);
    expect((await slipRows(written.slips, '未判明学校.xlsx')).flat().join()).not.toMatch(/王小明|230123201601020009/);
  });

  it('or of the county itself goes to the clerk', async () => {
    const { papers: written } = await papers({
      sources: [source(3, '学校表.csv', { dataset: 'schools', issues: [issue({ school_code: one })] })],
    });
    expect(names(written.slips)).toEqual(['未判明学校.xlsx']);
  });
});

describe('a file that could not be read', () => {
  const refused = (file: string, sheet = ''): ImportManifest['refusals'][number] => ({
    file,
    sheet,
    reason: '文件已损坏；请重新导出',
    kind: 'refused',
  });

  it.each([
    [`收到/${other}.xls`, `${other}-依兰县第二小学.xlsx`],
    ['外层.zip/依兰县第二小学.xlsx', `${other}-依兰县第二小学.xlsx`],
    ['2230100009.xls', '2230100009.xlsx'],
    ['名单.xls', '未判明学校.xlsx'],
    [`${one}和${other}.xls`, '未判明学校.xlsx'],
  ])('%s is given back to %s', async (file, slip) => {
    const { papers: written } = await papers({
      sources: [ownFile, countyFile].map((each) => ({ ...each, issues: [], rejected: {} })),
      refusals: [refused(file)],
    });
    expect(names(written.slips)).toEqual([slip]);
  });

  it('is given back without what its reason quotes of it', async () => {
    const { papers: written } = await papers({
      refusals: [
        { file: `${one}.csv`, sheet: '', reason: '没有找到列名行（第1行是“王小明、男、三年级”）；请补上列名', kind: 'unrecognised' },
        { file: `${one}-2.csv`, sheet: '', reason: '与“第二小学.csv”内容完全相同，那一份没有导入', kind: 'refused' },
        { file: `${one}-3.csv`, sheet: '', reason: '最像《考勤》，但缺少必需的列“日期”；请补上后重新导出', kind: 'unrecognised' },
      ],
    });
    const rows = await slipRows(written.slips, `${one}.xlsx`);
    expect(rows.slice(4, 7).map((row) => [row[1], row[5]])).toEqual([
      ['文件读不了', '与另一个文件内容完全相同，那一份没有导入'],
      ['工作表没读懂', '没有找到列名行（见第1行）'],
      ['缺少必须的列', '最像《考勤》，但缺少必需的列“日期”'],
    ]);
  });

  it('sheet of a school’s workbook is given back to the school of the other sheets, of many schools to the clerk', async () => {
    const quiet = { issues: [], rejected: {}, unknown_titles: [] };
    const { papers: own } = await papers({ sources: [{ ...ownFile, ...quiet }], refusals: [refused('一小学生.csv', 'Sheet2')] });
    expect(names(own.slips)).toEqual([`${one}-依兰县第一小学.xlsx`]);
    const { papers: many } = await papers({
      sources: [{ ...countyFile, ...quiet, dataset: 'students' }],
      refusals: [refused('全县考勤.xlsx', 'Sheet2')],
    });
    expect(names(many.slips)).toEqual(['未判明学校.xlsx']);
    expect((await slipRows(many.slips, '未判明学校.xlsx')).flat().join()).not.toContain('第一小学');
  });
});
