import { type CountedRow, type HeadRow, readHead } from '../canonical/head.ts';
import type { CanonicalSheet } from '../canonical/sheet.ts';
import { HEAD_ROWS, type Recognition, recogniseLayout, recogniseSheet } from '../recognition/header.ts';
import { findHeader, type HeaderLayout, isText } from '../recognition/header-layout.ts';
import { helperSheet } from '../recognition/junk.ts';
import { monthIn } from '../recognition/month-in-text.ts';
import type { Stated } from '../recognition/stated.ts';
import { stateAll } from '../recognition/stated-class.ts';
import type { TitleKnowledge } from '../recognition/title-index.ts';
import { classStated, type SheetNames, type StatedClass } from './sheet-class.ts';
import { notesOnTable } from './sheet-notes.ts';
import type { SheetReading } from './sheet-reading.ts';
import { type Block, findBlocks, splitBlocks } from './side-by-side.ts';
import { cutTables } from './table-cut.ts';
import { findTables, type TablePart } from './tables.ts';
import { textsOf } from './title-line.ts';
import { verticalForm } from './vertical-form.ts';
import type { Legend } from './wide-month/attendance-mark.ts';
import { findWideMonth, type WideMonth } from './wide-month/wide-month.ts';
import { legendOf } from './wide-month/wide-month-rows.ts';
import { readWideMonth } from './wide-month/wide-month-table.ts';

/** How a table is laid out: what the parts of it under a band (三年级2班 across the table) take from the header further up. */
interface Shape {
  readonly wide: WideMonth | null;
  readonly layout: HeaderLayout | null;
  readonly above: readonly HeadRow[];
  readonly stated: Stated;
  /** Who says which class it is. */
  readonly from: StatedClass['from'];
}

/** What the whole sheet says about each of its months. */
interface SheetContext {
  readonly title: string;
  readonly legend: Legend;
}

/** Finds the tables of a sheet, usually one, and what each is. */
export function readSheetTables(sheet: CanonicalSheet, names: SheetNames, titles: TitleKnowledge): SheetReading[] {
  const head = readHead(sheet, HEAD_ROWS);
  const shape = shapeOf(head, names, titles);
  const form = verticalForm(head, shape.layout?.hits ?? 0, titles);
  if (form !== null) return [withHelpers({ canonical: sheet, recognition: unrecognised(form, shape.stated), origin: null }, true)];
  const header = shape.wide ?? shape.layout;
  if (!header) return [withHelpers({ canonical: sheet, recognition: recogniseSheet(head, names, titles), origin: null }, false)];
  const parts = findTables(sheet, head, { firstRow: header.firstRow, lastRow: header.lastRow, isWide: shape.wide !== null }, titles);
  const context: SheetContext = { title: shape.above.flatMap(textsOf).join('  '), legend: parts ? legendOf(sheet) : new Map() };
  const readings = parts ? readParts(sheet, parts, context, names, titles) : readTable(sheet, head, shape, context, names, titles);
  return readings.map((reading) => withHelpers(reading, true));
}

function readParts(
  sheet: CanonicalSheet,
  parts: readonly TablePart[],
  context: SheetContext,
  names: SheetNames,
  titles: TitleKnowledge,
): SheetReading[] {
  let header: Shape | null = null;
  return cutTables(sheet, parts).flatMap((canonical, at) => {
    const { hasHeader = true, band = null } = parts[at] ?? {};
    const head = readHead(canonical, HEAD_ROWS);
    if (hasHeader || !header) header = shapeOf(head, names, titles);
    const shape = band ? underBand(header, band, hasHeader) : header;
    return readTable(canonical, head, shape, context, names, titles);
  });
}

function shapeOf(head: readonly CountedRow[], names: SheetNames, titles: TitleKnowledge): Shape {
  const rows = head.filter(({ cells }) => cells.some(isText));
  const wide = findWideMonth(rows, titles);
  const layout = wide ? null : findHeader(rows, titles);
  const firstRow = wide?.firstRow ?? layout?.firstRow ?? 0;
  const above = rows.filter(({ row }) => row < firstRow);
  return { wide, layout, above, stated: stateAll(above, names), from: classStated(above, names).from };
}

