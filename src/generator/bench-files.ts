import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  at,
  type BenchPupil,
  CLASSES_A_SCHOOL,
  EVERY,
  isDropout,
  makePupils,
  map,
  PUPILS_A_CLASS,
  schoolCode,
  schoolName,
  studentsTable,
  who,
} from './bench-pupils.ts';
import { type Cell, writeCsv } from './files/csv.ts';
import { SUBJECT_COLUMNS, type Table, table } from './files/tables.ts';
import { Random } from './random.ts';
import { buildCalendar, type CalendarDay } from './school-calendar.ts';

export interface BenchOptions {
  readonly pupils: number;
  /** Rows of the attendance file: one for each class and day as far as half of them reach, the rest absences. */
  readonly absences: number;
  readonly seed: number;
}

const AS_OF = '2026-11-13';
const DAYS_AWAY = 12;

/** A prime, so that no number of pupils divides it. */
const DAY_SHIFT = 104_729;
const ABSENCE_KINDS = ['病假', '病假', '病假', '事假', '旷课', '迟到'];

function* absenceRows(pupils: readonly BenchPupil[], days: readonly string[], rows: number, random: Random): Generator<readonly Cell[]> {
  const classes = Math.ceil(pupils.length / PUPILS_A_CLASS);
  const reports = Math.min(classes * days.length, Math.floor(rows / 2));
  for (let index = 0; index < reports; index += 1) {
    yield [...at(index % classes), '', '', '', days[Math.floor(index / classes)] ?? AS_OF, '', '班级已上报', ''];
  }
  const lastDays = days.slice(-DAYS_AWAY);
  const dropouts = pupils.filter((_, index) => isDropout(index));
  for (const day of lastDays) for (const pupil of dropouts) yield [...who(pupil), day, '全天', '旷课', ''];
  const absences = rows - reports - dropouts.length * lastDays.length;
  const aDay = Math.max(1, Math.ceil(absences / days.length));
  // Evenly over the pupils of a day, and shifted from day to day: hardly anyone is away two days running.
  const stride = Math.max(1, Math.floor(pupils.length / aDay));
  for (let index = 0; index < absences; index += 1) {
    const day = Math.floor(index / aDay);
    const place = ((index % aDay) * stride + day * DAY_SHIFT) % pupils.length;
    const pupil = pupils[isDropout(place) ? place - 1 : place];
    if (pupil) yield [...who(pupil), days[day] ?? AS_OF, '全天', random.pick(ABSENCE_KINDS), ''];
  }
}

function* headed({ titles, rows }: Table): Generator<readonly Cell[]> {
  yield titles;
  yield* rows;
}

const calendarRow = ({ date, schoolDay, workday, term }: CalendarDay): readonly Cell[] => [
  date,
  schoolDay ? '是' : '否',
  workday ? '是' : '否',
  term ?? '',
];

/**
 * A county for measurements, with a few hundred problems of each of the four main kinds: students (25 columns), attendance, schools, calendar, persons, contacts
 * and leaves as UTF-8 csv, dated 2026-11-13. A pupil has two rows on one day only where there are more rows than pupils and days.
 */
export async function writeBenchFiles(dir: string, options: BenchOptions): Promise<readonly string[]> {
  await mkdir(dir, { recursive: true });
  const random = new Random(options.seed);
  const calendar = buildCalendar(AS_OF);
  const days = calendar.schoolDays('2026-09-01', AS_OF);
  const pupils = makePupils(options.pupils, random.fork('pupils'));
  const classes = Math.ceil(options.pupils / PUPILS_A_CLASS);
  const schools = Array.from({ length: Math.ceil(classes / CLASSES_A_SCHOOL) }, (_, index) => index * CLASSES_A_SCHOOL);
  const everyFiftieth = pupils.filter((_, index) => index % 50 === 0);
  const paths: string[] = [];
  const write = async (name: string, dataset: string, columns: readonly string[], rows: Iterable<readonly Cell[]>): Promise<void> => {
    const path = join(dir, name);
    await writeCsv(path, headed(table(dataset, columns, rows)));
    paths.push(path);
  };
  const students = join(dir, '学生.csv');
  await writeCsv(students, headed(studentsTable(pupils)));
  paths.push(students);
  await write(
    '考勤.csv',
    'absences',
    [...SUBJECT_COLUMNS, 'date', 'day_part', 'status', 'approved'],
    absenceRows(pupils, days, options.absences, random.fork('absences')),
  );
  await write(
    '学校.csv',
    'schools',
    ['school_code', 'school_name', 'area_code', 'school_type', 'schooling_system', 'primary_years'],
    map(schools, (classNo) => [schoolCode(classNo), schoolName(classNo), '230123', '小学', '六三制', 6]),
  );
  await write('校历.csv', 'calendar', ['date', 'school_day', 'workday', 'term'], map(calendar.days, calendarRow));
  await write(
    '人口信息.csv',
    'persons',
    ['id_number', 'name', 'sex', 'birth_date', 'household_area_code'],
    map(pupils, (pupil, index) => [
      pupil.registry.slice(1),
      index % EVERY.mismatch === 0 ? `${pupil.name}安` : pupil.name,
      pupil.sex === '1' ? '男' : '女',
      pupil.birthDate,
      '230123',
    ]),
  );
  await write(
    '缺勤联系记录.csv',
    'contacts',
    [...SUBJECT_COLUMNS, 'contact_time', 'method', 'result'],
    map(everyFiftieth, (pupil) => [...who(pupil), `${AS_OF} 17:00:00`, '电话', '联系上监护人']),
  );
  await write(
    '请假.csv',
    'leaves',
    [...SUBJECT_COLUMNS, 'leave_type', 'start_date', 'end_date', 'approved_date', 'approval_status'],
    map(everyFiftieth, (pupil, index) => {
      const day = days[index % days.length] ?? AS_OF;
      return [...who(pupil), '病假', day, day, day, '通过'];
    }),
  );
  return paths;
}
