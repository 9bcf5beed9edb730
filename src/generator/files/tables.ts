import { datasetOf } from '../../datasets/dictionary.ts';
import type { County } from '../county.ts';
import { placeOf } from '../place.ts';
import type { Pupil } from '../pupil.ts';
import { classLabel, gradeLabel, type School, type SchoolClass, stageStart } from '../school.ts';
import { codeLabel } from './code-label.ts';
import type { Cell } from './csv.ts';

/** A table as it is written: titles from the dictionary, rows of the same length. */
export interface Table {
  readonly dataset: string;
  readonly titles: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

/** @throws when the dataset has no such column. */
export function table(dataset: string, columns: readonly string[], rows: Iterable<readonly Cell[]>): Table {
  const titles = columns.map((name) => {
    const title = datasetOf(dataset).columns.find((column) => column.name === name)?.titles[0];
    if (title === undefined) throw new Error(`${dataset} has no column ${name}`);
    return title;
  });
  return { dataset, titles, rows };
}

const yesNo = (value: boolean): string => (value ? '是' : '否');
const GRADES: Readonly<Record<School['kind'], string>> = {
  primary: '小学',
  teaching_point: '小学',
  junior: '初中',
  nine_year: '小学、初中',
};

const highestGrade = (school: School): number =>
  school.kind === 'teaching_point' ? 2 : school.kind === 'primary' ? stageStart(school, 'junior') - 1 : 9;

const SCHOOL_COLUMNS = [
  'school_code',
  'school_name',
  'campus',
  'campus_code',
  'area_code',
  'area_name',
  'township',
  'school_type',
  'stages',
  'ownership',
  'urban_rural',
  'schooling_system',
  'primary_years',
  'junior_years',
  'grade_min',
  'grade_max',
  'school_status',
  'is_teaching_point',
  'class_size_limit',
];

/** What the list says of a school beside its code and name. */
const particulars = (school: School): readonly Cell[] => [
  school.areaCode,
  placeOf(school.areaCode).county,
  school.township,
  codeLabel('school_type', school.kind),
  GRADES[school.kind],
  '公办',
  codeLabel('urban_rural', school.rural ? 'village' : 'county_town'),
  codeLabel('schooling_system', school.system),
  school.kind === 'junior' ? '' : stageStart(school, 'junior') - 1,
  school.kind === 'junior' || school.kind === 'nine_year' ? 10 - stageStart(school, 'junior') : '',
  school.kind === 'junior' ? stageStart(school, 'junior') : 1,
  highestGrade(school),
  '正常',
  yesNo(school.kind === 'teaching_point'),
  school.classSizeLimit ?? '',
];

/** The particulars of a school that is on the list and nowhere else. */
const unattended = (area: string): readonly Cell[] => {
  const { county, townships } = placeOf(area);
  return [area, county, townships[0] ?? '', '小学', '小学', '民办', '', '六三制', 6, '', 1, 6, '正常', '否', ''];
};

export const schoolsTable = (county: County): Table =>
  table(
    'schools',
    SCHOOL_COLUMNS,
    county.schoolList.map(({ code, name, campus, campusCode, of }) => [
      code,
      name,
      campus ?? '',
      campusCode ?? '',
      ...(of ? particulars(of) : unattended(county.schools[0]?.areaCode ?? '')),
    ]),
  );

export function classesTable(county: County): Table {
  const schools = new Map(county.schools.map((school) => [school.code, school]));
  const row = (schoolClass: SchoolClass): readonly Cell[] => {
    const school = schools.get(schoolClass.schoolCode) as School;
    return [
      school.code,
      school.name,
      gradeLabel(school, schoolClass),
      classLabel(school, schoolClass),
      codeLabel('class_type', schoolClass.type),
      yesNo(schoolClass.isPlaceholder),
      `${schoolClass.entryYear}-09`,
      schoolClass.sizeLimit ?? '',
    ];
  };
  const columns = ['school_code', 'school_name', 'grade', 'class_name', 'class_type', 'is_placeholder', 'established_month', 'size_limit'];
  return table('classes', columns, county.classes.map(row));
}

export const calendarTable = (county: County): Table =>
  table(
    'calendar',
    ['date', 'school_day', 'workday', 'term', 'week_no', 'event', 'note'],
    county.calendar.days.map((day) => [
      day.date,
      yesNo(day.schoolDay),
      yesNo(day.workday),
      day.term ?? '',
      day.weekNo ?? '',
      codeLabel('calendar_event', day.event ?? ''),
      day.note,
    ]),
  );

export const personsTable = (county: County): Table =>
  table(
    'persons',
    ['id_number', 'name', 'sex', 'birth_date', 'ethnicity', 'household_area_code', 'household_no', 'relation_to_head', 'person_status'],
    mapped(county.persons, (person) => [
      person.idNumber,
      person.name,
      codeLabel('sex', person.sex ?? ''),
      person.birthDate ?? '',
      codeLabel('ethnicity', person.ethnicity),
      person.area,
      `H${String(person.familyNo).padStart(8, '0')}`,
      '子女',
      '正常',
    ]),
  );

/** Who a row is about: school, grade, class, registry number, name, ID. Pupils gone this week are found among last week's. */
export class Subjects {
  readonly #pupils: ReadonlyMap<number, Pupil>;
  readonly #schools: ReadonlyMap<string, School>;
  readonly #classes: ReadonlyMap<string, SchoolClass>;

  constructor(county: County) {
    this.#pupils = new Map([...county.lastWeek, ...county.pupils].map((pupil) => [pupil.key, pupil]));
    this.#schools = new Map(county.schools.map((school) => [school.code, school]));
    this.#classes = new Map(county.classes.map((schoolClass) => [schoolClass.key, schoolClass]));
  }

  pupil(key: number): Pupil {
    const pupil = this.#pupils.get(key);
    if (!pupil) throw new Error(`no record ${key}`);
    return pupil;
  }

  schoolName(code: string): string {
    return this.#schools.get(code)?.name ?? '';
  }

  /** In the order of `SUBJECT_COLUMNS`. */
  cells(key: number): readonly Cell[] {
    const pupil = this.pupil(key);
    const school = this.#schools.get(pupil.schoolCode) as School;
    const schoolClass = this.#classes.get(pupil.classKey) as SchoolClass;
    return [
      school.code,
      school.name,
      gradeLabel(school, schoolClass),
      classLabel(school, schoolClass),
      pupil.registryNumber,
      pupil.name,
      pupil.idNumber,
    ];
  }
}

export const SUBJECT_COLUMNS = ['school_code', 'school_name', 'grade', 'class_name', 'registry_number', 'name', 'id_number'] as const;

export function* mapped<T>(items: Iterable<T>, row: (item: T) => readonly Cell[]): Generator<readonly Cell[]> {
  for (const item of items) yield row(item);
}
