import type { HeadRow } from '../canonical/head.ts';
import { type ClassInName, classInTitle } from '../recognition/class-in-name.ts';
import { isText } from '../recognition/header-layout.ts';

const LABEL = /^[\p{Script=Han}]{2,8}(?:[(（](?:盖章|公章|章)[)）])?[ ]*[:：]/u;
const TITLE_WORDS =
  /班|级|表|名单|名册|名录|通讯录|记录|清单|台账|明细|一览|情况|信息|附件|登记|统计|汇总|学校|小学|中学|幼儿园|校区|学年|学期|年度|\d月|填报|单位|日期|时间|第\s*\d+\s*页|图例|说明/;
export const TOTAL = /^(?:本页|本班|本校|全校|全县|年级)?(?:合计|总计|小计|共计)/;
const LONGEST_BAND = 40;

/** The different texts of a row: merged cells come filled, and say one thing. */
export function textsOf({ cells }: Pick<HeadRow, 'cells'>): string[] {
  return [...new Set(cells.filter(isText).map((cell) => cell.normalize('NFKC').trim()))];
}

/**
 * Whether a row is a title or a remark about a table (三年级1班学生名单; 学校：… 班主任：…), and no row of it.
 * @param isNameCell whether a cell is a pupil's name in the table above: there a single word is a name
 */
export function isTitleLine(row: Pick<HeadRow, 'cells'>, isNameCell: (at: number) => boolean = () => true): boolean {
  const [text, ...others] = textsOf(row);
  if (!text || TOTAL.test(text)) return false;
  if ([text, ...others].every((one) => LABEL.test(one))) return true;
  if (others.length > 0) return false;
  return TITLE_WORDS.test(text) || (/\p{Script=Han}{3}/u.test(text) && !isNameCell(row.cells.findIndex(isText)));
}

/**
 * The class that a row between the rows of a table names for those below it (三年级（1）班 across the table); null for any other row.
 * @param isClassCell whether a cell stands under a title of grade or class: there it is a pupil's
 */
export function bandOf(row: Pick<HeadRow, 'cells'>, isClassCell: (at: number) => boolean): ClassInName | null {
  const [text, ...others] = textsOf(row);
  if (!text || others.length > 0 || text.length > LONGEST_BAND || TOTAL.test(text)) return null;
  const filled = row.cells.flatMap((cell, at) => (isText(cell) ? [at] : []));
  if (filled.length === 1 && isClassCell(filled[0] ?? 0)) return null;
  const found = classInTitle(text);
  return (found.className ?? found.grade) === null || /合计|人数|小计|[:：].*签/.test(text) ? null : found;
}
