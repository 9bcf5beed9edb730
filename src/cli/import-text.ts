import { rowText } from '../returns/row-text.ts';
import type { ImportSummary, Issue } from './import-summary.ts';
import { papersText } from './papers-text.ts';
import { textTable } from './text-table.ts';

/** Lists on the screen end here; the workbook and `--json` have all. */
const longestList = 15;

/** What an import did, for reading. */
export function importText(summary: ImportSummary): string {
  const { batch, dry_run, datasets, not_imported, issues, submissions, papers } = summary;
  if (batch === null) return '没有可导入的文件。请把学校报来的表放进工作区的 inbox 文件夹，或在命令后面写明文件。';
  const gone = not_imported.filter(({ outcome }) => outcome !== '已忽略');
  const ignored = not_imported.filter(({ outcome }) => outcome === '已忽略');
  const { fresh, unchanged, held } = submissions;
  const blocks = [
    dry_run ? '试读结果（没有写入任何东西）' : `导入完成，批次 ${batch}`,
    block('读入（行数＝装载＋跳过＋拒收）', datasetTable(summary), datasets.length),
    fresh + unchanged + held.length === 0 ? '' : `报送：新报 ${fresh} 所，与上次相同 ${unchanged} 所，疑似不完整、已扣住 ${held.length} 所`,
    block('扣住的报送（暂不生效）', list(held.map(({ school_code, reason }) => `${school_code}：${reason}`)), held.length),
    block(
      '没有导入的文件、工作表',
      list(gone.map(({ file, sheet, outcome, reason }) => `${outcome} ${place(file, sheet)}：${reason}`)),
      gone.length,
    ),
    block('需要留意', list(issues.map(issueText)), issues.length),
    block('已忽略', list(ignored.map(({ file, sheet, reason }) => `${place(file, sheet)}：${reason}`)), ignored.length),
    papersText(papers),
  ];
  return blocks.filter((text) => text !== '').join('\n\n');
}

const block = (title: string, body: string, items: number): string => (items === 0 ? '' : `${title}\n${body}`);

function datasetTable({ datasets }: ImportSummary): string {
  const header = ['数据', '新表', '与上次相同', '读入', '装载', '跳过', '拒收'];
  return textTable(
    header,
    datasets.map(({ title, sheets, unchanged, read, loaded, skipped, rejected }) => [
      title,
      sheets,
      unchanged,
      read,
      loaded,
      skipped,
      rejected,
    ]),
  );
}

/** `file` and, in a workbook, the sheet. */
export const place = (file: string, sheet: string | null): string => (sheet ? `${file}［${sheet}］` : file);

function issueText({ file, sheet, kind, column, reason, rows, row_numbers }: Issue): string {
  const where = column === null || reason.includes(column) ? place(file, sheet) : `${place(file, sheet)} “${column}”列`;
  const numbers = rowText(row_numbers, rows);
  const count = rows === 0 ? '' : `（${rows} 行${numbers === '' ? '' : `：${numbers}`}）`;
  return `${kind} ${where}：${reason}${count}`;
}

/** Lines of a list, the last one saying how many more there are and where. */
export function list(items: readonly string[], elsewhere = '--json 的输出'): string {
  const shown = items.slice(0, longestList).map((item) => `  · ${item}`);
  const more = items.length - shown.length;
  return [...shown, ...(more > 0 ? [`  · 另有 ${more} 条，见 ${elsewhere}`] : [])].join('\n');
}
