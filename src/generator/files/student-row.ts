import { type Guardian, householdOf } from '../household.ts';
import { placeOf } from '../place.ts';
import type { Pupil } from '../pupil.ts';
import { classLabel, gradeLabel, type School, type SchoolClass } from '../school.ts';
import { shapeOf } from '../student-forms.ts';
import { codeLabel } from './code-label.ts';
import type { Cell } from './csv.ts';

export interface StudentContext {
  readonly pupil: Pupil;
  readonly school: School;
  readonly schoolClass: SchoolClass;
}

type CellOf = (context: StudentContext) => Cell;

const own =
  (field: 'schoolCode' | 'registryNumber' | 'name' | 'createdDate'): CellOf =>
  ({ pupil }) =>
    pupil[field];
const always =
  (value: string): CellOf =>
  () =>
    value;
const yesNo = (value: boolean): string => (value ? '是' : '否');
const isMigrant = ({ pupil }: StudentContext): boolean => !pupil.hukouArea.startsWith('2301');
const isBoarder = ({ pupil, school, schoolClass }: StudentContext): boolean =>
  school.rural && schoolClass.stage === 'junior' && pupil.familyNo % 3 === 0;
const isLeftBehind = ({ pupil, school }: StudentContext): boolean => school.rural && pupil.familyNo % 17 === 0;

/** What the form says of the second member, where it names one. */
const ofMother =
  (cell: (mother: Guardian, context: StudentContext) => string): CellOf =>
  (context) => {
    const { mother } = householdOf(context.pupil);
    return mother === null ? '' : cell(mother, context);
  };

/** Where families from elsewhere are registered. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  '230110': '哈尔滨市香坊区',
  '230128': '哈尔滨市通河县',
  '230881': '同江市',
  '230833': '抚远市',
  '220182': '吉林省榆树市',
  '211382': '辽宁省凌源市',
  '150722': '莫力达瓦旗',
  '370102': '山东省济南市历下区',
  '410105': '河南省郑州市金水区',
  '140105': '山西省太原市小店区',
  '653101': '新疆喀什市',
};

function hukouAddress({ pupil, school }: StudentContext): string {
  if (pupil.hukouArea !== school.areaCode) return ELSEWHERE[pupil.hukouArea] ?? placeOf(pupil.hukouArea).county;
  return `${placeOf(school.areaCode).county}${school.township}${householdOf(pupil).address}`;
}

/** Three values in the forms up to 2021, 是 or 否 in the form of 2022. */
function leftBehindLabel(context: StudentContext): string {
  if (shapeOf(context.school.form).layout === 'form37') return yesNo(isLeftBehind(context));
  return isLeftBehind(context) ? '单亲留守儿童' : '非留守儿童';
}

/** 在读 is written in several ways; the school keeps to one. */
function statusLabel({ pupil, school }: StudentContext): string {
  if (pupil.status !== '01') return codeLabel('student_status', pupil.status);
  return ['在读', '在读', '正常', '在校'][Number(school.code.slice(-1)) % 4] ?? '在读';
}

/** A spreadsheet keeps fifteen digits of a number and writes zeros for the rest. */
function idCell({ pupil: { idNumber, idStorage } }: StudentContext): Cell {
  if (idStorage === 'text') return idNumber;
  return Number(idNumber.slice(0, 15)) * 10 ** Math.max(0, idNumber.length - 15);
}

