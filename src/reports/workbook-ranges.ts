import { cellRef, rangeRef } from 'hucre/xlsx';
import type { Area } from './area.ts';

/** A1:B2 */
export function plainRange(area: Area): string {
  return rangeRef(area.fromRow, area.fromColumn, area.toRow, area.toColumn);
}

/** $A$1 */
function absolute(row: number, column: number): string {
  return cellRef(row, column).replace(/^([A-Z]+)/, '$$$1$$');
}

/** $A$1:$B$2 */
export function absoluteRange(area: Area): string {
  return `${absolute(area.fromRow, area.fromColumn)}:${absolute(area.toRow, area.toColumn)}`;
}

/** A sheet's name as formulas write it. */
export function quoted(sheetName: string): string {
  return `'${sheetName.replaceAll("'", "''")}'`;
}
