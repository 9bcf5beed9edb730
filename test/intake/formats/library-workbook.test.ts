import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { transcodeWithLibrary } from '../../../src/intake/formats/library-workbook.ts';
import { xlsxFile } from './xlsx/xlsx-file.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'heji-library-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const cell = (reference: string) => `<row r="${/\d+/.exec(reference)?.[0]}"><c r="${reference}"><v>1</v></c></row>`;

// XFD is column 16,384, the last one of a sheet; a reference beyond it comes of damage, and the cells up to it must not be walked through.
test.each([
  ['XFC1', 16_383],
  ['XFD1', 16_384],
])('a cell in the last columns is read: %s', async (reference, width) => {
  const file = join(folder, '表.xlsx');
  fs.writeFileSync(file, xlsxFile({ rows: cell(reference) }));
  const { sheets } = await transcodeWithLibrary(file, 'xlsx', (index) => join(folder, `${index}.csv`));
  expect(sheets?.map((sheet) => [sheet.rows, sheet.width])).toEqual([[1, width]]);
});

test.each(['XFE1', 'ZZZZZZ1', 'A1048577'])('a cell beyond the sheet is damage: %s', async (reference) => {
  const file = join(folder, '表.xlsx');
  fs.writeFileSync(file, xlsxFile({ rows: cell(reference) }));
  const { refusal } = await transcodeWithLibrary(file, 'xlsx', (index) => join(folder, `${index}.csv`));
  expect(refusal?.code).toBe('corrupt');
});
