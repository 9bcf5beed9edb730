import { compact } from '../calendar-date.ts';
import type { County } from '../county.ts';
import { ATTENDING_STATUSES, type Pupil } from '../pupil.ts';
import { classLabel, gradeLabel, type School, type SchoolClass } from '../school.ts';
import type { FileShape } from '../student-forms.ts';
import { codeLabel } from './code-label.ts';
import type { Cell } from './csv.ts';
import type { Drop } from './drop.ts';
import { groupBy } from './group-by.ts';
import { fitsRegister, hasDistinctNames, monthRegister, REGISTER_FRAME } from './month-register.ts';
import { SUBJECT_COLUMNS, type Subjects, table } from './tables.ts';

const DAY_COLUMNS = ['date', 'day_part', 'status', 'approved'] as const;
/** Of `SUBJECT_COLUMNS`, what a list has that names its pupils by class and name alone. */
const NAMED = ['grade', 'class_name', 'name'] as const;
/** In what schools send their lists of absences. */
const LIST_SHAPES: readonly FileShape[] = ['csv', 'xls', 'html-xls', 'ods', 'semicolon-csv', 'xml-xls', 'gb18030-csv'];

const approvedCell = (approved: boolean | null): string => (approved === null ? '' : approved ? '是' : '否');

interface Registers {
  readonly county: County;
  readonly subjects: Subjects;
  /** Of each class this week. */
  readonly pupils: ReadonlyMap<string, readonly Pupil[]>;
  readonly classes: ReadonlyMap<string, readonly SchoolClass[]>;
}

const schoolNo = ({ code }: School): number => Number(code.slice(-3));

/** Two schools keep a register for the first class of each grade since this month began, and send it; before they worked in the system. */
const keepsRegisters = (school: School): boolean => school.attendance === 'class-reported' && [2, 10].includes(schoolNo(school));

/** 'YYYY-MM' of the last day that was reported. */
const monthOf = ({ reportedThrough }: School): string => reportedThrough.slice(0, 7);

const pupilsOf = ({ pupils }: Registers, { key }: SchoolClass): readonly Pupil[] => pupils.get(key) ?? [];

const hasRegister = (registers: Registers, school: School, schoolClass: SchoolClass): boolean => {
  const pupils = pupilsOf(registers, schoolClass);
  return keepsRegisters(school) && schoolClass.classNo === 1 && pupils.length > 0 && fitsRegister(registers.county, pupils);
};

/** The days on which a class was called. */
function calledDays({ county: { attendance, calendar } }: Registers, school: School, { key }: SchoolClass): readonly string[] {
  const unreported = attendance.unreported.get(key);
  return calendar.schoolDays(attendance.firstDay, school.reportedThrough).filter((day) => !unreported?.has(day));
}

/** The row by which a class proves that it was called that day. */
const classRow = (school: School, schoolClass: SchoolClass, date: string): readonly Cell[] => [
  school.code,
  school.name,
  gradeLabel(school, schoolClass),
  classLabel(school, schoolClass),
  '',
  '',
  '',
  date,
  '',
  '班级已上报',
  '',
];

function* absenceRows(
  { county, subjects }: Registers,
  pupils: readonly Pupil[],
  isTold: (day: string) => boolean,
): Generator<readonly Cell[]> {
  for (const pupil of pupils) {
    for (const mark of county.attendance.marks.get(pupil.key) ?? []) {
      if (!isTold(mark.date)) continue;
      yield [...subjects.cells(pupil.key), mark.date, codeLabel('day_part', mark.dayPart), mark.label, approvedCell(mark.approved)];
    }
  }
}

/** A row for every attending pupil without an absence on a day on which the class was called. */
function* presenceRows({ county, subjects }: Registers, pupils: readonly Pupil[], days: readonly string[]): Generator<readonly Cell[]> {
  for (const pupil of pupils.filter(({ status }) => ATTENDING_STATUSES.has(status))) {
    const away = new Set(county.attendance.marks.get(pupil.key)?.map((mark) => mark.date));
    const cells = subjects.cells(pupil.key);
    for (const day of days) if (!away.has(day)) yield [...cells, day, '全天', '出勤', ''];
  }
}

