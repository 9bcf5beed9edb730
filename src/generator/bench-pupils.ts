import { addDays } from './calendar-date.ts';
import type { Cell } from './files/csv.ts';
import { SUBJECT_COLUMNS, type Table, table } from './files/tables.ts';
import { IdentityNumbers, residentId } from './identity.ts';
import { newName } from './names.ts';
import type { Random } from './random.ts';

export const PUPILS_A_CLASS = 40;
export const CLASSES_A_SCHOOL = 12;

export interface BenchPupil {
  readonly id: string;
  readonly registry: string;
  readonly name: string;
  readonly sex: '1' | '2';
  readonly birthDate: string;
  readonly classNo: number;
}

export const schoolCode = (classNo: number): string => `22302${String(Math.floor(classNo / CLASSES_A_SCHOOL)).padStart(5, '0')}`;
export const schoolName = (classNo: number): string => `第${Math.floor(classNo / CLASSES_A_SCHOOL) + 1}小学`;
/** Two classes a grade. */
const gradeNo = (classNo: number): number => Math.floor((classNo % CLASSES_A_SCHOOL) / 2) + 1;
export const at = (classNo: number): readonly Cell[] => [
  schoolCode(classNo),
  schoolName(classNo),
  `${gradeNo(classNo)}年级`,
  `${(classNo % 2) + 1}班`,
];
export const who = (pupil: BenchPupil): readonly Cell[] => [...at(pupil.classNo), pupil.registry, pupil.name, pupil.id];

/** Every so many pupils or classes there is one with a problem. Primes, so that few pupils have two. */
export const EVERY = {
  duplicate: 667,
  dropout: 500,
  mismatch: 100,
  oversizedClass: 80,
  hugeClass: 240,
  nearNumber: 1499,
  sharedRegistry: 1601,
  noNumber: 997,
  shortNumber: 2003,
  damagedNumber: 2503,
  otherBirthDate: 1201,
  otherSex: 1301,
  noRegistry: 1103,
  badRegistry: 1409,
  noAddress: 907,
  unknownPerson: 1013,
  policeResult: 811,
} as const;

/** How many of the next class sit in an oversized one. */
const MOVED = 16;
const MOVED_TO_HUGE = 28;

export const isEvery = (kind: keyof typeof EVERY, index: number, offset = 0): boolean => index % EVERY[kind] === offset;

export const isDropout = (index: number): boolean => isEvery('dropout', index, 7);

/** An oversized class has pupils of the one after it, which is of the same grade. */
function classOf(index: number): number {
  const classNo = Math.floor(index / PUPILS_A_CLASS);
  const moved = isEvery('hugeClass', classNo, 1) ? MOVED_TO_HUGE : MOVED;
  return isEvery('oversizedClass', classNo, 1) && index % PUPILS_A_CLASS < moved ? classNo - 1 : classNo;
}

export function makePupils(count: number, random: Random): readonly BenchPupil[] {
  const numbers = new IdentityNumbers();
  const pupils = Array.from({ length: count }, (_, index): BenchPupil => {
    const classNo = classOf(index);
    const sex = random.chance(0.52) ? '1' : '2';
    const birthDate = addDays(`${2020 - gradeNo(classNo) + 1}-08-31`, -random.int(0, 364));
    // The areas take turns, lest the numbers of one day run out in a large bench.
    const id = numbers.issue(String(230100 + Math.floor(index / 100_000)), birthDate, sex);
    return { id, registry: `G${id}`, name: newName(random, sex).name, sex, birthDate, classNo };
  });
  return pupils.map((pupil, index) => confused(pupil, pupils[index - 1], index));
}

/** The pupil, or with something of the one before. */
function confused(pupil: BenchPupil, before: BenchPupil | undefined, index: number): BenchPupil {
  if (!before) return pupil;
  if (isEvery('duplicate', index, 1)) return { ...pupil, id: before.id };
  if (isEvery('sharedRegistry', index, 3)) return { ...pupil, registry: before.registry };
  if (!isEvery('nearNumber', index, 2)) return pupil;
  const { id, name, sex, birthDate } = before;
  return { ...pupil, id: `${id.slice(0, 15)}${(Number(id[15]) + 1) % 10}${id.slice(16)}`, name, sex, birthDate };
}

