import fs from 'node:fs';
import { cellText, type RawRow, rawCell, toCountedRow, visitRows } from '../../canonical/lines.ts';
import type { CanonicalSheet } from '../../canonical/sheet.ts';
import { columnLetter } from '../../column-letter.ts';
import { isText } from '../../recognition/header-layout.ts';
import { isTitleLine, TOTAL, textsOf } from '../title-line.ts';
import { isKnownMark, type Legend, legendIn, marksOf } from './attendance-mark.ts';
import type { WideMonth } from './wide-month.ts';

/** A wide month turned into rows, one a mark. */
export interface UnfoldedMonth {
  readonly canonical: CanonicalSheet;
  /** Source column of each cell; 0 for date, half of the day and status, which stood in as many columns as there are days. */
  readonly origin: readonly number[];
  /** 1-based cells. */
  readonly cells: { readonly pupil: readonly number[]; readonly unknown: readonly number[]; readonly date: number };
}

/** What the rows below the header hold. */
export interface MonthContent {
  readonly legend: Legend;
  readonly known: number;
  /** Marks that only numbers make: 1 is 出勤 in attendance and a point elsewhere. */
  readonly numeric: number;
  readonly unknown: number;
  /** The first mark that nobody knows, and where it stands. */
  readonly firstUnknown: { readonly text: string; readonly row: number; readonly index: number } | null;
}

const NO_MARK = '本表没有该生的考勤记号';
const TITLES = ['日期', '时段', '状态', '说明'];
const FLUSH = 1 << 20;
const isNumeric = (text: string): boolean => /^\d+(?:\.\d+)?$/.test(text.trim());

/** The first legend of a sheet that stands in one cell. It holds for all tables of the sheet that have none of their own. */
export const legendOf = (sheet: CanonicalSheet): Legend => findLegend(sheet, (raw) => textsOf(toCountedRow(raw)).length === 1);

function findLegend(sheet: CanonicalSheet, mayBe: (raw: RawRow) => boolean): Legend {
  let legend: Legend = new Map();
  visitRows(sheet.path, (raw) => {
    if (legend.size === 0 && mayBe(raw)) legend = legendIn(textsOf(toCountedRow(raw)).join(''));
  });
  return legend;
}

/** Reads the legend and counts the marks before anything is written. */
export function surveyMonth(sheet: CanonicalSheet, wide: WideMonth, legendOfSheet: Legend): MonthContent {
  const own = findLegend(sheet, (raw) => raw.row < wide.firstRow || (raw.row > wide.lastRow && !hasPupil(raw, wide)));
  const legend = own.size > 0 ? own : legendOfSheet;
  let known = 0;
  let numeric = 0;
  let unknown = 0;
  let firstUnknown: MonthContent['firstUnknown'] = null;
  visitRows(sheet.path, (raw) => {
    if (raw.row <= wide.lastRow || !hasPupil(raw, wide)) return;
    for (const { index } of wide.days) {
      const text = cellText(raw.cells[index - 1] ?? '')?.trim();
      if (!text) continue;
      if (marksOf(text, legend).every(({ part, status }) => part !== null || isKnownMark(status, legend) || isMeaning(status, legend))) {
        known++;
        if (isNumeric(text)) numeric++;
      } else {
        unknown++;
        firstUnknown ??= { text, row: raw.row, index };
      }
    }
  });
  return { legend, known, numeric, unknown, firstUnknown };
}

const isMeaning = (status: string, legend: Legend): boolean => [...legend.values()].includes(status);

/**
 * Writes one line for each mark. A blank cell says nothing: neither that the pupil was there nor that not. Rows that give no line of
 * their own (titles, totals, signatures, pupils without any mark) stay one line each, so that every row is still counted.
 * @param dates of `wide.days`
 */
