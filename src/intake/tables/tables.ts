import fs from 'node:fs';
import type { HeadRow } from '../canonical/head.ts';
import { toCountedRow } from '../canonical/lines.ts';
import type { CanonicalSheet } from '../canonical/sheet.ts';
import { type ClassInName, classInTitle } from '../recognition/class-in-name.ts';
import { titlesIn } from '../recognition/header-layout.ts';
import { monthIn } from '../recognition/month-in-text.ts';
import { readStated } from '../recognition/stated.ts';
import { titleKeys } from '../recognition/title.ts';
import type { TitleKnowledge } from '../recognition/title-index.ts';
import { mayHoldTitles } from './header-search.ts';
import { type FirstHeader, type MarkedLine, markTables, type TableMark } from './table-marks.ts';
import { textsOf } from './title-line.ts';

/** A part of a sheet that is a table of its own. Offsets are bytes of the sheet's canonical text. */
export interface TablePart {
  readonly from: number;
  readonly to: number;
  readonly lines: number;
  /** Whether its header is in it; otherwise that of the part before holds. */
  readonly hasHeader: boolean;
  /** A row above its first pupil, under the header, that names the class of the rows below. */
  readonly band: { readonly row: number; readonly found: ClassInName } | null;
  /** Title lines that print repeats with the header on every page, and how they are written: as the header that they belong to. */
  readonly pageTitles: readonly { readonly offset: number; readonly bytes: number; readonly line: string }[];
}

/** Where a table begins: at the first title line above its header, or at its band. */
interface Start {
  readonly mark: TableMark;
  readonly band: TableMark | null;
  readonly pageTitles: TablePart['pageTitles'][number][];
}

/** A sheet that is small enough is looked through at once. */
const SMALL = 1 << 20;

/**
 * Cuts a sheet into its tables: where another header stands further down, and where a row names the class of the rows below.
 * A header that print repeats on each page, for the same class, cuts nothing. Null: the sheet is one table, as it is.
 * @param head the first rows of the sheet
 */
export function findTables(
  sheet: CanonicalSheet,
  head: readonly HeadRow[],
  header: FirstHeader,
  titles: TitleKnowledge,
): readonly TablePart[] | null {
  const { size } = fs.statSync(sheet.path);
  const hasEarlier = head.some((row) => row.row < header.firstRow - 1 && titlesIn(row.cells, titles).isHeader);
  if (size > SMALL && !header.isWide && !hasEarlier && !mayHoldTitles(sheet.path, header.lastRow, titles)) return null;
  const { marks, lines, dataAfter } = markTables(sheet.path, head, header, titles);
  const starts = startsOf(marks, dataAfter);
  if (starts.length < 2 && !starts[0]?.pageTitles.length && !starts[0]?.band) return null;
  return starts.map(({ mark, band, pageTitles }, at): TablePart => {
    const from = at === 0 ? { offset: 0, line: 0 } : beginOf(mark);
    const next = starts[at + 1];
    const to = next ? beginOf(next.mark) : { offset: size, line: lines };
    return {
      from: from.offset,
      to: to.offset,
      lines: to.line - from.line,
      hasHeader: mark.kind === 'header',
      band: band?.found ? { row: band.raw.row, found: band.found } : null,
      pageTitles,
    };
  });
}

const beginOf = (mark: TableMark): MarkedLine => mark.above[0] ?? mark.rows[0] ?? mark;

function startsOf(found: readonly TableMark[], dataAfter: number): Start[] {
  const marks = withRowsJoined(found);
  const starts: Start[] = [];
  let header: TableMark | null = null;
  for (const [at, mark] of marks.entries()) {
    const current = starts.at(-1);
    if (!current || !header) {
      if (mark.kind === 'band') continue;
      header = mark;
      starts.push({ mark, band: null, pageTitles: [] });
    } else if (mark.kind === 'band') {
      // Below the last pupil it is a footer.
      const isFooter = at === marks.length - 1 && dataAfter === 0;
      if (isFooter) current.pageTitles.push(...asHeader([...mark.above, mark], header));
      else if (mark.dataBefore === 0 && current.mark === header) starts[starts.length - 1] = { ...current, band: mark };
      else starts.push({ mark, band: mark, pageTitles: [] });
    } else if (hasSameTitles(mark, header) && saysNothingNew(mark, current)) {
      current.pageTitles.push(...asHeader([...mark.above, ...(mark.rows.length > 1 ? mark.rows : [])], header));
    } else {
      header = mark;
      starts.push({ mark, band: null, pageTitles: [] });
    }
  }
  return starts;
}

/**
 * Marks with nothing between them are one: the second row of a header, the class named right above a header, which is its title line, and
 * the class under a grade.
 */
function withRowsJoined(marks: readonly TableMark[]): TableMark[] {
  const joined: TableMark[] = [];
  for (const mark of marks) {
    const previous = joined.at(-1);
    const isApart = !previous || mark.dataBefore > 0;
    if (isApart || (previous.kind === 'header' && (mark.kind === 'band' || mark.above.length > 0))) joined.push(mark);
    else if (previous.kind === 'header')
      joined[joined.length - 1] = { ...mark, above: previous.above, rows: [...previous.rows, mark], dataBefore: previous.dataBefore };
    else joined[joined.length - 1] = under(previous, mark);
  }
  return joined;
}

const under = (band: TableMark, mark: TableMark): TableMark => ({
  ...mark,
  above: [...band.above, band, ...mark.above],
  found: mark.found && {
    grade: mark.found.grade ?? band.found?.grade ?? null,
    className: mark.found.className ?? band.found?.className ?? null,
  },
  dataBefore: band.dataBefore,
});

/** Whether a repeated page head speaks of the same school, class and month as the table that it interrupts. */
function saysNothingNew(page: TableMark, table: Start): boolean {
  const repeated = sayings(page, null);
  const first = sayings(table.mark, table.band);
  return Object.entries(repeated).every(([what, said]) => said === null || said === first[what as keyof typeof first]);
}

function sayings(mark: TableMark, band: TableMark | null) {
  const rows = mark.above.map(({ raw }) => toCountedRow(raw));
  const { unit, schoolCode } = readStated(rows);
  const text = rows.flatMap(textsOf).join(' ');
  const { grade, className } = band?.found ?? classInTitle(text);
  return { unit, schoolCode, grade, className, month: monthIn(text).month };
}

/** Lines of a page's head are written as the whole header, so that staging passes over all of them for the same reason. */
function asHeader(lines: readonly MarkedLine[], header: TableMark): TablePart['pageTitles'][number][] {
  const cells = header.raw.cells.map((cell, at) => header.rows.map(({ raw }) => raw.cells[at]).findLast((one) => one) ?? cell);
  return lines.map(({ offset, bytes, raw }) => ({ offset, bytes, line: `${raw.row},${header.raw.count},${cells.join(',')}\n` }));
}

/** Whether two headers have the same titles in the same cells. */
const hasSameTitles = (one: TableMark, other: TableMark): boolean => keysOf(one) === keysOf(other);

const keysOf = ({ rows }: TableMark): string =>
  rows
    .map(({ raw }) =>
      toCountedRow(raw)
        .cells.map((cell) => titleKeys(cell ?? '')[0])
        .join('\n')
        .trimEnd(),
    )
    .join('\n\n');
