import type { HeadRow } from '../canonical/head.ts';
import { type HeaderLayout, isText, titlesIn } from '../recognition/header-layout.ts';
import type { TitleKnowledge } from '../recognition/title-index.ts';

/** What templates print under a title: whether it must be filled, of which type, in which form. */
const UNIT =
  /^[(（【]?(?:必填|选填|非必填|必录|可选|可空|非空|必采|条件必填|文本|文本型|文本格式|字符|字符型|字符串|数字|数值|数值型|整数|小数|日期|日期型|日期格式|布尔|下拉|下拉选择|下拉选项|代码|码表|是\/否|\d{1,2}位(?:数字|文本|字符)?|yyyy[-/.]?mm[-/.]?dd|yyyymmdd|人|名|个|元|公里|varchar.*|char.*|int|date|string)[)）】]?$/i;
const EXAMPLE = /^[(（【]?(?:示例|样例|例子|填写示例|填写样例|例如|例)(?:[:：)）】]|$)/;

/** How many rows under a header belong to it. */
const MOST = 3;

/** The last row of a header with the rows under it that explain the titles: （必填）, 文本, 1 2 3 4, XM SFZJH, an example. */
export function lastHeaderRow(layout: HeaderLayout, head: readonly HeadRow[], titles: TitleKnowledge): number {
  const below = head.filter(({ row }) => row > layout.lastRow);
  let last = layout.lastRow;
  for (const row of below.slice(0, MOST)) {
    if (row.row !== last + 1 || !explains(row, layout, titles)) break;
    last = row.row;
  }
  return last;
}

function explains({ cells }: HeadRow, layout: HeaderLayout, titles: TitleKnowledge): boolean {
  const filled = cells.filter(isText).map((cell) => cell.normalize('NFKC').trim());
  if (filled.length === 0) return false;
  return (
    EXAMPLE.test(filled[0] ?? '') ||
    filled.every((cell) => UNIT.test(cell)) ||
    isNumbering(cells, layout) ||
    titlesIn(cells, titles).isHeader
  );
}

/** 1 2 3 4 … under the titles, one after the other. A pupil's row has a name under its title. */
function isNumbering(cells: readonly (string | null)[], { titles }: HeaderLayout): boolean {
  const under = cells.filter((_, at) => isText(titles[at])).filter(isText);
  const numbers = under.map((cell) => (/^[(（]?\d{1,3}[)）]?$/.test(cell.trim()) ? Number(/\d+/.exec(cell)?.[0]) : Number.NaN));
  const titled = titles.filter(isText).length;
  return numbers.length >= 3 && numbers.length * 2 >= titled && numbers.every((number, at) => number === at + 1);
}
