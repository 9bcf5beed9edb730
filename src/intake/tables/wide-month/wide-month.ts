import type { CountedRow } from '../../canonical/head.ts';
import type { AssignedColumn } from '../../recognition/column-assignment.ts';
import { isText } from '../../recognition/header-layout.ts';
import type { TitleKnowledge } from '../../recognition/title-index.ts';
import { type DayTitle, daysIn, isWeekday } from './wide-month-days.ts';

/** A column of a wide month: its 1-based number in the source, its day, and the half of the day. */
export interface DayColumn {
  readonly index: number;
  readonly day: DayTitle;
  readonly part: '上午' | '下午' | null;
}

/** The header of a monthly attendance sheet: pupils downwards, days to the right. */
export interface WideMonth {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly days: readonly DayColumn[];
  /** What is known of the pupil, by source column. */
  readonly pupil: readonly AssignedColumn[];
  readonly unknown: readonly { readonly index: number; readonly title: string }[];
  /** 出勤天数, 合计 …: what the days add up to. */
  readonly totals: readonly { readonly index: number; readonly title: string }[];
  readonly hasWeekdays: boolean;
}

const ROWS_SEARCHED = 15;
const ROWS_ABOVE = 2;
const ROWS_BELOW = 2;
const TOTAL =
  /合计|总计|小计|统计|天数|次数|人次|[出缺]勤率|^(?:应|实|未)[到出]|^(?:出勤|缺勤|病假|事假|旷课|迟到|早退|请假)(?:天|日|数|次|节)?数?(?:[(（].*)?$/;
const MORNING = /^(?:上午?|早上?|am)$/i;
const AFTERNOON = /^(?:下午?|晚上?|pm)$/i;
const PUPIL_COLUMNS = new Set(['name', 'registry_number', 'id_number']);
/** What a day has and a month has not. */
const OF_A_DAY = new Set(['date', 'day_part', 'status', 'approved', 'reason', 'lessons_missed', 'recorded_at']);

/** Finds the header of a wide month among the first rows: a row of days behind a title of pupils. */
export function findWideMonth(head: readonly CountedRow[], titles: TitleKnowledge): WideMonth | null {
  const rows = head.filter(({ cells }) => cells.some(isText));
  for (const [at, row] of rows.slice(0, ROWS_SEARCHED).entries()) {
    const days = daysIn(row.cells);
    if (days.length === 0 || days[0]?.at === 0) continue;
    const found = layoutAround(rows, at, days, titles);
    if (found) return found;
  }
  return null;
}

function layoutAround(
  rows: readonly CountedRow[],
  at: number,
  days: readonly { readonly at: number; readonly day: DayTitle }[],
  titles: TitleKnowledge,
): WideMonth | null {
  const row = rows[at];
  if (!row) return null;
  const range = { from: days[0]?.at ?? 0, to: days.at(-1)?.at ?? 0 };
  const isOutside = (cell: number) => cell < range.from || cell > range.to;
  const below = leading(adjacent(rows, at, 1, ROWS_BELOW), (one) => isUnderDays(one, range));
  const halves = below.find(({ cells }) => cells.slice(range.from).some((cell) => isHalf(cell)));
  const index = titles.indexOf('absences');
  const isPupilTitle = ({ cells }: CountedRow, column: number) =>
    isOutside(column) && PUPIL_COLUMNS.has(index.find(cells[column] ?? null)?.name ?? '');
  const namesPupils = (one: CountedRow) => one.cells.some((_, column) => isPupilTitle(one, column));
  const above = adjacent(rows, at, -1, ROWS_ABOVE);
  const upTo = above.findLastIndex(namesPupils);
  const headerRows = [row, ...below, ...above.slice(0, upTo + 1)];
  if (!headerRows.some(namesPupils)) return null;
  // A pupil's row with dates in it has a name where the header has its title.
  const isOther = (cell: string | null, column: number) =>
    isText(cell) && headerRows.some((one) => isPupilTitle(one, column) && one.cells[column] !== cell);
  if (row.cells.some(isOther)) return null;
  const columns = dayColumns(row, halves, days, range);
  const taken = new Set(columns.map((column) => column.index));
  const width = Math.max(...headerRows.map(({ cells }) => cells.length));
  const pupil: AssignedColumn[] = [];
  const unknown: { index: number; title: string }[] = [];
  const totals: { index: number; title: string }[] = [];
  for (let cell = 0; cell < width; cell++) {
    const title = headerRows.map(({ cells }) => cells[cell]).find(isText);
    if (!title || taken.has(cell + 1) || index.isIgnored(title)) continue;
    const name = index.find(title)?.name;
    if (TOTAL.test(title.normalize('NFKC').replace(/\s/g, '')) && !name) totals.push({ index: cell + 1, title });
    else if (!name || OF_A_DAY.has(name) || pupil.some((one) => one.name === name)) unknown.push({ index: cell + 1, title });
    else pupil.push({ index: cell + 1, name, title });
  }
  const numbers = headerRows.map((one) => one.row);
  return {
    firstRow: Math.min(...numbers),
    lastRow: Math.max(...numbers),
    days: columns,
    pupil,
    unknown,
    totals,
    hasWeekdays: below.some(({ cells }) => cells.some(isWeekday)),
  };
}

/** The rows next to a row without a gap, nearest first. */
function adjacent(rows: readonly CountedRow[], at: number, step: 1 | -1, most: number): CountedRow[] {
  const found: CountedRow[] = [];
  for (let n = 1; n <= most; n++) {
    const next = rows[at + n * step];
    if (!next || next.row !== (rows[at]?.row ?? 0) + n * step) break;
    found.push(next);
  }
  return found;
}

function leading<T>(all: readonly T[], holds: (one: T) => boolean): T[] {
  const end = all.findIndex((one) => !holds(one));
  return all.slice(0, end < 0 ? all.length : end);
}

const isHalf = (cell: string | null | undefined): boolean => isText(cell) && (MORNING.test(cell.trim()) || AFTERNOON.test(cell.trim()));

/** Weekdays or halves of days under the days. */
function isUnderDays({ cells }: CountedRow, range: { readonly from: number; readonly to: number }): boolean {
  const filled = cells.slice(range.from, range.to + 2).filter(isText);
  return filled.length >= 2 && filled.filter((cell) => isWeekday(cell) || isHalf(cell)).length >= filled.length * 0.6;
}

/** A day that is written over its first half alone holds for the second half too. */
function dayColumns(
  row: CountedRow,
  halves: CountedRow | undefined,
  days: readonly { readonly at: number; readonly day: DayTitle }[],
  range: { readonly from: number; readonly to: number },
): DayColumn[] {
  const byCell = new Map(days.map(({ at, day }) => [at, day]));
  const columns: DayColumn[] = [];
  const end = halves && isHalf(halves.cells[range.to + 1]) && !isText(row.cells[range.to + 1]) ? range.to + 1 : range.to;
  let current: DayTitle | undefined;
  for (let at = range.from; at <= end; at++) {
    const half = halves?.cells[at]?.trim() ?? '';
    current = byCell.get(at) ?? (isHalf(half) ? current : undefined);
    if (!current) continue;
    columns.push({ index: at + 1, day: current, part: MORNING.test(half) ? '上午' : AFTERNOON.test(half) ? '下午' : null });
  }
  return columns;
}
