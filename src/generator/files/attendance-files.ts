import { compact } from '../calendar-date.ts';
import type { County } from '../county.ts';
import { ATTENDING_STATUSES, type Pupil } from '../pupil.ts';
import { classLabel, gradeLabel, type School, type SchoolClass } from '../school.ts';
import { codeLabel } from './code-label.ts';
import type { Cell } from './csv.ts';
import type { Drop } from './drop.ts';
import { SUBJECT_COLUMNS, type Subjects, table } from './tables.ts';

const COLUMNS = [...SUBJECT_COLUMNS, 'date', 'day_part', 'status', 'approved'];

const approvedCell = (approved: boolean | null): string => (approved === null ? '' : approved ? '是' : '否');

interface Registers {
  readonly county: County;
  readonly subjects: Subjects;
  /** Of each class this week. */
  readonly pupils: ReadonlyMap<string, readonly Pupil[]>;
  readonly classes: ReadonlyMap<string, readonly SchoolClass[]>;
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

function* absenceRows({ county, subjects }: Registers, pupils: readonly Pupil[]): Generator<readonly Cell[]> {
  for (const pupil of pupils) {
    for (const mark of county.attendance.marks.get(pupil.key) ?? []) {
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
  const { attendance, calendar } = registers.county;
  const called = calendar.schoolDays(attendance.firstDay, school.reportedThrough);
  for (const schoolClass of registers.classes.get(school.code) ?? []) {
    if (schoolClass.isPlaceholder) continue;
    const pupils = registers.pupils.get(schoolClass.key) ?? [];
    const unreported = attendance.unreported.get(schoolClass.key);
    const days = called.filter((day) => !unreported?.has(day));
    if (attendance.fullRoll.has(schoolClass.key)) yield* presenceRows(registers, pupils, days);
    else for (const day of days) yield classRow(school, schoolClass, day);
    yield* absenceRows(registers, pupils);
  }
}

function* listedRows(registers: Registers, school: School): Generator<readonly Cell[]> {
  for (const schoolClass of registers.classes.get(school.code) ?? [])
    yield* absenceRows(registers, registers.pupils.get(schoolClass.key) ?? []);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** The county's attendance system in one file; each school that only lists absences in its own, with the day it counts to, or without. */
export async function writeAttendance(drop: Drop, county: County, subjects: Subjects): Promise<void> {
  const registers: Registers = {
    county,
    subjects,
    pupils: grouped(county.pupils, (pupil) => pupil.classKey),
    classes: grouped(county.classes, (schoolClass) => schoolClass.schoolCode),
  };
  const { titles } = table('absences', COLUMNS, []);
  const inSystem = county.schools.filter((school) => school.attendance === 'class-reported');
  const body = function* (): Generator<readonly Cell[]> {
    for (const school of inSystem) yield* reportedRows(registers, school);
  };
  await drop.csv(`全县考勤_${compact(county.asOf)}.csv`, 'absences', [titles], body());
  for (const school of county.schools) {
    if (school.attendance !== 'absences-only') continue;
    const until = school.statesCutoff ? [[`统计截止日：${school.reportedThrough}`]] : [];
    const above = [[`${school.name}缺勤登记表`], ...until, titles];
    await drop.csv(`${school.code}-${school.name}-考勤.csv`, 'absences', above, listedRows(registers, school));
  }
}
