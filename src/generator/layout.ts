import { addDays } from './calendar-date.ts';
import { type Place, placeOf } from './place.ts';
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
import { STUDENT_FORMS, shapeOf } from './student-forms.ts';

/** A class and how many attending pupils it is to have. */
export interface ClassPlan extends SchoolClass {
  readonly size: number;
}

export interface Layout {
  readonly schools: readonly School[];
  readonly classes: readonly ClassPlan[];
}

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

/** The forms of the first schools: the most frequent ones in the first ten, every one in the first 24. */
const FIRST_FORMS: readonly StudentForm[] = [
  'county-export',
  'gb18030-csv',
  'county-export',
  'titled-xlsx',
  'county-export',
  'form37-xlsx',
  'html-xls',
  'form72-csv',
  'page-heads-xls',
  'class-sheets-xlsx',
  'xml-xls',
  'feather',
  'excel-text-csv',
  'side-by-side-ods',
  'mht',
  'xlsb',
  'shuffled-tsv',
  'utf16-csv',
  'biff5-xls',
  'form72-zip',
  'parquet',
  'semicolon-csv',
  'county-export',
  'pinyin-nested-zip',
];
/** Of the schools after them every other one works in the county's system; a sheet for each class takes its time to read. */
const OWN_FORMS = STUDENT_FORMS.filter((form) => form !== 'county-export' && shapeOf(form).layout !== 'class-list');

const formOf = (index: number): StudentForm =>
  FIRST_FORMS[index] ?? (index % 2 === 0 ? 'county-export' : (OWN_FORMS[((index - 25) / 2) % OWN_FORMS.length] ?? 'gb18030-csv'));

const GRADE_STYLES: readonly GradeStyle[] = ['chinese', 'arabic', 'cohort', 'spoken'];
const CLASS_STYLES: readonly ClassStyle[] = ['plain', 'bracketed', 'cohort', 'padded', 'plain'];

function schoolName(kind: SchoolKind, county: string, township: string, ordinal: number): string {
  switch (kind) {
    case 'primary':
      return `${county}第${chineseNumber(ordinal)}小学`;
    case 'junior':
      return `${county}第${chineseNumber(ordinal)}中学`;
    case 'nine_year':
      return `${township}第${chineseNumber(ordinal)}九年一贯制学校`;
    case 'teaching_point':
      return `${township}第${chineseNumber(ordinal)}教学点`;
  }
}

function makeSchool(index: number, ordinal: number, { area, county, townships }: Place, lastDays: readonly [string, string]): School {
  const [kind, system] = patternOf(index);
  const township = townships[index % townships.length] ?? county;
  const listOnly = kind === 'teaching_point' || index % 7 === 5;
  return {
    code: `2${area.slice(0, 4)}${String(index + 1).padStart(5, '0')}`,
    areaCode: area,
    name: schoolName(kind, county, township, ordinal),
    kind,
    system,
    township,
    rural: kind === 'teaching_point' || index % 3 === 2,
    classSizeLimit: index === 3 ? 5 : null,
    form: formOf(index),
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

/**
 * The schools and classes of a county before anything is planted, its schools in the areas in turn. Attendance ends on the last or the last
 * but one school day.
 */
export function layOut(
  pupils: number,
  schoolCount: number,
  areas: readonly string[],
  asOf: string,
  calendar: SchoolCalendar,
  random: Random,
): Layout {
  const places = areas.map(placeOf);
  const schoolDays = calendar.schoolDays(addDays(asOf, -60), asOf);
  const lastDays = [schoolDays.at(-1) ?? asOf, schoolDays.at(-2) ?? asOf] as const;
  const ordinals = new Map<string, number>();
  const schools = Array.from({ length: schoolCount }, (_, index) => {
    const [kind] = patternOf(index);
    const place = places[index % places.length] as Place;
    const ordinal = (ordinals.get(kind + place.area) ?? 0) + 1;
    ordinals.set(kind + place.area, ordinal);
    return makeSchool(index, ordinal, place, lastDays);
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
