import type { HeadRow } from '../intake/canonical/head.ts';

/** The row with the titles of a sheet, and where each one stands, from 0. */
export interface SheetHeader {
  readonly row: number;
  readonly columns: ReadonlyMap<string, number>;
  /** Titles that stand in more than one column. */
  readonly repeated: readonly string[];
}

/** Titles as they are compared: programs and people change blanks and the width of brackets. */
export const plainTitle = (text: string | null): string => (text ?? '').normalize('NFKC').replace(/[\s\p{Cc}\u200b*]+/gu, '');

/**
 * The first row that has all of `demanded`; null when there is none. Columns may have moved, further ones may stand between them, and a
 * title may have words in brackets behind it that it did not have.
 */
export function findHeader(rows: readonly HeadRow[], titles: readonly string[], demanded: readonly string[]): SheetHeader | null {
  for (const { row, cells } of rows) {
    const plain = cells.map(plainTitle);
    const found = titles.map((title) => ({ title, at: placesOf(plain, plainTitle(title)) }));
    if (!demanded.every((title) => found.some((one) => one.title === title && one.at.length > 0))) continue;
    return {
      row,
      columns: new Map(found.flatMap(({ title, at }) => (at[0] === undefined ? [] : [[title, at[0]] as const]))),
      repeated: found.filter(({ at }) => at.length > 1).map(({ title }) => title),
    };
  }
  return null;
}

function placesOf(cells: readonly string[], title: string): number[] {
  const places = (isMeant: (cell: string) => boolean): number[] => cells.flatMap((cell, index) => (isMeant(cell) ? [index] : []));
  const exact = places((cell) => cell === title);
  return exact.length > 0 ? exact : places((cell) => cell.startsWith(`${title}(`));
}
