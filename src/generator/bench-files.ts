import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from './calendar-date.ts';
import { type Cell, writeCsv } from './files/csv.ts';
import { SUBJECT_COLUMNS, type Table, table } from './files/tables.ts';
import { IdentityNumbers } from './identity.ts';
import { newName } from './names.ts';
import { Random } from './random.ts';
import { buildCalendar, type CalendarDay } from './school-calendar.ts';

export interface BenchOptions {
  readonly pupils: number;
  /** Rows of the attendance file: one for each class and day as far as half of them reach, the rest absences. */
  readonly absences: number;
  readonly seed: number;
}

const AS_OF = '2026-11-13';
const PUPILS_A_CLASS = 40;
const CLASSES_A_SCHOOL = 12;

interface BenchPupil {
  readonly id: string;
  readonly registry: string;
  readonly name: string;
  readonly sex: '1' | '2';
  readonly birthDate: string;
  readonly classNo: number;
}

const schoolCode = (classNo: number): string => `22302${String(Math.floor(classNo / CLASSES_A_SCHOOL)).padStart(5, '0')}`;
const schoolName = (classNo: number): string => `第${Math.floor(classNo / CLASSES_A_SCHOOL) + 1}小学`;
/** Two classes a grade. */
const gradeNo = (classNo: number): number => Math.floor((classNo % CLASSES_A_SCHOOL) / 2) + 1;
const at = (classNo: number): readonly Cell[] => [
  schoolCode(classNo),
  schoolName(classNo),
  `${gradeNo(classNo)}年级`,
  `${(classNo % 2) + 1}班`,
];
const who = (pupil: BenchPupil): readonly Cell[] => [...at(pupil.classNo), pupil.registry, pupil.name, pupil.id];

/** Every so many pupils or classes there is one with a problem. */
const EVERY = { duplicate: 667, dropout: 500, mismatch: 100, oversizedClass: 80 };
/** How many of the next class sit in an oversized one. */
const MOVED = 16;
const DAYS_AWAY = 12;

const isDropout = (index: number): boolean => index % EVERY.dropout === 7;

/** An oversized class has pupils of the one after it, which is of the same grade. */
function classOf(index: number): number {
  const classNo = Math.floor(index / PUPILS_A_CLASS);
  return classNo % EVERY.oversizedClass === 1 && index % PUPILS_A_CLASS < MOVED ? classNo - 1 : classNo;
}

function makePupils(count: number, random: Random): readonly BenchPupil[] {
  const numbers = new IdentityNumbers();
  const pupils = Array.from({ length: count }, (_, index): BenchPupil => {
    const classNo = classOf(index);
    const sex = random.chance(0.52) ? '1' : '2';
    const birthDate = addDays(`${2020 - gradeNo(classNo) + 1}-08-31`, -random.int(0, 364));
    // The areas take turns, lest the numbers of one day run out in a large bench.
    const id = numbers.issue(String(230100 + Math.floor(index / 100_000)), birthDate, sex);
    return { id, registry: `G${id}`, name: newName(random, sex).name, sex, birthDate, classNo };
  });
  return pupils.map((pupil, index) => (index % EVERY.duplicate === 1 ? { ...pupil, id: pupils[index - 1]!.id } : pupil));
}

const STUDENT_COLUMNS = [
  ...SUBJECT_COLUMNS,
  'sex',
  'birth_date',
  'ethnicity',
  'id_type',
  'country',
  'hmto_status',
  'class_type',
  'class_seat_no',
  'enrol_month',
  'boarding_mode',
  'student_source',
  'is_migrant_child',
  'current_address',
  'guardian1_name',
  'guardian1_phone',
  'student_status',
  'record_created_date',
  'bureau_approved_date',
];

function studentRow(pupil: BenchPupil, index: number): readonly Cell[] {
  const year = 2026 - gradeNo(pupil.classNo) + 1;
  return [
    ...who(pupil),
    pupil.sex === '1' ? '男' : '女',
    pupil.birthDate,
    '汉族',
    '居民身份证',
    '中国',
    '否',
    '普通小学班',
    (index % PUPILS_A_CLASS) + 1,
    `${year}09`,
    '走读',
    '正常入学',
    index % 9 === 0 ? '是' : '否',
    `依兰县依兰镇通江路${(index % 900) + 1}号`,
    `${pupil.name[0] ?? ''}建国`,
    `1990${String(index).padStart(7, '0')}`,
    '在读',
    `${year}-09-08`,
    `${year}-09-15`,
  ];
}

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

function* map<T>(items: Iterable<T>, row: (item: T, index: number) => readonly Cell[]): Generator<readonly Cell[]> {
  let index = 0;
  for (const item of items) {
    yield row(item, index);
    index += 1;
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
  await write('学生.csv', 'students', STUDENT_COLUMNS, map(pupils, studentRow));
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
