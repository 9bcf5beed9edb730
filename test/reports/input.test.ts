import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { Failure } from '../../src/failure.ts';
import { renderReport } from '../../src/reports/render.ts';
import { cellUnder, newFolder, open, sheetOf, validation } from './opened.ts';

const declaration = `title: 回填表
author: 松岭
facts: facts.sql
footer: { left: 松岭, right: 松岭 }
sheets:
  - layout: table
    name: 回填
    title: 回填表
    query: rows.sql
    locked: true
    sign_off: 签字
    columns:
      - { key: name, title: 名称 }
      - { key: answer, title: 答复, input: { choices: choices } }
      - { key: verdict, title: 采信, input: { words: [采信, 不采信] } }
      - { key: note, title: 说明, input: { longest: 20 } }
      - { key: day, title: 日期, format: date, input: { days: { from: first_day, to: last_day } } }
      - { key: code, title: 回执码, hidden: true, print: false }
`;

const rows = `select *, null as answer, null as verdict, null as note, cast(null as date) as day, 'k' || name as code from (values
  ('甲', ['佐证', '变更'], date '2026-11-02', date '2027-11-16'),
  ('乙', ['佐证', '变更'], date '2026-11-02', date '2027-11-16'),
  ('丙', ['已整改'], date '2026-11-09', date '2027-11-16'),
  ('丁', ['佐证', '变更'], date '2026-11-02', date '2027-11-16')
) as r (name, choices, first_day, last_day) order by name = '甲' desc, name = '乙' desc, name = '丙' desc`;

async function rendered(files: Record<string, string> = {}) {
  const folder = await newFolder();
  await mkdir(join(folder, 'mine'));
  const all = { 'report.yaml': declaration, 'facts.sql': 'select 1 as one', 'rows.sql': rows, ...files };
  for (const [name, text] of Object.entries(all)) await writeFile(join(folder, 'mine', name), text);
  const engine = await DuckDbEngine.open();
  try {
    const { file } = await renderReport('mine', engine, join(folder, 'x.xlsx'), { unmasked: false, reportsFolder: folder });
    return { file, sheet: sheetOf(await open(file), '回填') };
  } finally {
    engine.close();
  }
}

/** What the library read of the rule of a cell. */
const ruleOf = (cell: ExcelJS.Cell) => {
  const { type, operator, formulae } = cell.dataValidation;
  return { type, operator, formulae };
};

describe('a locked sheet', () => {
  it('takes what each row allows, and only in the columns for it', async () => {
    const { file, sheet } = await rendered();
    const choices = [1, 2, 3, 4].map((row) => cellUnder(sheet, '答复', row).dataValidation.formulae);
    expect(choices).toEqual([['"佐证,变更"'], ['"佐证,变更"'], ['"已整改"'], ['"佐证,变更"']]);
    expect(ruleOf(cellUnder(sheet, '采信', 1))).toMatchObject({ type: 'list', formulae: ['"采信,不采信"'] });
    expect(ruleOf(cellUnder(sheet, '说明', 1))).toEqual({ type: 'textLength', operator: 'lessThanOrEqual', formulae: [20] });
    expect(cellUnder(sheet, '日期', 1).dataValidation.operator ?? 'between').toBe('between');
    expect(cellUnder(sheet, '日期', 1).dataValidation.formulae).toEqual([new Date('2026-11-02'), new Date('2027-11-16')]);
    expect(cellUnder(sheet, '日期', 3).dataValidation.formulae).toEqual([new Date('2026-11-09'), new Date('2027-11-16')]);
    expect(cellUnder(sheet, '答复', 5).dataValidation, 'no rule below the rows').toBeUndefined();
    const locked = ['名称', '答复', '采信', '说明', '日期', '回执码'].map((title) => cellUnder(sheet, title, 1).protection?.locked ?? true);
    expect(locked).toEqual([true, false, false, false, false, true]);
    expect(validation(file) ?? '').toBe('');
  });

  it('stays usable: filters, widths; the bureau can unlock it without a password', async () => {
    const { sheet } = await rendered();
    const protection = (sheet as unknown as { sheetProtection: Record<string, unknown> }).sheetProtection;
    expect(protection).toMatchObject({ sheet: true, autoFilter: true, formatColumns: true, formatRows: true, sort: true });
    expect(protection).not.toHaveProperty('hashValue');
    expect(sheet.autoFilter).toBeTruthy();
  });

  it('keeps a place for a date, not for a text', async () => {
    const { sheet } = await rendered();
    expect(cellUnder(sheet, '日期', 1).numFmt).toBe('yyyy-mm-dd');
    expect(cellUnder(sheet, '说明', 1).numFmt).toBe('@');
  });

  it('hides what is for programs, on paper too', async () => {
    const { sheet } = await rendered();
    const cell = cellUnder(sheet, '回执码', 1);
    expect(cell.value).toBe('k甲');
    expect(sheet.getColumn(cell.col).hidden).toBe(true);
    expect(sheet.pageSetup.printArea).toMatch(/^A1:E\d+$/);
  });
});

describe('a declaration of what to fill in', () => {
  it('refuses two rules for one column', async () => {
    const two = declaration.replace('input: { longest: 20 }', 'input: { longest: 20, words: [采信] }');
    await expect(rendered({ 'report.yaml': two })).rejects.toThrow(/只能写 words、choices、days、longest 中的一项/);
  });

  it('refuses a hidden column that would be printed', async () => {
    await expect(rendered({ 'report.yaml': declaration.replace(', print: false', '') })).rejects.toThrow(/隐藏的列/);
  });

  it('names a column that its query does not give', async () => {
    const wrong = declaration.replace('choices: choices', 'choices: allowed');
    await expect(rendered({ 'report.yaml': wrong })).rejects.toThrow(Failure);
    await expect(rendered({ 'report.yaml': wrong })).rejects.toThrow(/allowed/);
  });

  it('fails rather than to let a row take anything', async () => {
    await expect(rendered({ 'rows.sql': rows.replace("['已整改']", 'null') })).rejects.toThrow(/choices/);
    await expect(rendered({ 'rows.sql': rows.replace("['已整改']", "['已,整改']") })).rejects.toThrow(/已,整改/);
  });
});
