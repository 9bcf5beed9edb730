import { addDays, compact, inChinese } from '../calendar-date.ts';
import type { County } from '../county.ts';
import type { Pupil } from '../pupil.ts';
import type { School, SchoolClass } from '../school.ts';
import type { Cell } from './csv.ts';
import type { Drop } from './drop.ts';
import { encodeGb18030 } from './gb18030.ts';
import { type FormLayout, layoutOf } from './student-form.ts';
import { studentCell } from './student-row.ts';

interface SchoolList {
  readonly school: School;
  readonly pupils: readonly Pupil[];
  readonly classes: ReadonlyMap<string, SchoolClass>;
}

function* bodyOf({ school, pupils, classes }: SchoolList, layout: FormLayout): Generator<readonly Cell[]> {
  for (const pupil of pupils) {
    const schoolClass = classes.get(pupil.classKey);
    if (!schoolClass) throw new Error(`no class ${pupil.classKey}`);
    yield layout.columns.map((column) => studentCell(column, { pupil, school, schoolClass }));
  }
}

/** Name, 填报单位 and 填报时间 above the table; totals and signatures below it. */
async function titledWorkbook(drop: Drop, list: SchoolList, name: string, date: string): Promise<void> {
  const layout = layoutOf(list.school.form);
  const body = [...bodyOf(list, layout)].map((row, index) => [index + 1, ...row]);
  const last = layout.columns.length;
  const rows: readonly (readonly Cell[])[] = [
    [`${list.school.name}学生花名册`],
    [`填报单位：${list.school.name}`, '', '', '', `填报时间：${inChinese(date)}`],
    ['序号', ...layout.titles],
    ...body,
    ['合计', '', '', `${body.length}人`],
    ['填表人：', '', '', '审核人：', '', '联系电话：'],
  ];
  await drop.workbook(`${name}.xlsx`, 'students', '学生', rows, 5, [{ row: 0, first: 0, last }]);
}

/** The form of 37 items: a row of groups above the row of titles, no school code anywhere but in the file's name. */
async function form37Workbook(drop: Drop, list: SchoolList, name: string, date: string): Promise<void> {
  const layout = layoutOf('form37-xlsx');
  const groupRow: Cell[] = layout.columns.map(() => '');
  for (const group of layout.groups) groupRow[group.first] = group.title;
  const rows: readonly (readonly Cell[])[] = [
    ['中小学生基础信息采集表'],
    [`填报单位：${list.school.name}（盖章）　填报时间：${date}`],
    groupRow,
    layout.titles,
    ...bodyOf(list, layout),
  ];
  const merges = [
    { row: 0, first: 0, last: layout.columns.length - 1 },
    ...layout.groups.map(({ first, last }) => ({ row: 2, first, last })),
  ];
  await drop.workbook(`${name}.xlsx`, 'students', '采集表', rows, 4, merges);
}

async function schoolFile(drop: Drop, list: SchoolList, date: string): Promise<void> {
  const name = `${list.school.code}-${list.school.name}-学生`;
  const layout = layoutOf(list.school.form);
  switch (list.school.form) {
    case 'titled-xlsx':
      return titledWorkbook(drop, list, name, date);
    case 'form37-xlsx':
      return form37Workbook(drop, list, name, date);
    case 'gb18030-csv':
      // The data date stands in a line of its own.
      return drop.csv(`${name}.csv`, 'students', [[`导出时间：${date} 09:12:00`], layout.titles], bodyOf(list, layout), {
        encode: encodeGb18030,
      });
    default: {
      // Some say it in the file's name, some nowhere.
      const dated = Number(list.school.code.slice(-2)) % 16 === 8 ? name : `${name}-${compact(date)}`;
      return drop.csv(`${dated}.csv`, 'students', [layout.titles], bodyOf(list, layout));
    }
  }
}

/** The registry of one week: one export for the schools that work in the county's system, one file for each other school. */
export async function writeStudents(drop: Drop, county: County, week: '上周' | '本周'): Promise<void> {
  const date = week === '本周' ? county.asOf : addDays(county.asOf, -7);
  const classes = new Map(county.classes.map((schoolClass) => [schoolClass.key, schoolClass]));
  const pupils = new Map<string, Pupil[]>(county.schools.map((school) => [school.code, []]));
  for (const pupil of week === '本周' ? county.pupils : county.lastWeek) pupils.get(pupil.schoolCode)?.push(pupil);
  const lists = county.schools.map((school): SchoolList => ({ school, pupils: pupils.get(school.code) ?? [], classes }));
  const layout = layoutOf('county-export');
  const exported = lists.filter(({ school }) => school.form === 'county-export');
  const body = function* (): Generator<readonly Cell[]> {
    for (const list of exported) yield* bodyOf(list, layout);
  };
  await drop.csv(`学籍导出_${compact(date)}.csv`, 'students', [layout.titles], body());
  for (const list of lists) if (list.school.form !== 'county-export') await schoolFile(drop, list, date);
}
