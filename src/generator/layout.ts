import { addDays } from './calendar-date.ts';
import type { Random } from './random.ts';
import {
  type ClassStyle,
  chineseNumber,
  type GradeStyle,
  type School,
  type SchoolClass,
  type SchoolKind,
  type Stage,
  type StudentForm,
  stageStart,
} from './school.ts';
import { type SchoolCalendar, schoolYearOf } from './school-calendar.ts';

/** A class and how many attending pupils it is to have. */
export interface ClassPlan extends SchoolClass {
  readonly size: number;
}

export interface Layout {
  readonly schools: readonly School[];
  readonly classes: readonly ClassPlan[];
}

const TOWNSHIPS = ['依兰镇', '达连河镇', '江湾镇', '三道岗镇', '道台桥镇', '宏克利镇', '团山子乡', '愚公乡', '迎兰乡'];

type Pattern = readonly [kind: SchoolKind, system: '63' | '54'];

/** The first ten show every kind; after them the last five repeat. */
const PATTERNS: readonly Pattern[] = [
  ['primary', '63'],
  ['junior', '63'],
  ['nine_year', '54'],
  ['teaching_point', '63'],
  ['primary', '63'],
  ['nine_year', '63'],
  ['teaching_point', '63'],
  ['junior', '54'],
  ['primary', '63'],
  ['primary', '63'],
  ['junior', '63'],
  ['primary', '63'],
  ['nine_year', '63'],
  ['teaching_point', '63'],
  ['primary', '63'],
];

const patternOf = (index: number): Pattern => PATTERNS[index < 10 ? index : 10 + ((index - 10) % 5)] ?? ['primary', '63'];

const SCHOOL_FORMS: readonly StudentForm[] = ['gb18030-csv', 'titled-xlsx', 'form37-xlsx', 'form72-csv'];
const GRADE_STYLES: readonly GradeStyle[] = ['chinese', 'arabic', 'cohort', 'spoken'];
const CLASS_STYLES: readonly ClassStyle[] = ['plain', 'bracketed', 'cohort', 'padded', 'plain'];

const COUNTY_AREA = '2230100';

function schoolName(kind: SchoolKind, township: string, ordinal: number): string {
  switch (kind) {
    case 'primary':
      return `依兰县第${chineseNumber(ordinal)}小学`;
    case 'junior':
      return `依兰县第${chineseNumber(ordinal)}中学`;
    case 'nine_year':
      return `${township}第${chineseNumber(ordinal)}九年一贯制学校`;
    case 'teaching_point':
      return `${township}第${chineseNumber(ordinal)}教学点`;
  }
}

function makeSchool(index: number, ordinal: number, lastDays: readonly [string, string]): School {
  const [kind, system] = patternOf(index);
  const township = TOWNSHIPS[index % TOWNSHIPS.length] ?? '依兰镇';
  const listOnly = kind === 'teaching_point' || index % 7 === 5;
  return {
    code: `${COUNTY_AREA}${String(index + 1).padStart(3, '0')}`,
    name: schoolName(kind, township, ordinal),
    kind,
    system,
    township,
    rural: kind === 'teaching_point' || index % 3 === 2,
    classSizeLimit: index === 3 ? 5 : null,
    form: index % 2 === 0 ? 'county-export' : (SCHOOL_FORMS[((index - 1) / 2) % SCHOOL_FORMS.length] ?? 'gb18030-csv'),
    gradeStyle: GRADE_STYLES[index % GRADE_STYLES.length] ?? 'chinese',
    classStyle: CLASS_STYLES[index % CLASS_STYLES.length] ?? 'plain',
    attendance: listOnly ? 'absences-only' : 'class-reported',
    reportedThrough: index % 3 === 0 ? lastDays[1] : lastDays[0],
    statesCutoff: index % 4 !== 2,
  };
}

