import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { transcodeXlsx, type XlsxOutcome } from '../../../../src/intake/formats/xlsx/transcode.ts';
import { canonicalCells, readSheetjs } from './readers.ts';
import { xlsxParts } from './xlsx-file.ts';
import { type ZipPart, zipFile } from './zip-file.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'heji-fuzz-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, 'book.xlsx');

/** The same numbers in each run (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const CELLS = [
  (at: string) => `<c r="${at}"><v>12.5</v></c>`,
  (at: string) => `<c r="${at}" s="1"><v>42247</v></c>`,
  (at: string) => `<c r="${at}" t="s"><v>1</v></c>`,
  (at: string) => `<c r="${at}" t="inlineStr"><is><t>丙 &lt;</t></is></c>`,
  (at: string) => `<c r="${at}" t="str"><f>A1&amp;B1</f><v>文</v></c>`,
  (at: string) => `<c r="${at}" t="b"><v>1</v></c>`,
  () => '',
];

function parts(below: (limit: number) => number): ZipPart[] {
  const cell = (at: string) => CELLS[below(CELLS.length)]?.(at) ?? '';
  const rows = [1, 2, 3, 4, 5].map((row) => `<row r="${row}">${['A', 'B', 'C'].map((column) => cell(`${column}${row}`)).join('')}</row>`);
  const strings = '<si><t>甲&amp;_x000D_</t></si><si><r><t>乙</t></r><r><t> "</t></r><rPh sb="0" eb="1"><t>ア</t></rPh></si>';
  return xlsxParts({ rows: rows.join(''), strings, formats: ['yyyy-mm-dd'] });
}

async function transcode(bytes: Buffer): Promise<XlsxOutcome> {
  fs.writeFileSync(file, bytes);
  const outcome = await transcodeXlsx(file, (index) => path.join(folder, `${index}.csv`));
  const left = fs.readdirSync(folder).filter((name) => name !== 'book.xlsx' && !name.startsWith('library'));
  // One sheet when it was read, else nothing; nowhere a temporary file.
  expect(left).toEqual('unsupported' in outcome || !outcome.sheets ? [] : ['0.csv']);
  return outcome;
}

const cellsOf = (outcome: XlsxOutcome) =>
  'unsupported' in outcome || !outcome.sheets ? null : Object.fromEntries(canonicalCells(outcome.sheets[0]?.path ?? ''));

function clear(): void {
  for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name));
}

describe('a file changed on its way is read as it was, or not at all', () => {
  test.each([1, 2, 3, 4])('bits of the zip file, seed %i', async (seed) => {
    const below = random(seed);
    const zip = zipFile(parts(below));
    clear();
    const whole = cellsOf(await transcode(zip));
    expect(whole).not.toBeNull();
    for (let round = 0; round < 60; round++) {
      const changed = Buffer.from(zip);
      for (let bits = 0; bits <= below(3); bits++) changed[below(zip.length)]! ^= 1 << below(8);
      clear();
      const cells = cellsOf(await transcode(changed));
      if (cells) expect(cells).toEqual(whole);
    }
  });

  test('cut off anywhere', async () => {
    const zip = zipFile(parts(random(5)));
    for (let length = 0; length < zip.length; length += 1 + Math.floor(length / 20)) {
      clear();
      expect(cellsOf(await transcode(zip.subarray(0, length)))).toBeNull();
    }
  });
});

describe('XML that is wrong is read as the library reads it, or not at all', () => {
  const PARTS = ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels'];
  const flip = (bytes: Buffer, below: (limit: number) => number) => {
    const changed = Buffer.from(bytes);
    changed[below(bytes.length)]! ^= 1 << below(8);
    return changed;
  };
  const cut = (bytes: Buffer, below: (limit: number) => number) => {
    const at = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(20))]);
  };
  const double = (bytes: Buffer, below: (limit: number) => number) => {
    const at = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at + below(20)), bytes.subarray(at)]);
  };
  test.each([
    ['a bit', flip],
    ['bytes gone', cut],
    ['bytes twice', double],
  ])('%s', async (_, change) => {
    const below = random(6);
    for (let round = 0; round < 80; round++) {
      const name = PARTS[below(PARTS.length)];
      clear();
      const outcome = await transcode(
        zipFile(parts(below).map((part) => (part.name === name ? { ...part, bytes: change(part.bytes, below) } : part))),
      );
      const cells = cellsOf(outcome);
      const library = cells && (await readSheetjs(file, path.join(folder, 'library')));
      if (library) expect(cells).toEqual(Object.fromEntries([...library.values()][0] ?? []));
    }
  });
});
