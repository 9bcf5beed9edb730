import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compact } from '../calendar-date.ts';
import { codeLabel } from '../files/code-label.ts';
import { type Cell, commaStyle } from '../files/csv.ts';
import { type Table, table } from '../files/tables.ts';
import { chineseNumber } from '../school.ts';
import { gradeOn, type SentAttendance, type SentChange, type SentList, type Week, type Year, type YearPupil } from './sent.ts';

const CHANGE_TYPES: Readonly<Record<SentChange['kind'], string>> = { 'transfer-out': '21', 'transfer-in': '22', suspension: '11' };

const gradeLabel = (cohort: number, day: string): string => `${chineseNumber(gradeOn(cohort, day))}年级`;

const classLabel = (classNo: number): string => `${classNo}班`;

function studentsTable({ pupils, dataDate }: SentList): Table {
  const columns = [
    'school_code',
    'registry_number',
    'name',
    'sex',
    'birth_date',
    'id_number',
    'grade',
    'class_name',
    'student_status',
    'enrol_month',
  ];
  const row = (pupil: YearPupil): readonly Cell[] => [
    pupil.schoolCode,
    pupil.registryNumber,
    pupil.name,
    codeLabel('sex', pupil.sex),
    pupil.birthDate,
    pupil.writtenId,
    gradeLabel(pupil.cohort, dataDate),
    classLabel(pupil.classNo),
    '在读',
    pupil.enrolMonth.replace('-', ''),
  ];
  return table('students', columns, pupils.map(row));
}

function absencesTable({ schoolCode, days, classes, absences }: SentAttendance): Table {
  const columns = ['school_code', 'grade', 'class_name', 'registry_number', 'name', 'id_number', 'date', 'status'];
  const called = days.flatMap((day) =>
    classes.map(({ cohort, classNo }): readonly Cell[] => [
      schoolCode,
      gradeLabel(cohort, day),
      classLabel(classNo),
      '',
      '',
      '',
      day,
      codeLabel('absence_status', 'class_reported'),
    ]),
  );
  const away = absences.map(({ pupil, day }): readonly Cell[] => [
    schoolCode,
    gradeLabel(pupil.cohort, day),
    classLabel(pupil.classNo),
    pupil.registryNumber,
    pupil.name,
    pupil.writtenId,
    day,
    codeLabel('absence_status', 'absent'),
  ]);
  return table('absences', columns, [...called, ...away]);
}

function changesTable(changes: readonly SentChange[]): Table {
  const columns = [
    'change_no',
    'change_type',
    'registry_number',
    'name',
    'id_number',
    'school_code',
    'from_school_code',
    'to_school_code',
    'apply_date',
    'effective_date',
    'approval_status',
    'start_date',
  ];
  const row = ({ no, kind, pupil, fromSchool, toSchool, day }: SentChange): readonly Cell[] => [
    no,
    codeLabel('change_type', CHANGE_TYPES[kind]),
    pupil.registryNumber,
    pupil.name,
    pupil.writtenId,
    toSchool ?? fromSchool,
    kind === 'suspension' ? '' : fromSchool,
    toSchool ?? '',
    day,
    kind === 'suspension' ? '' : day,
    '通过',
    kind === 'suspension' ? day : '',
  ];
  return table('status_changes', columns, changes.map(row));
}

const graduationsTable = ({ graduations }: Week): Table =>
  table(
    'graduations',
    ['school_code', 'registry_number', 'name', 'id_number', 'stage', 'grad_year', 'grad_type', 'grad_date'],
    graduations.map(({ pupil, day }) => [
      pupil.schoolCode,
      pupil.registryNumber,
      pupil.name,
      pupil.writtenId,
      codeLabel('school_stage', 'junior'),
      day.slice(0, 4),
      '毕业',
      day,
    ]),
  );

const schoolsTable = ({ schools }: Year): Table =>
  table(
    'schools',
    ['school_code', 'school_name', 'school_type', 'schooling_system'],
    schools.map(({ code, name, stage }) => [code, name, codeLabel('school_type', stage), codeLabel('schooling_system', '63')]),
  );

const calendarTable = ({ calendar }: Year): Table =>
  table(
    'calendar',
    ['date', 'school_day', 'workday', 'term', 'week_no', 'event'],
    calendar.days.map(({ date, schoolDay, workday, term, weekNo, event }) => [
      date,
      schoolDay ? '是' : '否',
      workday ? '是' : '否',
      term ?? '',
      weekNo ?? '',
      codeLabel('calendar_event', event ?? ''),
    ]),
  );

/** Writes what came in before a Monday's run; with the first week the list of schools and the calendar. */
export function writeWeek(year: Year, week: Week, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const names = new Map(year.schools.map(({ code, name }) => [code, name]));
  const put = (name: string, { titles, rows }: Table): void =>
    writeFileSync(join(folder, `${name}.csv`), commaStyle.start + [titles, ...rows].map((row) => `${commaStyle.line(row)}\r\n`).join(''));
  if (week === year.weeks[0]) {
    put('学校', schoolsTable(year));
    put('校历', calendarTable(year));
  }
  for (const list of week.lists) {
    put(`${list.schoolCode}-${names.get(list.schoolCode)}-学生-${compact(list.dataDate)}`, studentsTable(list));
  }
  for (const report of week.attendance) {
    const last = report.days.at(-1)!;
    put(`${report.schoolCode}-${names.get(report.schoolCode)}-考勤-${compact(last)}`, absencesTable(report));
  }
  if (week.changes.length > 0) put(`学籍异动_${compact(week.day)}`, changesTable(week.changes));
  if (week.graduations.length > 0) put(`毕业名单_${compact(week.day)}`, graduationsTable(week));
}