function gradesOf(school: School): readonly (readonly [Stage, number])[] {
  const junior = stageStart(school, 'junior');
  const primaryGrades = Array.from({ length: junior - 1 }, (_, index) => ['primary', index + 1] as const);
  const juniorGrades = Array.from({ length: 10 - junior }, (_, index) => ['junior', junior + index] as const);
  switch (school.kind) {
    case 'primary':
      return primaryGrades;
    case 'junior':
      return juniorGrades;
    case 'nine_year':
      return [...primaryGrades, ...juniorGrades];
    case 'teaching_point':
      return primaryGrades.slice(0, 2);
  }
}

/** How many pupils each school gets: one large school, teaching points of six, the rest of unequal middle size. */
function shares(schools: readonly School[], pupils: number, random: Random): readonly number[] {
  const large = Math.min(2300, Math.round(pupils * 0.15));
  const points = schools.filter((school) => school.kind === 'teaching_point').length;
  const left = pupils - large - points * 6;
  const weights = schools.map((school, index) =>
    index === 0 || school.kind === 'teaching_point' ? 0 : gradesOf(school).length ** 0.5 * (0.7 + random.next() * 0.6),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return schools.map((school, index) => {
    if (index === 0) return large;
    return school.kind === 'teaching_point' ? 6 : Math.round((left * (weights[index] ?? 0)) / total);
  });
}

function makeClasses(school: School, pupils: number, schoolYear: number, random: Random): readonly ClassPlan[] {
  const grades = gradesOf(school);
  return grades.flatMap(([stage, gradeNo], gradeIndex) => {
    const inGrade = Math.floor((pupils * (gradeIndex + 1)) / grades.length) - Math.floor((pupils * gradeIndex) / grades.length);
    const count = Math.max(1, Math.round(inGrade / 39));
    const entryYear = schoolYear - (gradeNo - stageStart(school, stage));
    return Array.from({ length: count }, (_, index) => ({
      key: `${school.code}-${gradeNo}-${index + 1}`,
      schoolCode: school.code,
      stage,
      gradeNo,
      classNo: index + 1,
      entryYear,
      type: school.kind === 'teaching_point' ? '13' : stage === 'primary' ? '10' : '20',
      sizeLimit: null,
      isPlaceholder: false,
      size: inGrade < 30 ? inGrade : random.int(35, 44),
    }));
  });
}

/** The schools and classes of a county before anything is planted. Attendance ends on the last or the last but one school day. */
export function layOut(pupils: number, schoolCount: number, asOf: string, calendar: SchoolCalendar, random: Random): Layout {
  const schoolDays = calendar.schoolDays(addDays(asOf, -60), asOf);
  const lastDays = [schoolDays.at(-1) ?? asOf, schoolDays.at(-2) ?? asOf] as const;
  const ordinals = new Map<string, number>();
  const schools = Array.from({ length: schoolCount }, (_, index) => {
    const [kind] = patternOf(index);
    const ordinal = (ordinals.get(kind) ?? 0) + 1;
    ordinals.set(kind, ordinal);
    return makeSchool(index, ordinal, lastDays);
  });
  const sizes = shares(schools, pupils, random);
  const year = schoolYearOf(asOf);
  return { schools, classes: schools.flatMap((school, index) => makeClasses(school, sizes[index] ?? 0, year, random)) };
}

/** Adds to or takes from ordinary classes so that the county has `pupils` in all; `fixed` classes keep their size. */
export function balance(classes: readonly ClassPlan[], pupils: number, fixed: ReadonlySet<string>): readonly ClassPlan[] {
  const sizes = new Map(classes.map((plan) => [plan.key, plan.size]));
  const movable = classes.filter(({ key, size }) => !fixed.has(key) && size >= 20);
  let difference = pupils - [...sizes.values()].reduce((sum, size) => sum + size, 0);
  for (let moved = true; difference !== 0 && moved; ) {
    moved = false;
    for (const plan of movable) {
      const size = sizes.get(plan.key) ?? 0;
      const step = Math.sign(difference);
      if (step === 0 || size + step > 44 || size + step < 20) continue;
      sizes.set(plan.key, size + step);
      difference -= step;
      moved = true;
    }
  }
  return classes.map((plan) => ({ ...plan, size: sizes.get(plan.key) ?? plan.size }));
}