function* reportedRows(registers: Registers, school: School): Generator<readonly Cell[]> {
  for (const schoolClass of registers.classes.get(school.code) ?? []) {
    if (schoolClass.isPlaceholder) continue;
    const pupils = pupilsOf(registers, schoolClass);
    const month = hasRegister(registers, school, schoolClass) ? monthOf(school) : null;
    const isTold = (day: string): boolean => month === null || !day.startsWith(month);
    const days = calledDays(registers, school, schoolClass).filter(isTold);
    if (registers.county.attendance.fullRoll.has(schoolClass.key)) yield* presenceRows(registers, pupils, days);
    else for (const day of days) yield classRow(school, schoolClass, day);
    yield* absenceRows(registers, pupils, isTold);
  }
}

/** A sheet for each class that has a register. */
async function writeRegisters(drop: Drop, registers: Registers, school: School): Promise<void> {
  const classes = (registers.classes.get(school.code) ?? []).filter((one) => hasRegister(registers, school, one));
  const month = monthOf(school);
  const [first, ...rest] = classes.map((one) =>
    monthRegister(registers.county, school, one, pupilsOf(registers, one), month, new Set(calledDays(registers, school, one))),
  );
  const stem = `${school.code}-${school.name}-考勤${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`;
  const sheets = first ? [first, ...rest] : [];
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length - REGISTER_FRAME, 0);
  if (first) await drop.file(stem, 'absences', { shape: 'xlsx' }, [first, ...rest], rows);
}

/** The absences of a school that only lists these, with the day it counts to, or without. */
function writeList(drop: Drop, registers: Registers, school: School): Promise<void> {
  const classes = registers.classes.get(school.code) ?? [];
  const pupils = classes.flatMap((one) => pupilsOf(registers, one));
  const byNameOnly = schoolNo(school) % 4 === 3 && classes.every((one) => hasDistinctNames(pupilsOf(registers, one)));
  const subjectColumns = byNameOnly ? NAMED : SUBJECT_COLUMNS;
  const kept = subjectColumns.map((name) => SUBJECT_COLUMNS.indexOf(name));
  const rows = [...absenceRows(registers, pupils, () => true)].map((row) => [
    ...kept.map((at) => row[at] ?? ''),
    ...row.slice(SUBJECT_COLUMNS.length),
  ]);
  const { titles } = table('absences', [...subjectColumns, ...DAY_COLUMNS], []);
  const above = [
    [`${school.name}缺勤登记表`],
    ...(byNameOnly ? [[`学校：${school.name}　学校标识码：${school.code}`]] : []),
    ...(school.statesCutoff ? [[`统计截止日：${school.reportedThrough}`]] : []),
  ];
  const shape = LIST_SHAPES[schoolNo(school) % LIST_SHAPES.length] ?? 'csv';
  return drop.file(
    `${school.code}-${school.name}-考勤`,
    'absences',
    { shape },
    [{ name: '缺勤', rows: [...above, titles, ...rows] }],
    rows.length,
  );
}

/** The county's attendance system in one file; the registers of schools that keep them; the lists of schools that only list absences. */
export async function writeAttendance(drop: Drop, county: County, subjects: Subjects): Promise<void> {
  const registers: Registers = {
    county,
    subjects,
    pupils: groupBy(county.pupils, (pupil) => pupil.classKey),
    classes: groupBy(county.classes, (schoolClass) => schoolClass.schoolCode),
  };
  const { titles } = table('absences', [...SUBJECT_COLUMNS, ...DAY_COLUMNS], []);
  const inSystem = county.schools.filter((school) => school.attendance === 'class-reported');
  const body = function* (): Generator<readonly Cell[]> {
    for (const school of inSystem) yield* reportedRows(registers, school);
  };
  await drop.csv(`全县考勤_${compact(county.asOf)}.csv`, 'absences', [titles], body());
  for (const school of inSystem) if (keepsRegisters(school)) await writeRegisters(drop, registers, school);
  for (const school of county.schools) if (school.attendance === 'absences-only') await writeList(drop, registers, school);
}
