import { type RowList, RowPacker } from './row-list.ts';
import type { Row } from './rows.ts';

/** The rows that one sheet takes of a declared table. */
export interface SheetPart {
  /** The value of for_each that these rows share. */
  readonly value: unknown;
  /** What the first of the rows is numbered. */
  readonly firstNumber: number;
  readonly rows: RowList;
}

/** Excel's 1,048,576 rows, less the rows above and below a table. */
const mostRows = 1_048_000;

/**
 * Deals the rows of a table out to sheets: all to one, or a sheet for each value of the column `key`, in the order of the rows.
 * What does not fit on a sheet goes on in the next: nothing is cut off.
 *
 * @param keys what is kept of the rows.
 */
export async function sheetParts(
  pieces: AsyncIterable<readonly Row[]>,
  keys: readonly string[],
  key: string | undefined,
  most: number = mostRows,
): Promise<SheetPart[]> {
  const byValue = new Map<unknown, RowPacker[]>();
  for await (const piece of pieces) {
    for (const row of piece) {
      const value = key === undefined ? undefined : (row[key] ?? null);
      const packers = byValue.get(value) ?? [];
      if (packers.length === 0) byValue.set(value, packers);
      if (packers.length === 0 || packers.at(-1)!.length === most) packers.push(new RowPacker(keys));
      packers.at(-1)!.add(row);
    }
  }
  if (key === undefined && byValue.size === 0) byValue.set(undefined, [new RowPacker(keys)]);
  return [...byValue].flatMap(([value, packers]) => packers.map((rows, index) => ({ value, firstNumber: index * most + 1, rows })));
}
