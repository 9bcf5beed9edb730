import { inChinese } from '../calendar-date.ts';
import type { Pupil } from '../pupil.ts';
import type { School, SchoolClass } from '../school.ts';
import { shapeOf } from '../student-forms.ts';
import { classTitle } from './class-title.ts';
import type { Cell } from './csv.ts';
import { groupBy } from './group-by.ts';
import type { Merge, Sheet } from './sheet.ts';
import { type FormLayout, layoutOf } from './student-form.ts';
import { studentCell } from './student-row.ts';

/** What one school sends of its pupils. */
export interface SchoolList {
  readonly school: School;
  readonly pupils: readonly Pupil[];
  readonly classes: ReadonlyMap<string, SchoolClass>;
}

type Rows = readonly (readonly Cell[])[];

const PAGE = 40;

export function* bodyOf({ school, pupils, classes }: SchoolList, layout: FormLayout): Generator<readonly Cell[]> {
  for (const pupil of pupils) {
    const schoolClass = classes.get(pupil.classKey);
    if (!schoolClass) throw new Error(`no class ${pupil.classKey}`);
    yield layout.columns.map((column) => studentCell(column, { pupil, school, schoolClass }));
  }
}

/** The sheets of a school's file as its form arranges them; `date` is the day on which it was filled in. */
export function studentSheets(list: SchoolList, date: string): readonly [Sheet, ...Sheet[]] {
  const layout = layoutOf(list.school.form);
  const body = [...bodyOf(list, layout)];
  switch (shapeOf(list.school.form).arrangement) {
    case 'plain':
      return [{ name: '学生', rows: [layout.titles, ...body] }];
    case 'dated':
      return [{ name: '学生', rows: [[`导出时间：${date} 09:12:00`], layout.titles, ...body] }];
    case 'shuffled':
      return [{ name: '学生', rows: shuffled([layout.titles, ...body]) }];
    case 'grouped':
      return [grouped(list, layout, body, date)];
    case 'titled':
      return [titled(list, layout, numbered(body), date, body.length)];
    case 'paged':
      return [titled(list, layout, numbered(body), date, PAGE)];
    case 'class-sheets':
      return ofClasses(list, layout, date, (rows) => [['序号', ...layout.titles], ...numbered(rows)]);
    case 'side-by-side':
      return ofClasses(list, layout, date, (rows) => halves(layout.titles, numbered(rows)));
  }
}

const numbered = (rows: Rows): Rows => rows.map((row, index) => [index + 1, ...row]);

/** Every third column first, and one that no dictionary knows. */
function shuffled(rows: Rows): Rows {
  const order = (row: readonly Cell[]): readonly Cell[] => [0, 1, 2].flatMap((part) => row.filter((_, at) => at % 3 === part)).toReversed();
  return rows.map((row, at) => [...order(row), at === 0 ? '校本编码' : `甲${at}`]);
}

/** Name, 填报单位 and 填报时间 above the table and again above each page of it; totals and signatures at the end. */
function titled({ school }: SchoolList, { titles }: FormLayout, body: Rows, date: string, page: number): Sheet {
  const head: Rows = [
    [`${school.name}学生花名册`, ...titles.map(() => '')],
    [`填报单位：${school.name}`, '', '', '', `填报时间：${inChinese(date)}`],
    ['序号', ...titles],
  ];
  const rows: (readonly Cell[])[] = [];
  const merges: Merge[] = [];
  for (let from = 0; from === 0 || from < body.length; from += page) {
    merges.push({ row: rows.length, first: 0, last: titles.length });
    rows.push(...head, ...body.slice(from, from + page));
  }
  rows.push(['合计', '', '', `${body.length}人`], ['填表人：', '', '', '审核人：', '', '联系电话：']);
  return { name: '学生', rows, merges };
}

/** A printed form: a row of groups above the row of titles, where it has any; the school is named above them. */
function grouped({ school }: SchoolList, { titles, groups }: FormLayout, body: Rows, date: string): Sheet {
  const groupRow: Cell[] = titles.map(() => '');
  for (const group of groups) groupRow[group.first] = group.title;
  const above: Rows = [
    ['中小学生基础信息采集表', ...titles.slice(1).map(() => '')],
    [`填报单位：${school.name}（盖章）　填报时间：${date}`],
    ...(groups.length > 0 ? [groupRow] : []),
  ];
  const merges = [{ row: 0, first: 0, last: titles.length - 1 }, ...groups.map(({ first, last }) => ({ row: 2, first, last }))];
  return { name: '采集表', rows: [...above, titles, ...body], merges };
}

/** A sheet for each class, which its title and its name say; the school's code stands above the table. */
function ofClasses(
  { school, pupils, classes }: SchoolList,
  layout: FormLayout,
  date: string,
  table: (rows: Rows) => Rows,
): readonly [Sheet, ...Sheet[]] {
  const sheets = [...groupBy(pupils, (pupil) => pupil.classKey)].map(([key, members]): Sheet => {
    const schoolClass = classes.get(key) as SchoolClass;
    const name = classTitle(school, schoolClass);
    const rows = table([...bodyOf({ school, pupils: members, classes }, layout)]);
    const width = rows[0]?.length ?? 1;
    const above: Rows = [
      [`${school.name}${name}学生名单`, ...Array.from({ length: width - 1 }, () => '')],
      [`学校：${school.name}　学校标识码：${school.code}　填报时间：${inChinese(date)}`],
    ];
    return { name, rows: [...above, ...rows, ['合计', '', `${members.length}人`]], merges: [{ row: 0, first: 0, last: width - 1 }] };
  });
  const [first = { name: '学生', rows: [['序号', ...layout.titles]] }, ...rest] = sheets;
  return [first, ...rest];
}

/** Two lists side by side under one header, a blank column between them. */
function halves(titles: readonly Cell[], rows: Rows): Rows {
  const block = ['序号', ...titles];
  const left = rows.slice(0, Math.ceil(rows.length / 2));
  const right = rows.slice(left.length);
  const blank = block.map(() => '');
  return [[...block, '', ...block], ...left.map((row, at) => [...row, '', ...(right[at] ?? blank)])];
}
