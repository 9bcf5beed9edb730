import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { Link, Sheet, SheetCell } from '../../src/reports/sheet.ts';
import { bodyStyleOf } from '../../src/reports/style.ts';
import { writeWorkbook } from '../../src/reports/workbook.ts';
import { newFolder, open, sheetOf, validation } from './opened.ts';

const style = bodyStyleOf({ horizontal: 'left', format: 'text' });
const cell = (value: string | number | null, link?: Link): SheetCell => ({ value, style, ...(link && { link }) });

function sheet(name: string, cells: readonly SheetCell[]): Sheet {
  return {
    name,
    widths: cells.map(() => 12),
    rows: [{ height: 18, cells }],
    merges: [],
    page: {
      orientation: 'landscape',
      onePage: false,
      repeatedRow: 0,
      printed: { fromRow: 0, fromColumn: 0, toRow: 0, toColumn: cells.length - 1 },
      footer: { left: '甲&乙', right: '2026' },
    },
  };
}

async function saved(...sheets: Sheet[]): Promise<string> {
  const file = join(await newFolder(), 'x.xlsx');
  await writeFile(file, await writeWorkbook({ title: '表', author: '松岭县教育局', madeAt: '2026-10-26T08:31:20+08:00', sheets }));
  return file;
}

const written = async (...sheets: Sheet[]) => open(await saved(...sheets));

describe('a workbook', () => {
  it.each(["=cmd|' /C calc'!A0", '+1', '-1', '@sum', '=1+1', '\t=1', '#REF!', '#N/A', '_x0041_', '0012', ' 前后 ', '一\n二', '<&>"'])(
    'writes %j as that text',
    async (text) => {
      const opened = sheetOf(await written(sheet('一', [cell(text)])), '一').getCell('A1');
      expect(opened.formula).toBeUndefined();
      const { value } = opened;
      const shown = value !== null && typeof value === 'object' && 'richText' in value ? value.richText[0]?.text : value;
      expect(shown).toBe(text);
      expect(opened.numFmt).toBe('@');
    },
  );

  it('cuts text only where Excel would refuse it, and says so', async () => {
    const opened = sheetOf(await written(sheet('一', [cell('长'.repeat(32_767)), cell('长'.repeat(32_768))])), '一');
    expect(opened.getCell('A1').text).toHaveLength(32_767);
    expect(opened.getCell('B1').text.length).toBeLessThanOrEqual(32_767);
    expect(opened.getCell('B1').text).toMatch(/以下略）$/);
  });

  it('survives characters that XML has no place for', async () => {
    const opened = sheetOf(await written(sheet('一', [cell('a\uFFFFb')])), '一');
    expect(opened.getCell('A1').value).toBe('a\uFFFDb');
  });

  it('links to sheets that it has, and only to those', async () => {
    const target = { ...sheet("甲'乙(2)", [cell(1)]), anchors: new Map([['第三小学', 7]]) };
    const links = [cell('重复', { sheet: target.name }), cell('没有', { sheet: '没有的表' })];
    const anchored = ['第三小学', '没有的学校'].map((anchor) => cell(anchor, { sheet: target.name, anchor }));
    const file = await saved(sheet('总览', [...links, ...anchored]), target);
    // Read by another library: exceljs leaves links inside the workbook out.
    const overview = read(await readFile(file)).Sheets.总览;
    expect(overview?.A1).toMatchObject({ v: '重复', l: { Target: "#'甲''乙(2)'!A1" } });
    expect(overview?.B1).toMatchObject({ v: '没有' });
    expect(overview?.B1).not.toHaveProperty('l');
    expect(overview?.C1).toMatchObject({ l: { Target: "#'甲''乙(2)'!A8" } });
    expect(overview?.D1).toMatchObject({ l: { Target: "#'甲''乙(2)'!A1" } });
  });

  it('follows the schemas', async () => {
    // Not with line breaks or outer spaces: the schemas know no xml:space there, which Excel itself writes.
    const file = await saved(
      sheet('一 览(2)', [cell('=1', { sheet: '二' }), cell('#N/A'), cell('_x0041_'), cell(1), cell(null)]),
      sheet('二', [cell('<&>')]),
    );
    expect(validation(file) ?? '').toBe('');
  });

  it('names print areas so that sheet names with signs keep working', async () => {
    const workbook = await written(sheet('重复(2)', [cell('甲'), cell('乙')]));
    expect(sheetOf(workbook, '重复(2)').pageSetup).toMatchObject({ printArea: 'A1:B1', printTitlesRow: '1:1' });
  });

  it('is dated by its content and not by the clock', async () => {
    const workbook = await written(sheet('一', [cell('甲')]));
    expect(workbook.modified.toISOString()).toBe('2026-10-26T00:31:20.000Z');
    expect(workbook.creator).toBe('松岭县教育局');
  });

  it('numbers its pages and keeps an ampersand of a name', async () => {
    const footer = sheetOf(await written(sheet('一', [cell('甲')])), '一').headerFooter.oddFooter;
    expect(footer).toContain('第&P页 共&N页');
    expect(footer).toContain('甲&&乙');
  });
});
