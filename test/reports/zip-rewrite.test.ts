import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeWorkbook } from '../../src/reports/workbook.ts';
import { rewriteZip } from '../../src/reports/zip-rewrite.ts';
import { newFolder } from './opened.ts';
import { partsOf } from './opened-parts.ts';

const page = {
  orientation: 'portrait',
  onePage: true,
  printed: { fromRow: 0, fromColumn: 0, toRow: 0, toColumn: 0 },
  footer: { left: '', right: '' },
} as const;

const workbook = () =>
  writeWorkbook({
    title: '表',
    author: '局',
    madeAt: '2026-10-26T08:00:00Z',
    sheets: [{ name: '一', widths: [8], rows: [], merges: [], page }],
  });

async function partsOfBytes(bytes: Uint8Array): Promise<Map<string, string>> {
  const file = join(await newFolder(), 'x.xlsx');
  await writeFile(file, bytes);
  expect((await readFile(file)).length).toBe(bytes.length);
  return partsOf(file);
}

describe('writing an entry of a zip file anew', () => {
  const part = 'xl/worksheets/sheet1.xml';

  it('changes that entry and no other', async () => {
    const old = await workbook();
    const long = Array.from({ length: 3000 }, (_, index) => `第${index}行，号码${index * 7}；`);
    const changed = await partsOfBytes(await rewriteZip(old, new Map([[part, (xml: string) => [xml, ...long]]])));
    const before = await partsOfBytes(old);
    expect(changed.get(part)).toBe(`${before.get(part)}${long.join('')}`);
    expect([...changed.keys()]).toEqual([...before.keys()]);
    expect([...changed].filter(([name]) => name !== part)).toEqual([...before].filter(([name]) => name !== part));
  });

  it('can leave it empty', async () => {
    expect((await partsOfBytes(await rewriteZip(await workbook(), new Map([[part, () => []]])))).get(part)).toBe('');
  });

  it('is refused for an entry that there is not, and for what is no zip file', async () => {
    const bytes = await workbook();
    await expect(rewriteZip(bytes, new Map([['xl/none.xml', () => []]]))).rejects.toThrow('xl/none.xml');
    await expect(rewriteZip(bytes.subarray(0, bytes.length - 1), new Map())).rejects.toThrow('does not end as a zip file');
    await expect(rewriteZip(new Uint8Array(3), new Map())).rejects.toThrow('does not end as a zip file');
  });

  it('lets through what goes wrong while it is written', async () => {
    const broken = function* (): Generator<string> {
      yield 'a';
      throw new Error('broken off');
    };
    await expect(rewriteZip(await workbook(), new Map([[part, broken]]))).rejects.toThrow('broken off');
  });
});
