import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  at,
  type BenchPupil,
  CLASSES_A_SCHOOL,
  type EVERY,
  isDropout,
  isEvery,
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

/** A table's titles and rows. */
export function* headed({ titles, rows }: Table): Generator<readonly Cell[]> {
  yield titles;
  yield* rows;
}

const calendarRow = ({ date, schoolDay, workday, term }: CalendarDay): readonly Cell[] => [
  date,
  schoolDay ? '是' : '否',
  workday ? '是' : '否',
  term ?? '',
];

/** One in so many of the missing pupils was marked in the registry, or a guardian reached. */
const MARKED = 2;
const REACHED = 5;
const ROLLED_SCHOOLS = 2;

/**
 * A county for measurements, with a few hundred problems of most kinds: attendance, schools, calendar, persons, contacts, leaves, police
 * results, roll calls and the ledgers of dropouts as UTF-8 csv, dated 2026-11-13. A pupil has two rows on one day only where there are more
 * rows than pupils and days. `writeStudents` writes the registry in the form that is measured, and returns the files.
 */
export async function writeBenchTables(
  dir: string,
  options: BenchOptions,
  writeStudents: (pupils: readonly BenchPupil[]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  await mkdir(dir, { recursive: true });
  const random = new Random(options.seed);
  const calendar = buildCalendar(AS_OF);
  const days = calendar.schoolDays('2026-09-01', AS_OF);
  const pupils = makePupils(options.pupils, random.fork('pupils'));
  const paths = [...(await writeStudents(pupils))];
  const write = async (name: string, dataset: string, columns: readonly string[], rows: Iterable<readonly Cell[]>): Promise<void> => {
    const path = join(dir, name);
    await writeCsv(path, headed(table(dataset, columns, rows)));
    paths.push(path);
  };
  const every = (kind: keyof typeof EVERY, offset = 0): readonly BenchPupil[] => pupils.filter((_, index) => isEvery(kind, index, offset));
  const everyFiftieth = pupils.filter((_, index) => index % 50 === 0);
  const dropouts = pupils.filter((_, index) => isDropout(index));
  const schools = Array.from(new Set(pupils.map(({ classNo }) => classNo - (classNo % CLASSES_A_SCHOOL))));
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
  await write('人口信息.csv', 'persons', ['id_number', 'name', 'sex', 'birth_date', 'household_area_code'], personRows(pupils));
  await write(
    '缺勤联系记录.csv',
    'contacts',
    [...SUBJECT_COLUMNS, 'contact_time', 'method', 'result'],
    [
      ...map(everyFiftieth, (pupil) => [...who(pupil), `${AS_OF} 17:00:00`, '电话', '联系上监护人']),
      ...map(dropouts, (pupil, index) => [...who(pupil), `${AS_OF} 17:30:00`, '电话', index % REACHED === 0 ? '联系上监护人' : '未联系上']),
    ],
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
  await write(
    '公安比对结果.csv',
    'police_results',
    [...SUBJECT_COLUMNS, 'result', 'police_name', 'compared_date', 'handled'],
    map(every('policeResult'), (pupil) => [...who(pupil), '身份证号与姓名不匹配', `${pupil.name}安`, AS_OF, '否']),
  );
  await write(
    '进班点名.csv',
    'roster',
    [...SUBJECT_COLUMNS, 'roll_date', 'present'],
    map(pupils.slice(0, ROLLED_SCHOOLS * CLASSES_A_SCHOOL * PUPILS_A_CLASS), (pupil) => [...who(pupil), AS_OF, '在校']),
  );
  await write(
    '疑似辍学台账.csv',
    'dropouts',
    [...SUBJECT_COLUMNS, 'category', 'found_date', 'marked_date', 'dropout_status'],
    map(dropouts, (pupil, index) => [...who(pupil), '疑似辍学', AS_OF, index % MARKED === 0 ? AS_OF : '', '劝学中']),
  );
  await write(
    '劝返记录.csv',
    'persuasions',
    ['school_code', 'school_name', 'registry_number', 'name', 'id_number', 'persuasion_date', 'method', 'result'],
    map(dropouts, (pupil) => [
      schoolCode(pupil.classNo),
      schoolName(pupil.classNo),
      pupil.registry,
      pupil.name,
      pupil.id,
      AS_OF,
      '家访',
      '拒绝返校',
    ]),
  );
  return paths;
}

/** The population register: the number that a pupil was born with, now and then under another name. */
function* personRows(pupils: readonly BenchPupil[]): Generator<readonly Cell[]> {
  for (const [index, { registry, name, sex, birthDate }] of pupils.entries()) {
    if (isEvery('unknownPerson', index) || isEvery('sharedRegistry', index, 3)) continue;
    const registered = isEvery('mismatch', index) ? `${name}安` : name;
    yield [registry.slice(1), registered, sex === '1' ? '男' : '女', birthDate, '230123'];
  }
}

/** The same with the students (25 columns) as csv too. */
export function writeBenchFiles(dir: string, options: BenchOptions): Promise<readonly string[]> {
  return writeBenchTables(dir, options, async (pupils) => {
    const path = join(dir, '学生.csv');
    await writeCsv(path, headed(studentsTable(pupils)));
    return [path];
  });
}