/** The band is the last row of the header; where the header stands further up, all of it. */
function underBand(shape: Shape, { row, found }: NonNullable<TablePart['band']>, hasHeader: boolean): Shape {
  const rows = <T extends { readonly firstRow: number }>(one: T | null): T | null =>
    one && { ...one, firstRow: hasHeader ? one.firstRow : row + 1, lastRow: row };
  const { grade, className } = found;
  const stated = { ...shape.stated, grade: grade ?? shape.stated.grade, className: className ?? shape.stated.className };
  return { ...shape, wide: rows(shape.wide), layout: rows(shape.layout), stated, from: '表内班级行' };
}

function readTable(
  sheet: CanonicalSheet,
  head: readonly CountedRow[],
  shape: Shape,
  context: SheetContext,
  names: SheetNames,
  titles: TitleKnowledge,
): SheetReading[] {
  if (shape.wide) {
    const own = shape.above.flatMap(textsOf).join('  ');
    const title = monthIn(own).month === null && !monthIn(own).isSeveral ? `${own}  ${context.title}` : own;
    return [withNotes(readWideMonth(sheet, shape.wide, { title, legend: context.legend, stated: shape.stated }, names), shape)];
  }
  const { layout, above, stated } = shape;
  if (!layout) return [{ canonical: sheet, recognition: recogniseSheet(head, names, titles), origin: null }];
  const blocks = findBlocks(layout, titles);
  if (!blocks) {
    const recognition = recogniseLayout(layout, { above, below: head, stated }, names, titles);
    return [withNotes({ canonical: sheet, recognition, origin: null }, shape)];
  }
  return splitBlocks(sheet, blocks, layout.firstRow).map((canonical, at) => {
    const { columns } = blocks[at]!;
    const own = statedInBlock(shape, blocks[at]!, names);
    const blockLayout = { ...layout, titles: columns.map((column) => layout.titles[column - 1] ?? null) };
    const recognition = recogniseLayout(blockLayout, { above, below: readHead(canonical, HEAD_ROWS), stated: own }, names, titles);
    const reading = { canonical, recognition, origin: columns };
    return withNotes(reading, { ...shape, stated: own });
  });
}

/** 三年级1班 over the left table, 三年级2班 over the right one. */
function statedInBlock({ above, stated }: Shape, { columns }: Block, names: SheetNames): Stated {
  const over = above.map(({ row, cells }) => ({ row, cells: columns.map((column) => cells[column - 1] ?? null) }));
  const { grade, className } = classStated(over, names);
  return { ...stated, grade: grade ?? stated.grade, className: className ?? stated.className };
}

const unrecognised = (reason: string, stated: Stated): Recognition => ({
  kind: 'unrecognised',
  reason,
  nearest: null,
  isAskable: false,
  stated,
});

function withNotes(reading: SheetReading, { stated, from }: Shape): SheetReading {
  const { canonical, recognition, origin } = reading;
  if (recognition.kind !== 'recognised') return reading;
  const head = readHead(canonical, HEAD_ROWS);
  const notes = notesOnTable(recognition, head, canonical.rows <= head.length, origin, { ...stated, from });
  return notes.length === 0 ? reading : { ...reading, canonical: { ...canonical, notes: [...canonical.notes, ...notes] } };
}

/** A sheet that only helps to fill in others is nothing that the user has to look at. */
function withHelpers(reading: SheetReading, hasHeader: boolean): SheetReading {
  const { canonical, recognition } = reading;
  if (recognition.kind !== 'unrecognised') return reading;
  const reason = helperSheet(canonical.sheet, canonical.hidden, hasHeader);
  return reason === null ? reading : { ...reading, recognition: { kind: 'empty', reason } };
}