const CELLS: Readonly<Record<string, CellOf>> = {
  school_code: own('schoolCode'),
  school_name: ({ school }) => school.name,
  stage: ({ schoolClass }) => codeLabel('school_stage', schoolClass.stage),
  schooling_system: ({ school }) => codeLabel('schooling_system', school.system),
  registry_number: own('registryNumber'),
  class_seat_no: ({ pupil }) => String(pupil.seatNo).padStart(2, '0'),
  name: own('name'),
  sex: ({ pupil }) => codeLabel('sex', pupil.sex),
  birth_date: ({ pupil, school }) => (shapeOf(school.form).layout === 'form72' ? pupil.birthDate.replaceAll('-', '') : pupil.birthDate),
  birth_place: ({ pupil }) => `${pupil.hukouArea}000000`,
  country: always('中国'),
  hmto_status: always('否'),
  ethnicity: ({ pupil }) => codeLabel('ethnicity', pupil.ethnicity),
  id_type: ({ pupil }) => codeLabel('id_type', pupil.idType),
  id_number: idCell,
  current_address: ({ pupil, school }) => `${placeOf(school.areaCode).county}${school.township}${householdOf(pupil).address}`,
  hukou_address: hukouAddress,
  hukou_area_code: ({ pupil }) => `${pupil.hukouArea}000000`,
  hukou_type: ({ school }) => (school.rural ? '农业户口' : '非农业户口'),
  grade: ({ school, schoolClass }) => gradeLabel(school, schoolClass),
  class_name: ({ school, schoolClass }) => classLabel(school, schoolClass),
  class_type: ({ schoolClass }) => codeLabel('class_type', schoolClass.type),
  political_status: ({ schoolClass }) => (schoolClass.gradeNo >= 8 ? '群众' : '少先队员'),
  health: always('健康或良好'),
  photo_flag: always('是'),
  enrol_month: ({ pupil }) => pupil.enrolMonth.replace('-', ''),
  entrance_mode: always('就近入学'),
  boarding_mode: (context) => (isBoarder(context) ? '住校' : '走读'),
  is_boarder: (context) => yesNo(isBoarder(context)),
  student_source: always('正常入学'),
  phone: ({ pupil }) => (householdOf(pupil).mother ?? householdOf(pupil).father).phone,
  postcode: always('154800'),
  is_only_child: ({ pupil }) => yesNo(pupil.familyNo % 3 !== 0),
  had_preschool: always('是'),
  left_behind: leftBehindLabel,
  is_migrant_child: (context) => yesNo(isMigrant(context)),
  is_orphan: always('否'),
  is_martyr_child: always('否'),
  is_disabled: always('否'),
  inclusive_study: always('非随班就读'),
  gov_purchased_place: always('否'),
  needs_aid: always('否'),
  has_subsidy: always('否'),
  commute_km: ({ pupil }) => `${(pupil.familyNo % 9) + 1}`,
  commute_mode: ({ pupil }) => (pupil.familyNo % 4 === 0 ? '公共交通' : '步行'),
  needs_school_bus: always('否'),
  guardian1_name: ({ pupil }) => householdOf(pupil).father.name,
  guardian1_relation: always('父亲'),
  guardian1_is_guardian: always('是'),
  guardian1_ethnicity: ({ pupil }) => codeLabel('ethnicity', pupil.ethnicity),
  guardian1_id_type: always('居民身份证'),
  guardian1_id_number: ({ pupil }) => householdOf(pupil).father.idNumber,
  guardian1_employer: always('务农'),
  guardian1_hukou_address: ({ pupil, school }) => `${school.township}${householdOf(pupil).address}`,
  guardian1_phone: ({ pupil }) => householdOf(pupil).father.phone,
  guardian2_name: ofMother(({ name }) => name),
  guardian2_relation: ofMother(() => '母亲'),
  guardian2_is_guardian: ofMother(() => '是'),
  guardian2_ethnicity: ofMother(() => '汉族'),
  guardian2_id_type: ofMother(() => '居民身份证'),
  guardian2_id_number: ofMother(({ idNumber }) => idNumber),
  guardian2_employer: ofMother(() => '个体'),
  guardian2_hukou_address: ofMother((_, { pupil, school }) => `${school.township}${householdOf(pupil).address}`),
  guardian2_phone: ofMother(({ phone }) => phone),
  student_status: statusLabel,
  is_problem_record: always('否'),
  has_open_business: always('否'),
  record_created_date: ({ pupil }) => pupil.createdDate,
  bureau_approved_date: own('createdDate'),
};

/** What the school wrote in that column of the dataset `students`; empty where it leaves the column empty. */
export const studentCell = (column: string, context: StudentContext): Cell =>
  context.pupil.written?.[column] ?? CELLS[column]?.(context) ?? '';
