import type { HeadRow } from '../canonical/head.ts';
import { classStated, type SheetNames } from '../tables/sheet-class.ts';
import type { HeaderLayout } from './header-layout.ts';
import { readStated, type Stated } from './stated.ts';
import type { TitleKnowledge } from './title-index.ts';

/** What the rows above a header say, and the class that they or the names give. */
export function stateAll(above: readonly HeadRow[], names: SheetNames): Stated {
  const { grade, className } = classStated(above, names);
  return { ...readStated(above), grade, className };
}

/** 9.1 is class 1 of grade 9 where pupils are listed, and 1 September where their attendance is. */
export const withoutDate = (stated: Stated, { sheet }: SheetNames): Stated =>
  /^\d{1,2}[.\-_]\d{1,2}$/.test(sheet.trim()) ? { ...stated, grade: null, className: null } : stated;

const LIST = /名单|名册|花名|学籍|学生信息|点名/;
/** Lists that a class has too and that are no list of its pupils. */
const OTHER_LIST = /教师|教职工|职工|家长|通讯录|成绩|分数|收费|缴费|值日|获奖/;

/** Whether a list of pupils can do without a grade column: a class's marks in its subjects name the class too, and are no list of ours. */
export function givesGrade(
  { grade }: Stated,
  layout: HeaderLayout,
  above: readonly HeadRow[],
  { file, sheet }: SheetNames,
  titles: TitleKnowledge,
): boolean {
  if (grade === null) return false;
  const index = titles.indexOf('students');
  const names = layout.titles.filter((title) => title?.trim()).map((title) => index.find(title)?.name ?? null);
  const known = names.filter((name) => name !== null);
  const said = `${file} ${sheet} ${above.flatMap(({ cells }) => cells).join(' ')}`;
  const isList = LIST.test(said) && !OTHER_LIST.test(said);
  return known.length * 2 >= names.length && (isList || known.includes('registry_number') || known.includes('id_number'));
}
