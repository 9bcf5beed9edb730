import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { transcodeWithLibrary } from '../../../../src/intake/formats/library-workbook.ts';
import { transcodeXlsx } from '../../../../src/intake/formats/xlsx/transcode.ts';
import { xlsxFile } from './xlsx-file.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-merges-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, 'book.xlsx');

/** A sheet of rows of texts; null is no cell, '' one that is only formatted. */
function save(rows: readonly (readonly (string | null)[])[], merges: readonly string[]): void {
  const cell = (text: string | null, at: string) =>
    text === null ? '' : text === '' ? `<c r="${at}" s="0"/>` : `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const content = rows.map((cells, index) => {
    return `<row r="${index + 1}">${cells.map((text, column) => cell(text, `${String.fromCharCode(65 + column)}${index + 1}`)).join('')}</row>`;
  });
  const list = merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
  fs.writeFileSync(file, xlsxFile({ rows: content.join(''), after: `<mergeCells count="${merges.length}">${list}</mergeCells>` }));
}

async function read() {
  const own = await transcodeXlsx(file, (index) => path.join(folder, `${index}.csv`));
  if ('unsupported' in own || !own.sheets) return own;
  const library = await transcodeWithLibrary(file, 'xlsx', (index) => path.join(folder, `library-${index}.csv`));
  const [first] = own.sheets;
  const text = fs.readFileSync(first?.path ?? '', 'utf8');
  expect(text).toBe(fs.readFileSync(library.sheets?.[0]?.path ?? '', 'utf8'));
  expect(first?.notes).toEqual(library.sheets?.[0]?.notes);
  expect(fs.existsSync(`${first?.path}.unmerged`)).toBe(false);
  return { text, notes: first?.notes, width: first?.width };
}

describe('merges are filled as for the library', () => {
  test('downwards, within the merge only', async () => {
    save(
      [
        ['年级', '姓名'],
        ['三"年级', '甲'],
        ['', '乙'],
        [null, '丙'],
        [null, '丁'],
      ],
      ['A2:A4'],
    );
    expect(await read()).toEqual({
      text: '1,2,"年级","姓名"\n2,2,"三""年级","甲"\n3,2,"三""年级","乙"\n4,2,"三""年级","丙"\n5,2,,"丁"\n',
      notes: [expect.stringContaining('1处合并单元格')],
      width: 2,
    });
  });

  test('a title alone in its row stays, group titles spread', async () => {
    save(
      [
        ['名册', '', '', ''],
        ['学生', '', '监护人', ''],
        ['a', 'b', 'c', 'd'],
      ],
      ['A1:D1', 'A2:B2', 'C2:D2'],
    );
    expect(await read()).toMatchObject({
      text: expect.stringContaining('1,1,"名册",,,\n2,4,"学生","学生","监护人","监护人"\n'),
      notes: [],
    });
  });

  test('only a title: nothing is written anew', async () => {
    save(
      [
        ['名册', '', ''],
        ['a', 'b', 'c'],
      ],
      ['A1:C1'],
    );
    expect(await read()).toMatchObject({ text: '1,1,"名册",,\n2,3,"a","b","c"\n', notes: [] });
  });

  test('a merge across a row that another one comes down to is not alone there', async () => {
    save(
      [
        ['班', '姓名', '备注'],
        ['一班', '甲', 'x'],
        ['', '缺考', ''],
      ],
      ['A2:A3', 'B3:C3'],
    );
    expect(await read()).toMatchObject({ text: expect.stringContaining('3,3,"一班","缺考","缺考"\n') });
  });

  test('numbers keep their mark, a merge over rows and columns fills both', async () => {
    fs.writeFileSync(
      file,
      xlsxFile({
        rows: '<row r="1"><c r="A1"><v>7</v></c><c r="D1"><v>1</v></c></row><row r="3"><c r="D3"><v>2</v></c></row>',
        after: '<mergeCells><mergeCell ref="A1:B3"/></mergeCells>',
      }),
    );
    expect(await read()).toMatchObject({
      text: '1,4,"\u00017","\u00017",,"\u00011"\n2,2,"\u00017","\u00017",,\n3,4,"\u00017","\u00017",,"\u00012"\n',
    });
  });

  test('not below the last row with content, and not from a cell that is empty', async () => {
    save(
      [
        ['a', 'b'],
        ['', 'c'],
        ['x', 'd'],
      ],
      ['A2:A3', 'B3:B9'],
    );
    expect(await read()).toMatchObject({ text: '1,2,"a","b"\n2,2,,"c"\n3,2,"x","d"\n', notes: [] });
  });

  test('in text longer than what is read at once', async () => {
    const rows = Array.from({ length: 4000 }, (_, index) => [index % 4 === 0 ? `第${index}组\n` : '', '文'.repeat(300)]);
    save(
      rows,
      Array.from({ length: 1000 }, (_, index) => `A${4 * index + 1}:A${4 * index + 4}`),
    );
    expect(await read()).toMatchObject({ notes: [expect.stringContaining('1000处')] });
  });
});

test('merges that overlap are left to the library', async () => {
  save(
    [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
      ['g', 'h', 'i'],
    ],
    ['A1:B2', 'B1:C2'],
  );
  expect(await read()).toEqual({ unsupported: expect.stringContaining('重叠') });
});

test('merges of more cells than anybody has are refused', async () => {
  const rows = '<row r="1"><c r="A1"><v>7</v></c></row><row r="4097"><c r="A4097"><v>7</v></c></row>';
  const merge = (ref: string) => fs.writeFileSync(file, xlsxFile({ rows, after: `<mergeCells><mergeCell ref="${ref}"/></mergeCells>` }));
  merge('A1:A1048576');
  expect(await read()).toMatchObject({ width: 1 });
  fs.writeFileSync(
    file,
    xlsxFile({
      rows: `<row r="1"><c r="A1"><v>7</v></c><c r="XFD1"><v>1</v></c></row><row r="4200"><c r="A4200"><v>7</v></c></row>`,
      after: '<mergeCells><mergeCell ref="A1:XFC1048576"/></mergeCells>',
    }),
  );
  expect(await read()).toMatchObject({ refusal: { code: 'corrupt', message: expect.stringContaining('合并单元格') } });
});
