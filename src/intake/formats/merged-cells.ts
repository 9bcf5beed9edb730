import type { CellObject, Range } from '@e965/xlsx';

/** Rows of cells by position; rows and cells may be absent. */
export type SheetRows = ((CellObject | undefined)[] | undefined)[];

/**
 * Copies the first cell of each merge into the cells that the merge hides, in place, from the top down.
 * A merge over several columns that is alone in its row is a title, remark or signature, no value of those columns, and stays as it is.
 * @returns how many merges were filled below their first row: those that carry data
 */
export function fillMerges(rows: SheetRows, merges: readonly Range[]): number {
  let filled = 0;
  for (const { s, e } of merges.toSorted((a, b) => a.s.r - b.s.r || a.s.c - b.s.c)) {
    const first = rows[s.r]?.[s.c];
    // A first cell that is only formatted would blank what other writers left in the cells below it.
    if (first?.v === undefined || first.v === '' || (e.c > s.c && isAlone(rows[s.r] ?? [], s.c, e.c))) continue;
    const lastRow = Math.min(e.r, rows.length - 1);
    for (let row = s.r; row <= lastRow; row++) {
      const cells = rows[row] ?? [];
      rows[row] = cells;
      for (let column = s.c; column <= e.c; column++) cells[column] = first;
    }
    if (lastRow > s.r) filled++;
  }
  return filled;
}

function isAlone(cells: readonly (CellObject | undefined)[], from: number, to: number): boolean {
  return !cells.some((cell, column) => (column < from || column > to) && cell?.v !== undefined && cell.v !== '');
}
