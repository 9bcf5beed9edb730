import { datasetOf } from '../datasets/dictionary.ts';
import type { ColumnChange, RestageChanges, SheetChange } from '../lake/restage-changes.ts';
import { list, place } from './import-text.ts';
import type { RestageSummary } from './restage-summary.ts';
import { textTable } from './text-table.ts';

/** What a restage makes different, for reading before it takes effect. */
export function changesText(changes: RestageChanges): string {
  const { datasets, newSheets, lostSheets, newColumns, lostColumns, newlyHeld, released, batches } = changes;
  const rows = datasets.map(({ dataset, before, after, different }) => [datasetOf(dataset).title, before, after, different]);
  return [
    block('数据行数', textTable(['数据', '之前', '现在', '不同的行'], rows), rows),
    block('新认出的表', list(newSheets.map(sheetText)), newSheets),
    block('不再认出的表（它们的行不再计入）', list(lostSheets.map(sheetText)), lostSheets),
    block('新认出的列', list(newColumns.map(columnText)), newColumns),
    block('不再认出的列', list(lostColumns.map(columnText)), lostColumns),
    block('因疑似不完整，现在要扣住的报送', list(newlyHeld), newlyHeld),
    block('不再扣住的报送', list(released), released),
    datasets.length === 0 ? `数据的行没有变化，只有 ${batches.length} 批导入的记录（列名、原因、提示）有更新` : '',
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

const block = (title: string, body: string, items: readonly unknown[]): string => (items.length === 0 ? '' : `${title}\n${body}`);

const sheetText = ({ batch, file, sheet, dataset }: SheetChange): string =>
  `批次 ${batch} ${place(file, sheet)}：${datasetOf(dataset).title}`;

function columnText(change: ColumnChange): string {
  const meaning = datasetOf(change.dataset).columns.find(({ name }) => name === change.column)?.titles[0] ?? change.column;
  return `${sheetText(change)}的“${change.title}”列${meaning === change.title ? '' : `，作“${meaning}”`}`;
}

/** How a restage ended. */
export function outcomeText({ imports, commit, dry_run, is_changed }: RestageSummary): string {
  if (imports === 0) return '还没有导入过，没有可以重新装载的。';
  if (!is_changed) return `没有变化：${imports} 批导入按现在的读法和列名对照重新装载，结果与现有的完全相同，什么也没有写入。`;
  if (dry_run) return `以上是试算结果（重新装载 ${imports} 批导入），没有写入任何东西。运行 heji restage 使它生效。`;
  return `重新装载完成，提交 ${commit}：${imports} 批导入已换成现在的读法，批次号、报送和台账不变。旧的数据文件在下一次导入时清除；下一次运行按新的数据检查。`;
}
