import type { CanonicalSheet } from '../../canonical/sheet.ts';
import { columnLetter } from '../../column-letter.ts';
import type { Stated } from '../../recognition/stated.ts';
import type { SheetNames } from '../sheet-class.ts';
import type { SheetReading } from '../sheet-reading.ts';
import type { Legend } from './attendance-mark.ts';
import type { WideMonth } from './wide-month.ts';
import { datesOf } from './wide-month-dates.ts';
import { surveyMonth, unfoldMonth } from './wide-month-rows.ts';

const ATTENDANCE = /考勤|出勤|缺勤|点名|晨检|签到|到校/;
const LONG_TITLES: readonly (readonly [name: string, title: string])[] = [
  ['date', '日期'],
  ['day_part', '时段'],
  ['status', '状态'],
];

/** What is said about a wide month outside of it. */
export interface MonthContext {
  /** The rows above its header; those at the top of the sheet where they name no month. */
  readonly title: string;
  /** Of the sheet. */
  readonly legend: Legend;
  readonly stated: Stated;
}

/** Reads a wide month as the attendance list that it stands for; unrecognised where the month or the marks cannot be told. */
export function readWideMonth(
  sheet: CanonicalSheet,
  wide: WideMonth,
  { title, legend, stated }: MonthContext,
  names: SheetNames,
): SheetReading {
  const content = surveyMonth(sheet, wide, legend);
  const problem = notAttendance(content, wide, `${title} ${names.sheet} ${names.file}`);
  const dated = datesOf(wide.days, { title, sheet: names.sheet, file: names.file });
  const reason = problem ?? dated.problem;
  if (reason !== null || dated.dates === null) {
    const days = `第${wide.lastRow}行${columnLetter(wide.days[0]?.index ?? 1)}–${columnLetter(wide.days.at(-1)?.index ?? 1)}列是日期`;
    return {
      canonical: sheet,
      recognition: { kind: 'unrecognised', reason: `${days}；${reason}`, nearest: 'absences', isAskable: false, stated },
      origin: null,
    };
  }
  const { canonical, origin, cells } = unfoldMonth(sheet, wide, dated.dates, content.legend);
  return {
    canonical,
    recognition: {
      kind: 'recognised',
      dataset: 'absences',
      headerFirstRow: wide.firstRow,
      headerLastRow: wide.lastRow,
      form: 'plain',
      columns: [
        ...wide.pupil.map((column, at) => ({ ...column, index: cells.pupil[at] ?? 0 })),
        ...LONG_TITLES.map(([name, longTitle], at) => ({ index: cells.date + at, name, title: longTitle })),
      ],
      unknown: wide.unknown.map((column, at) => ({ ...column, index: cells.unknown[at] ?? 0 })),
      duplicated: [],
      missingRequired: [],
      stated,
      days: wide.days.map(({ index }, at) => ({ date: dated.dates[at] ?? '', index })),
    },
    origin,
  };
}

/** Why what stands under the days is no attendance: temperatures and points are written down by the day too. */
function notAttendance(content: ReturnType<typeof surveyMonth>, wide: WideMonth, names: string): string | null {
  const { known, numeric, unknown, firstUnknown } = content;
  if (unknown > known && firstUnknown) {
    const { row, index, text } = firstUnknown;
    return `格子里多半不是考勤记号（第${row}行${columnLetter(index)}列是“${text.slice(0, 20)}”），没有当作考勤读入；若是考勤，请在表下写明图例，如“√出勤 ×旷课”`;
  }
  if (known > numeric || wide.hasWeekdays || ATTENDANCE.test(names)) return null;
  return '看不出是不是考勤；若是，请在表头、工作表名或文件名里写明“考勤”后重新导入';
}
