import fs from 'node:fs';
import type { HeadRow } from '../canonical/head.ts';
import { type LineVisit, parseRawLine, type RawRow, toCountedRow, visitLines } from '../canonical/lines.ts';
import type { ClassInName } from '../recognition/class-in-name.ts';
import { titlesIn } from '../recognition/header-layout.ts';
import type { TitleKnowledge } from '../recognition/title-index.ts';
import { DAY_DIGITS, FEW_DIGITS } from './header-search.ts';
import { bandOf, isTitleLine, textsOf } from './title-line.ts';
import { isDaysRow } from './wide-month/wide-month-days.ts';

export interface MarkedLine {
  readonly line: number;
  /** Where it starts in the canonical text, in bytes. */
  readonly offset: number;
  readonly bytes: number;
  readonly raw: RawRow;
}

/** A line where a table may begin. */
export interface TableMark extends MarkedLine {
  readonly kind: 'header' | 'band';
  /** The title lines right above it. */
  readonly above: readonly MarkedLine[];
  /** All rows of a header of two rows or more; its last is the mark's own. */
  readonly rows: readonly MarkedLine[];
  /** Of a band. */
  readonly found: ClassInName | null;
  /** Lines with content since the mark before that belong to neither: what the table before holds. */
  readonly dataBefore: number;
}

/** The header that was found in the first rows of a sheet. */
export interface FirstHeader {
  readonly firstRow: number;
  readonly lastRow: number;
  /** Of a wide month, where any row may be a row of days. */
  readonly isWide: boolean;
}

export interface TableMarks {
  readonly marks: readonly TableMark[];
  readonly lines: number;
  /** Lines with content behind the last mark. */
  readonly dataAfter: number;
}

type PassedLine = Pick<LineVisit, 'line' | 'offset' | 'filled'> & { readonly bytes: number };

/** Title lines above a header are few. */
const LOOKED_BACK = 6;

/** Finds every row of a sheet that is a header or names the class of the rows below it. */
export function markTables(
  path: string,
  head: readonly HeadRow[],
  { firstRow, lastRow, isWide }: FirstHeader,
  titles: TitleKnowledge,
): TableMarks {
  const header = head.find(({ row }) => row === lastRow);
  const isClassCell = cellsOf(header, ['grade', 'class_name'], titles);
  const isNameCell = cellsOf(header, ['name'], titles);
  const upper = new Set(head.filter(({ row }) => row >= firstRow && row < lastRow).map((row) => textsOf(row).join('\n')));
  const isTitle = (row: HeadRow) => isTitleLine(row, isNameCell) || upper.has(textsOf(row).join('\n'));
  const isHeader = (row: HeadRow) =>
    row.row === lastRow ||
    isSameHeader(row, header) ||
    titlesIn(row.cells, titles).isHeader ||
    isDaysRow(row, (text) => titles.datasetsKnowing(text) > 0);
  const fd = fs.openSync(path, 'r');
  try {
    const marks: TableMark[] = [];
    let before: PassedLine[] = [];
    let data = 0;
    let lines = 0;
    visitLines(path, (visit) => {
      lines++;
      const passed = { line: visit.line, offset: visit.offset, bytes: visit.end - visit.start, filled: visit.filled };
      const raw =
        visit.filled > 0 && (isWide || mayBeMark(visit)) ? parseRawLine(visit.bytes.toString('utf8', visit.start, visit.end)) : null;
      const row = raw && toCountedRow(raw);
      const found = row && row.row > lastRow ? bandOf(row, isClassCell) : null;
      if (raw && row && (found || isHeader(row))) {
        const above = titleLines(fd, before, isTitle);
        const line: MarkedLine = { line: visit.line, offset: visit.offset, bytes: passed.bytes, raw };
        marks.push({ ...line, rows: [line], kind: found ? 'band' : 'header', above, found, dataBefore: data - above.length });
        data = 0;
        before = [];
        return;
      }
      if (visit.filled > 0) data++;
      before.push(passed);
      if (before.length > LOOKED_BACK) before.shift();
    });
    return { marks, lines, dataAfter: data };
  } finally {
    fs.closeSync(fd);
  }
}

/** The title lines that end right above a header; blank lines between are passed over. */
function titleLines(fd: number, before: readonly PassedLine[], isTitle: (row: HeadRow) => boolean): MarkedLine[] {
  const found: MarkedLine[] = [];
  for (const { line, offset, bytes, filled } of before.toReversed()) {
    if (filled === 0) continue;
    const text = Buffer.allocUnsafe(bytes);
    fs.readSync(fd, text, 0, bytes, offset);
    const raw = parseRawLine(text.toString('utf8'));
    if (!isTitle(toCountedRow(raw))) break;
    found.unshift({ line, offset, bytes, raw });
  }
  return found;
}

const mayBeMark = ({ digits, longestNumber }: LineVisit): boolean => digits <= FEW_DIGITS || longestNumber <= DAY_DIGITS;

/** The first header once more, as print repeats it. */
function isSameHeader(row: HeadRow, header: HeadRow | undefined): boolean {
  if (!header) return false;
  const texts = textsOf(header);
  return texts.length >= 2 && textsOf(row).join('\n') === texts.join('\n');
}

function cellsOf(header: HeadRow | undefined, names: readonly string[], titles: TitleKnowledge): (at: number) => boolean {
  const index = titles.indexOf('students');
  const cells = (header?.cells ?? []).map((title) => names.includes(index.find(title)?.name ?? ''));
  return (at) => cells[at] === true;
}
