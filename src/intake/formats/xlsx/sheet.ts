import type { CanonicalSheet } from '../../canonical/sheet.ts';
import { CanonicalWriter } from '../../canonical/writer.ts';
import { type CellContext, CellValues } from './cell-values.ts';
import { hasMergesToFill, rewriteWithMerges } from './merges.ts';
import type { Package } from './package.ts';
import { feed } from './part-feed.ts';
import { RowCells } from './row-cells.ts';
import { RowScanner } from './row-scanner.ts';
import { SheetScanner } from './sheet-scanner.ts';
import type { SheetPart } from './workbook-part.ts';

/** One sheet → canonical text at `path`. On an error nothing is left there. */
export async function transcodeSheet(parts: Package, part: SheetPart, context: CellContext, path: string): Promise<CanonicalSheet> {
  const { sheet, hidden } = part;
  const writer = new CanonicalWriter(path);
  const cells = new RowCells(writer);
  const rows = new RowScanner(cells, new CellValues(cells, context));
  const scanner = new SheetScanner(sheet, rows);
  try {
    await feed(parts.open(part.part), scanner);
  } catch (error) {
    writer.abandon();
    throw error;
  }
  const plain = writer.finish({ sheet, hidden, date1904: context.date1904, notes: [] });
  const isMerged = hasMergesToFill(scanner.merges, cells.extents);
  const merged = isMerged ? rewriteWithMerges(plain, scanner.merges, cells.widest) : { sheet: plain, filled: 0 };
  const notes = [
    hidden && `工作表“${sheet}”是隐藏的，已一并读入`,
    scanner.hasFilter && `工作表“${sheet}”设有筛选，筛掉不显示的行也已读入`,
    rows.hiddenRows > 0 && `工作表“${sheet}”有${rows.hiddenRows}行是隐藏的，已一并读入`,
    merged.filled > 0 && `工作表“${sheet}”有${merged.filled}处合并单元格，合并范围内的空格已按首格的内容填写`,
    rows.uncalculated > 0 &&
      `工作表“${sheet}”有${rows.uncalculated}个公式单元格没有计算结果（第一个在${rows.firstUncalculated}），按空白处理；请用WPS或Excel打开该文件并保存后重新放入`,
  ].filter((note) => note !== false);
  return { ...merged.sheet, notes };
}
