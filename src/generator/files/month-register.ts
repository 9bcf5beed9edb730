import type { AbsenceMark } from '../attendance.ts';
import type { County } from '../county.ts';
import { ATTENDING_STATUSES, type Pupil } from '../pupil.ts';
import { hasSystemColumns, type School, type SchoolClass } from '../school.ts';
import { classTitle } from './class-title.ts';
import type { Cell } from './csv.ts';
import type { Sheet } from './sheet.ts';

const SYMBOLS: Readonly<Record<AbsenceMark['status'], string>> = {
  present: '√',
  absent: '×',
  sick_leave: '病',
  personal_leave: '事',
  late: '迟',
};

/** The mark in the cell of a day; null where the register has no way to say it, such as that an absence was approved or not. */
function symbolOf({ status, dayPart, approved }: AbsenceMark): string | null {
  const saysItself = status === 'sick_leave' || status === 'personal_leave' ? approved !== false : approved === null;
  if (!saysItself) return null;
  if (dayPart === 'full') return SYMBOLS[status];
  return dayPart === 'am' ? `${SYMBOLS[status]}/√` : `√/${SYMBOLS[status]}`;
}

/** Whether everything that is known of these pupils' attendance can be told by marks, and each is told apart by name alone. */
export function fitsRegister(county: County, pupils: readonly Pupil[]): boolean {
  const marks = pupils.flatMap(({ key }) => county.attendance.marks.get(key) ?? []);
  return marks.every((mark) => symbolOf(mark) !== null) && hasDistinctNames(pupils);
}

/** Blanks and the dots in names are written in several ways. */
export const hasDistinctNames = (pupils: readonly Pupil[]): boolean =>
  new Set(pupils.map(({ name }) => name.normalize('NFKC').replace(/[\s·•・.]/g, ''))).size === pupils.length;

/** How many rows stand above and below the pupils of a register. */
export const REGISTER_FRAME = 4;

const lastDayOf = (month: string): number => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();

/**
 * A class's attendance of a month, days across: √ on every day on which it was called, unless something else was marked. Days on which it
 * was not called are blank. `month`: 'YYYY-MM'; `called`: the days.
 */
export function monthRegister(
  county: County,
  school: School,
  schoolClass: SchoolClass,
  pupils: readonly Pupil[],
  month: string,
  called: ReadonlySet<string>,
): Sheet {
  const days = Array.from({ length: lastDayOf(month) }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`);
  const name = classTitle(school, schoolClass);
  const withNumber = hasSystemColumns(school.form);
  const width = days.length + (withNumber ? 3 : 2);
  // Whose record no longer says 在读 may still be marked: a suspected dropout is.
  const listed = pupils.filter(({ key, status }) => ATTENDING_STATUSES.has(status) || county.attendance.marks.has(key));
  const row = (pupil: Pupil): readonly Cell[] => {
    const marks = new Map(county.attendance.marks.get(pupil.key)?.map((mark) => [mark.date, symbolOf(mark) ?? '']));
    const cells = days.map((day) => (called.has(day) ? (marks.get(day) ?? '√') : ''));
    return [...(withNumber ? [pupil.registryNumber] : []), pupil.name, ...cells, cells.filter((cell) => cell === '√').length];
  };
  const rows: readonly (readonly Cell[])[] = [
    [
      `${school.name}${name}${Number(month.slice(0, 4))}年${Number(month.slice(5))}月考勤表`,
      ...Array.from({ length: width - 1 }, () => ''),
    ],
    [`学校：${school.name}　学校标识码：${school.code}`],
    [...(withNumber ? ['学籍号'] : []), '姓名', ...days.map((_, at) => `${at + 1}`), '出勤天数'],
    ...listed.map(row),
    ['图例：√出勤　×旷课　病、事：请假'],
  ];
  return { name, rows, merges: [{ row: 0, first: 0, last: width - 1 }] };
}