export function unfoldMonth(sheet: CanonicalSheet, wide: WideMonth, dates: readonly string[], legend: Legend): UnfoldedMonth {
  const carried = [...wide.pupil, ...wide.unknown];
  const width = carried.length + TITLES.length;
  const path = sheet.path.replace(/(\.csv)?$/, '-rows$1');
  const fd = fs.openSync(path, 'w');
  const count = { rows: 0, pupils: 0, silent: 0, marks: 0 };
  const marked = new Set<string>();
  let text = '';
  const put = (row: number, cells: readonly string[]): void => {
    count.rows++;
    text += `${row},${width},${cells.join(',')}\n`;
    if (text.length >= FLUSH) flush();
  };
  const flush = (): void => {
    for (let bytes = Buffer.from(text); bytes.length > 0; ) bytes = bytes.subarray(fs.writeSync(fd, bytes));
    text = '';
  };
  const blanks = (n: number): string[] => Array.from({ length: n }, () => '');
  const remark = (said: string): string[] => [...blanks(width - 1), said === '' ? '' : rawCell(said)];
  const header = [...carried.map(({ title }) => title), ...TITLES].map(rawCell);
  const headerTexts = new Set<string>();
  try {
    visitRows(sheet.path, (raw) => {
      const texts = textsOf(toCountedRow(raw));
      if (raw.row >= wide.firstRow && raw.row <= wide.lastRow) headerTexts.add(texts.join('\n'));
      const isHeader = texts.length > 0 && headerTexts.has(texts.join('\n'));
      if (isHeader) put(raw.row, header);
      else if (raw.row < wide.firstRow || !(hasPupil(raw, wide) || hasMarks(raw, wide, legend))) put(raw.row, remark(texts[0] ?? ''));
      else unfold(raw);
    });
    flush();
  } finally {
    fs.closeSync(fd);
  }
  const notes = [...sheet.notes, ...notesOn(wide, count, marked.size, legend)];
  return {
    canonical: { ...sheet, path, width, rows: count.rows, notes },
    origin: [...carried.map(({ index }) => index), ...TITLES.map(() => 0)],
    cells: {
      pupil: wide.pupil.map((_, at) => at + 1),
      unknown: wide.unknown.map((_, at) => wide.pupil.length + at + 1),
      date: carried.length + 1,
    },
  };

  function unfold(raw: RawRow): void {
    count.pupils++;
    const own = carried.map(({ index }) => raw.cells[index - 1] ?? '');
    const before = count.marks;
    wide.days.forEach(({ index, part }, at) => {
      const date = dates[at] ?? '';
      for (const mark of marksOf(cellText(raw.cells[index - 1] ?? '') ?? '', legend)) {
        const half = part ?? mark.part;
        put(raw.row, [...own, rawCell(date), half === null ? '' : rawCell(half), rawCell(mark.status), '']);
        count.marks++;
        marked.add(date);
      }
    });
    if (count.marks > before) return;
    count.silent++;
    put(raw.row, remark(NO_MARK));
  }
}

/** A row of a pupil has a name or a number; a total or a signature has neither there. */
function hasPupil(raw: RawRow, wide: WideMonth): boolean {
  const identity = wide.pupil.filter(({ name }) => name === 'name' || name === 'registry_number' || name === 'id_number');
  const said = identity.map(({ index }) => cellText(raw.cells[index - 1] ?? '')?.trim()).filter(isText);
  return said.length > 0 && !said.some((text) => TOTAL.test(text)) && !isTitleLine(toCountedRow(raw));
}

/** Marks in a row without a pupil: they are kept, for staging to refuse and list. */
function hasMarks(raw: RawRow, wide: WideMonth, legend: Legend): boolean {
  const texts = textsOf(toCountedRow(raw));
  if (texts.some((text) => FOOTER.test(text))) return false;
  return wide.days.some(({ index }) => {
    const text = cellText(raw.cells[index - 1] ?? '')?.trim();
    return text !== undefined && text !== '' && !isNumeric(text) && isKnownMark(text, legend);
  });
}

const FOOTER = /合计|总计|小计|人数|应到|实到|出勤率|签字|签名|班主任|点名人|制表|填表|说明|图例|^注/;

function notesOn(wide: WideMonth, count: { pupils: number; silent: number; marks: number }, days: number, legend: Legend): string[] {
  const notes = [`按月横表：${count.pupils}名学生×${days}天，折成${count.marks}行`];
  if (count.silent > 0) notes.push(`其中${count.silent}名学生没有任何考勤记号，不算出勤也不算缺勤，不产生记录`);
  if (legend.size > 0) notes.push(`按表上的图例读记号：${[...legend].map(([mark, label]) => `${mark}${label}`).join('、')}`);
  if (wide.totals.length > 0) {
    const letters = wide.totals.map(({ index, title }) => `${columnLetter(index)}列“${title.replace(/\s/g, '')}”`);
    notes.push(`${letters.join('、')}是合计，没有读`);
  }
  return notes;
}
