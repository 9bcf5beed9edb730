import type { CellValue } from './cell-value.ts';
import type { Column } from './declaration.ts';
import type { SheetCell } from './sheet.ts';
import { bodyStyleOf, type Style } from './style.ts';

/** What the row, rather than the column, says about a cell's look. */
export interface RowLook {
  /** A new group of rows begins here. */
  readonly newGroup?: boolean;
  readonly strong?: boolean;
  /** To be filled in by the reader. */
  readonly isInput?: boolean;
}

const defaultAlignment = { text: 'left', integer: 'right', date: 'center', percent: 'right', change: 'right' } as const;

/** A cell of a table's body. Codes and numbers kept as text are formatted as text, so that editing one does not turn it into a number. */
export function bodyCell({ value, format, fill }: CellValue, column: Column, row: RowLook): SheetCell {
  const horizontal = column.align ?? defaultAlignment[column.format];
  const background = fill ?? (row.strong ? 'grey' : row.isInput ? 'input' : undefined);
  return {
    value,
    style: bodyStyleOf({
      horizontal,
      format,
      ...(format === 'text' && (column.wrap ? { wrap: true } : { shrink: true })),
      // Away from the line, as the formats of numbers have it.
      ...(horizontal === 'right' && format === 'text' && { indent: 1 }),
      ...(background && { fill: background }),
      ...(row.newGroup && { border: 'group' }),
      ...(row.strong && { bold: true }),
      ...(row.isInput && { unlocked: true }),
    }),
  };
}

/** A text in a cell that is merged with the `columns - 1` cells to its right, which share its style. */
export function spannedCells(value: SheetCell['value'], columns: number, style: Style): SheetCell[] {
  return [{ value, style }, ...Array.from({ length: columns - 1 }, () => ({ value: null, style }))];
}
