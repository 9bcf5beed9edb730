import { writeFile } from 'node:fs/promises';
import type { Cell } from './csv.ts';

export interface Merge {
  readonly row: number;
  readonly first: number;
  readonly last: number;
}

/** Writes one sheet whose cells are formatted as text, as offices are told to do with numbers of identity. */
export async function writeWorkbook(
  path: string,
  sheet: string,
  rows: readonly (readonly Cell[])[],
  merges: readonly Merge[] = [],
): Promise<void> {
  const { writeXlsx } = await import('hucre/xlsx');
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const bytes = await writeXlsx({
    sheets: [
      {
        name: sheet,
        rows: rows.map((row) => [...row]),
        columns: Array.from({ length: width }, () => ({ numFmt: '@' })),
        merges: merges.map(({ row, first, last }) => ({ startRow: row, endRow: row, startCol: first, endCol: last })),
      },
    ],
  });
  await writeFile(path, bytes);
}