/** The number as the registry has it: mostly right. */
function writtenNumber({ id }: BenchPupil, index: number): string {
  if (isEvery('noNumber', index, 11)) return '';
  if (isEvery('shortNumber', index, 13)) return `${id.slice(0, 6)}${id.slice(8, 17)}`;
  return isEvery('damagedNumber', index, 17) ? `${id[0]}.${id.slice(1, 6)}E+17` : id;
}

function writtenRegistry({ registry }: BenchPupil, index: number): string {
  if (isEvery('noRegistry', index, 19)) return '';
  return isEvery('badRegistry', index, 23) ? registry.slice(1) : registry;
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
  'hukou_address',
  'enrol_month',
  'boarding_mode',
  'student_source',
  'is_migrant_child',
  'current_address',
  'guardian1_name',
  'guardian1_id_number',
  'student_status',
  'record_created_date',
  'bureau_approved_date',
];

function studentRow(pupil: BenchPupil, index: number): readonly Cell[] {
  const year = 2026 - gradeNo(pupil.classNo) + 1;
  const isMale = (pupil.sex === '1') !== isEvery('otherSex', index, 29);
  return [
    ...at(pupil.classNo),
    writtenRegistry(pupil, index),
    pupil.name,
    writtenNumber(pupil, index),
    isMale ? '男' : '女',
    isEvery('otherBirthDate', index, 31) ? addDays(pupil.birthDate, 1) : pupil.birthDate,
    '汉族',
    '居民身份证',
    '中国',
    '否',
    '普通小学班',
    villageOf(index),
    `${year}09`,
    '走读',
    '正常入学',
    index % 9 === 0 ? '是' : '否',
    isEvery('noAddress', index, 37) ? '' : `依兰县依兰镇通江路${(index % 900) + 1}号`,
    `${pupil.name[0] ?? ''}建国`,
    guardianNumber(index),
    '在读',
    `${year}-09-08`,
    `${year}-09-15`,
  ];
}

const villageOf = (index: number): string => `依兰县迎兰朝鲜族乡${(index % 211) + 1}村${(index % 17) + 1}组`;

/** One number for a father of two; now and then the short form of before 1999. */
function guardianNumber(index: number): string {
  const family = Math.floor(index / 2);
  const id = residentId('230123', `19${70 + (family % 25)}-0${(family % 9) + 1}-1${family % 10}`, (family % 500) * 2 + 1);
  return isEvery('shortNumber', index, 41) ? `${id.slice(0, 6)}${id.slice(8, 17)}` : id;
}

/** What the registry's own export has beside the columns above: 40 in all. */
const FURTHER_COLUMNS = [
  'name_pinyin',
  'native_place',
  'political_status',
  'hukou_type',
  'class_seat_no',
  'guardian1_phone',
  'health',
  'entrance_mode',
  'is_only_child',
  'had_preschool',
  'left_behind',
  'is_orphan',
  'is_disabled',
  'needs_school_bus',
  'guardian1_relation',
];

function furtherCells(pupil: BenchPupil, index: number): readonly Cell[] {
  return [
    `XUESHENG${index % 4000}`,
    '黑龙江省哈尔滨市依兰县',
    '少先队员',
    index % 4 === 0 ? '非农业户口' : '农业户口',
    (index % PUPILS_A_CLASS) + 1,
    `1990${String(index).padStart(7, '0')}`,
    '健康或良好',
    '就近入学',
    index % 3 === 0 ? '是' : '否',
    '是',
    index % 11 === 0 ? '双亲留守儿童' : '非留守儿童',
    '否',
    '否',
    index % 5 === 0 ? '是' : '否',
    pupil.sex === '1' ? '父亲' : '母亲',
  ];
}

/** The registry as schools export it: 25 columns; pupils numbered on from `from`. */
export const studentsTable = (pupils: readonly BenchPupil[], from = 0): Table =>
  table(
    'students',
    STUDENT_COLUMNS,
    map(pupils, (pupil, index) => studentRow(pupil, from + index)),
  );

/** The same pupils in 40 columns, numbered on from `from`. */
export const wideStudentsTable = (pupils: readonly BenchPupil[], from = 0): Table =>
  table(
    'students',
    [...STUDENT_COLUMNS, ...FURTHER_COLUMNS],
    map(pupils, (pupil, index) => [...studentRow(pupil, from + index), ...furtherCells(pupil, from + index)]),
  );

/** Rows made as they are asked for. */
export function* map<T>(items: Iterable<T>, row: (item: T, index: number) => readonly Cell[]): Generator<readonly Cell[]> {
  let index = 0;
  for (const item of items) {
    yield row(item, index);
    index += 1;
  }
}
