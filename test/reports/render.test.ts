import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { renderReport } from '../../src/reports/render.ts';
import { allTexts, newFolder, open, sheetOf, texts } from './opened.ts';

const declaration = `title: "{town}表"
author: "{town}"
facts: facts.sql
footer: { left: "{town}", right: "{masking}" }
sheets:
  - layout: table
    name: "{colour}"
    for_each: colour
    title: "{town}{colour}表"
    query: rows.sql
    group_by: part
    totals: 合计
    columns:
      - { key: "#", title: 序号 }
      - { key: name, title: 名称 }
      - { key: pieces, title: 件数, format: integer, total: true }
      - { key: spare, title: 备用, omit_when_empty: true }
      - { key: note, title: 附注, print: false }
`;

const rows = `select * from (values
  ('红', 'p', '甲', 2, null, '附一'),
  ('红', 'p', '乙', 3, null, '附二'),
  ('红', 'q', '丙', null, null, null),
  ('蓝', null, '丁', 5, '有', null)
) as r (colour, part, name, pieces, spare, note) order by colour, name`;

describe('a report is a folder', () => {
  let engine: DuckDbEngine;
  let folder = '';
  let out = '';
  beforeAll(async () => {
    engine = await DuckDbEngine.open();
  });
  afterAll(() => engine.close());

  async function report(files: Record<string, string>) {
    folder = await newFolder();
    out = join(await newFolder(), 'x.xlsx');
    await mkdir(join(folder, 'mine'));
    const all = { 'report.yaml': declaration, 'facts.sql': "select '松岭' as town", 'rows.sql': rows, ...files };
    for (const [name, text] of Object.entries(all)) await writeFile(join(folder, 'mine', name), text);
    return renderReport('mine', engine, out, { unmasked: false, reportsFolder: folder });
  }

  it('has a sheet for each value, with its own numbers, totals and columns', async () => {
    const { file, sheets } = await report({});
    expect(file).toBe(out);
    expect(new Map(sheets.map(({ name, rows }) => [name, rows]))).toEqual(
      new Map([
        ['红', 3],
        ['蓝', 1],
      ]),
    );
    const workbook = await open(file);
    expect(allTexts(sheetOf(workbook, '红'))).toEqual([
      ['松岭红表'],
      ['序号', '名称', '件数', '附注'],
      ['1', '丙', '', ''],
      ['2', '乙', '3', '附二'],
      ['3', '甲', '2', '附一'],
      ['合计', '5', ''],
    ]);
    expect(texts(sheetOf(workbook, '蓝'), 2)).toEqual(['序号', '名称', '件数', '备用', '附注']);
  });

  it('parts groups by a heavy line, and only where the group changes', async () => {
    const { file } = await report({ 'rows.sql': rows.replace('order by colour, name', 'order by colour, part, name') });
    const sheet = sheetOf(await open(file), '红');
    const lines = [3, 4, 5].map((row) => sheet.getCell(row, 2).border?.top?.style);
    expect(lines).toEqual(['thin', 'thin', 'medium']);
  });

  it('prints only the columns that it declares for print, and filters the rows without the totals', async () => {
    const { file } = await report({});
    const sheet = sheetOf(await open(file), '红');
    expect(sheet.pageSetup.printArea).toBe('A1:C6');
    expect(sheet.autoFilter).toBe('A2:D5');
  });

  it('has no sheet for what there is nothing of', async () => {
    const two = declaration.replace(
      'sheets:',
      'sheets:\n  - { layout: table, name: 首, title: 首, query: rows.sql, columns: [{ key: name, title: 名称 }] }',
    );
    const { sheets, file } = await report({ 'report.yaml': two, 'rows.sql': `select * from (${rows}) where false` });
    expect(sheets).toEqual([{ name: '首', rows: 0 }]);
    expect(allTexts(sheetOf(await open(file), '首'))).toEqual([['首'], ['名称'], ['无']]);
  });

  it.each([
    ['facts.sql', "select 'a' as town union all select 'b'", /facts\.sql 应得到恰好一行，得到了 2 行/],
    ['facts.sql', "select 'a' as village", /没有 \{town\} 可填，可以用的有 village、masking/],
    ['rows.sql', "select '红' as colour, 1 as pieces", /rows\.sql 没有给出列 name、spare、note、part，它给出的有 colour、pieces/],
    ['rows.sql', 'select * from no_such_relation', /报表查询 .*rows\.sql 运行不了/],
    ['report.yaml', 'title: 表', /report\.yaml 第1行 author：缺少这一项/],
  ])('is refused when %s is %j, and no file appears', async (name, text, message) => {
    await expect(report({ [name]: text })).rejects.toThrow(message);
    expect(await readdir(join(out, '..'))).toEqual([]);
  });

  it('gives the same bytes again', async () => {
    const dated = { 'facts.sql': "select '松岭' as town, '2026-10-26T08:00:00+08:00' as made_at" };
    const first = await readFile((await report(dated)).file);
    const second = await readFile((await report(dated)).file);
    expect(second.equals(first)).toBe(true);
  });
});
