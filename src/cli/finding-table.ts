import type { Row } from '../engine/engine.ts';
import { toExported } from '../ledger/export.ts';
import { textWidth } from '../reports/measure.ts';
import { statusTitles } from './finding-words.ts';
import { shortenedText } from './fitted-text.ts';
import { severityTitles } from './run-text.ts';
import { textTable } from './text-table.ts';

interface Column {
  readonly title: string;
  /** The width below which it is not cut; none: never cut. In half-width characters. */
  readonly least?: number;
  readonly cells: readonly string[];
}

const gap = 2;

export interface FindingTable {
  readonly text: string;
  /** Titles of columns for which the screen is too narrow. */
  readonly left: readonly string[];
}

/** Rows of `all_findings` as a table of at most `width` half-width characters; numbers of persons are masked. */
export function findingTable(rows: readonly Row[], width: number): FindingTable {
  const columns = columnsOf(rows);
  const shown = fitting(columns, width);
  const widths = shrunk(shown, width);
  const lines = rows.map((_, row) => shown.map(({ cells }, column) => shortenedText(cells[row]!, widths[column]!)));
  return {
    text: textTable(
      shown.map(({ title }) => title),
      lines,
      '',
    ),
    left: columns.filter((column) => !shown.includes(column)).map(({ title }) => title),
  };
}

function columnsOf(rows: readonly Row[]): Column[] {
  const findings = rows.map((row) => ({ row, finding: toExported(row, false) }));
  const column = (title: string, cell: (row: (typeof findings)[number]) => string, least?: number): Column => ({
    title,
    cells: findings.map((finding) => cell(finding).replace(/\s+/g, ' ')),
    ...(least !== undefined && { least }),
  });
  const variantOf = (variant: string | null): string => (variant === null ? '' : `（${variant}）`);
  return [
    column('编号', ({ finding }) => finding.number ?? ''),
    column('级别', ({ finding }) => severityTitles[finding.severity]),
    column('状态', ({ row, finding }) => stateOf(row, finding), 9),
    column('检查', ({ row, finding }) => `${row.check_title}${variantOf(finding.variant)}`, 10),
    column('学校', ({ row }) => String(row.school_name), 12),
    column('班级', ({ row }) => `${row.grade_label ?? ''}${row.class_label ?? ''}`, 10),
    column('姓名', ({ finding }) => finding.subject.name ?? '', 8),
    column('学籍号', ({ finding }) => finding.subject.registry_number ?? ''),
    column('说明', ({ finding }) => finding.message, 20),
  ];
}

function stateOf(row: Row, { status, excused_by, certainty }: ReturnType<typeof toExported>): string {
  const state = excused_by === null ? (statusTitles[status ?? ''] ?? '') : `豁免：${excused_by}`;
  const overdue = Number(row.overdue_days ?? 0);
  return [state, certainty === '待核' ? certainty : '', row.mark ?? '', overdue > 0 ? `逾期${overdue}日` : '']
    .filter((text) => text !== '')
    .join(' ');
}

const naturalWidth = ({ title, cells }: Column): number => Math.max(textWidth(title), ...cells.map(textWidth));

const leastWidth = (column: Column): number => Math.min(naturalWidth(column), column.least ?? Number.POSITIVE_INFINITY);

const lineWidth = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width + gap, -gap);

/** What a narrow screen has no room for is left out, the least needed first. */
function fitting(columns: readonly Column[], width: number): readonly Column[] {
  for (const dropped of [[], ['学籍号'], ['学籍号', '说明']]) {
    const shown = columns.filter(({ title }) => !dropped.includes(title));
    if (lineWidth(shown.map(leastWidth)) <= width) return shown;
  }
  return columns.filter(({ title }) => title !== '学籍号' && title !== '说明');
}

/** Widths at which a line fits: the columns at the right are cut first. */
function shrunk(columns: readonly Column[], width: number): number[] {
  const widths = columns.map(naturalWidth);
  for (let column = columns.length - 1; column >= 0; column -= 1) {
    const excess = lineWidth(widths) - width;
    if (excess > 0) widths[column] = Math.max(leastWidth(columns[column]!), widths[column]! - excess);
  }
  return widths;
}
