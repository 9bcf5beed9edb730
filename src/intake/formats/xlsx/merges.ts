import fs from 'node:fs';
import { CanonicalLines } from '../../canonical/cells.ts';
import type { CanonicalSheet } from '../../canonical/sheet.ts';
import { CanonicalWriter } from '../../canonical/writer.ts';
import type { CellRange } from './cell-reference.ts';
import { MergeFiller } from './merge-filler.ts';
import type { RowExtents } from './row-extents.ts';
import { Damaged, Unsupported } from './trouble.ts';

export interface MergedSheet {
  readonly sheet: CanonicalSheet;
  /** Merges filled below their first row: those that carry data. */
  readonly filled: number;
}

/** Four times the cells of 200,000 pupils with 72 columns. */
const MOST_MERGED_CELLS = 1 << 26;

/**
 * Whether any merge may have something to fill. One over several columns that is alone in its row is a title, a remark or a signature,
 * no value of those columns, and stays as it is.
 */
export function hasMergesToFill(merges: readonly CellRange[], extents: RowExtents): boolean {
  return merges.some(({ first, last }) => {
    if (extents.isEmpty(first.row)) return false;
    return first.column === last.column || !extents.isWithin(first.row, first.column, last.column);
  });
}

/**
 * Writes the sheet's text anew with the cells that merges hide filled like their first cell, as `fillMerges` does for the library.
 * Merges come after the rows in the file, so that this cannot be done while they are read.
 * @param widest most cells of any row
 */
export function rewriteWithMerges(sheet: CanonicalSheet, merges: readonly CellRange[], widest: number): MergedSheet {
  const cells = merges.reduce(
    (sum, { first, last }) => sum + Math.max(0, Math.min(last.row, sheet.rows) - first.row + 1) * (last.column - first.column + 1),
    0,
  );
  if (cells > MOST_MERGED_CELLS) throw new Damaged(`工作表“${sheet.sheet}”的合并单元格合起来有${cells}格，超出常理`);
  const original = `${sheet.path}.unmerged`;
  fs.renameSync(sheet.path, original);
  const fd = fs.openSync(original, 'r');
  try {
    const writer = new CanonicalWriter(sheet.path);
    const filled = fill(writer, new CanonicalLines(fd), merges, sheet.rows);
    const merged = writer.finish(sheet);
    // Cells behind the width of the first pass are not in the text any more.
    if (widest > sheet.width && merged.width > sheet.width) throw new Unsupported(`工作表“${sheet.sheet}”的合并单元格比表头宽`);
    return { sheet: merged, filled };
  } finally {
    fs.closeSync(fd);
    fs.rmSync(original, { force: true });
  }
}

function fill(writer: CanonicalWriter, lines: CanonicalLines, merges: readonly CellRange[], rows: number): number {
  try {
    const filler = new MergeFiller(writer, merges, rows);
    while (lines.next()) filler.write(lines);
    return filler.filled;
  } catch (error) {
    writer.abandon();
    throw error;
  }
}
