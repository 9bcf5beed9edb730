import type { Row } from './rows.ts';

/** The rows that one sheet takes of a declared table. */
export interface SheetPart {
  /** The value of for_each that these rows share. */
  readonly value: unknown;
  /** What the first of the rows is numbered. */
  readonly firstNumber: number;
  readonly rows: readonly Row[];
}

/** Excel's 1,048,576 rows, less the rows above and below a table. */
const mostRows = 1_048_000;

/**
 * Deals the rows of a table out to sheets: all to one, or a sheet for each value of the column `key`, in the order of the rows.
 * What does not fit on a sheet goes on in the next: nothing is cut off.
 */
export function sheetParts(rows: readonly Row[], key: string | undefined, most: number = mostRows): SheetPart[] {
  if (key === undefined) return pieces(undefined, rows, most);
  const byValue = new Map<unknown, Row[]>();
  for (const row of rows) {
    const value = row[key] ?? null;
    const sameValue = byValue.get(value);
    if (sameValue) sameValue.push(row);
    else byValue.set(value, [row]);
  }
  return [...byValue].flatMap(([value, sameValue]) => pieces(value, sameValue, most));
}

function pieces(value: unknown, rows: readonly Row[], most: number): SheetPart[] {
  const sheets = Math.max(Math.ceil(rows.length / most), 1);
  return Array.from({ length: sheets }, (_, index) => ({
    value,
    firstNumber: index * most + 1,
    rows: rows.slice(index * most, (index + 1) * most),
  }));
}
