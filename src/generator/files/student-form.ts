import type { Column } from '../../datasets/column.ts';
import type { RepeatingForm } from '../../datasets/dataset.ts';
import { datasetOf } from '../../datasets/dictionary.ts';
import { form37, form72 } from '../../datasets/tables/student-forms.ts';
import { type LayoutName, type StudentForm, shapeOf } from '../student-forms.ts';

/** What a printed form looks like: its columns in order, their titles, and the groups above them. */
export interface FormLayout {
  readonly columns: readonly string[];
  readonly titles: readonly string[];
  /** First and last column of each group's merged cell. */
  readonly groups: readonly { readonly title: string; readonly first: number; readonly last: number }[];
}

const { columns } = datasetOf('students');

function titleOf(name: string): string {
  const column = columns.find((candidate) => candidate.name === name);
  if (!column?.titles[0]) throw new Error(`students has no column ${name}`);
  return column.titles[0];
}

/** [column, title as this export prints it]; the dictionary's first title when none is given. */
type Printed = string | readonly [column: string, title: string];

function plainLayout(printed: readonly Printed[]): FormLayout {
  return {
    columns: printed.map((column) => (typeof column === 'string' ? column : column[0])),
    titles: printed.map((column) => (typeof column === 'string' ? titleOf(column) : column[1])),
    groups: [],
  };
}

/** A form by its item numbers; inside a guardian's group the titles repeat. */
function numberedLayout(form: RepeatingForm, itemOf: (column: Column) => number | undefined): FormLayout {
  const items = columns
    .flatMap((column) => {
      const item = itemOf(column);
      return item === undefined ? [] : [{ column, item }];
    })
    .sort((a, b) => a.item - b.item);
  const titles = items.map(({ column, item }) => {
    const group = form.groups.find(({ items: [first, last] }) => item >= first && item <= last);
    return group && group.prefix !== '' ? (form.guardianTitles[item - group.items[0]] ?? '') : titleOf(column.name);
  });
  const groups = form.groups.map(({ title, items: [first, last] }) => ({ title, first: first - 1, last: last - 1 }));
  return { columns: items.map(({ column }) => column.name), titles, groups };
}

const countyExport = plainLayout([
  'school_code',
  'school_name',
  ['registry_number', '全国学籍号'],
  'name',
  'sex',
  'birth_date',
  'ethnicity',
  'country',
  'hmto_status',
  'id_type',
  ['id_number', '身份证件号'],
  'grade',
  'class_name',
  'class_type',
  ['class_seat_no', '班内学号'],
  'enrol_month',
  'entrance_mode',
  'boarding_mode',
  'student_source',
  'is_migrant_child',
  'left_behind',
  'current_address',
  ['guardian1_name', '监护人1姓名'],
  ['guardian1_relation', '监护人1关系'],
  ['guardian1_phone', '家长电话'],
  ['student_status', '学籍状态'],
  'is_problem_record',
  'has_open_business',
  'record_created_date',
  'bureau_approved_date',
]);

const schoolExport = plainLayout([
  ['school_code', '学校代码'],
  ['school_name', '所在学校'],
  ['grade', '所在年级'],
  ['class_name', '所在班级'],
  ['name', '学生姓名'],
  'sex',
  ['birth_date', '出生年月日'],
  ['ethnicity', '民族'],
  ['id_type', '证件类型'],
  ['id_number', '身份证号码'],
  ['registry_number', '学籍号码'],
  ['class_type', '班级类型'],
  ['enrol_month', '入学时间'],
  ['guardian1_name', '家长姓名'],
  ['guardian1_phone', '家长联系电话'],
  ['student_status', '学生当前状态'],
  ['record_created_date', '学籍建立日期'],
]);

const titledSheet = plainLayout([
  'school_code',
  'grade',
  'class_name',
  'name',
  'sex',
  'birth_date',
  'ethnicity',
  'id_type',
  ['id_number', '身份证号'],
  'registry_number',
  'class_type',
  'current_address',
  ['guardian1_name', '监护人姓名'],
  ['guardian1_phone', '监护人电话'],
  ['student_status', '就读状态'],
  ['record_created_date', '注册日期'],
]);

const form72Layout = numberedLayout(form72, (column) => column.form72);

/** As a database without Chinese names calls them, where the dictionary knows such a name. */
const pinyinExport: FormLayout = {
  ...schoolExport,
  titles: schoolExport.columns.map((name, at) => {
    const column = columns.find((candidate) => candidate.name === name);
    return column?.titles.find((title) => /^[A-Z]+$/.test(title)) ?? schoolExport.titles[at] ?? '';
  }),
};

/** What the sheet itself says is no column: the school, the grade and the class. */
const STATED = ['school_code', 'grade', 'class_name'];
const isColumn = (name: string | undefined): boolean => !STATED.includes(name ?? '');
const classList: FormLayout = {
  columns: titledSheet.columns.filter(isColumn),
  titles: titledSheet.titles.filter((_, at) => isColumn(titledSheet.columns[at])),
  groups: [],
};

const LAYOUTS: Readonly<Record<LayoutName, FormLayout>> = {
  'county-export': countyExport,
  'school-export': schoolExport,
  'pinyin-export': pinyinExport,
  'titled-sheet': titledSheet,
  'class-list': classList,
  form37: numberedLayout(form37, (column) => column.form37),
  form72: {
    ...form72Layout,
    columns: ['school_name', 'school_code', ...form72Layout.columns],
    titles: ['学校名称', '学校标识码', ...form72Layout.titles],
    // One row of titles, which repeat by position only.
    groups: [],
  },
};

export const layoutOf = (form: StudentForm): FormLayout => LAYOUTS[shapeOf(form).layout];
