import type { HeadRow } from '../canonical/head.ts';
import { columnLetter } from '../column-letter.ts';
import { isText } from '../recognition/header-layout.ts';
import { titleKeys } from '../recognition/title.ts';
import type { TitleKnowledge } from '../recognition/title-index.ts';

/** A label of a form, and where it stands (1-based column). */
interface Label {
  readonly row: number;
  readonly index: number;
  readonly title: string;
}

const LEAST_ROWS = 3;
const LEAST_LABELS = 5;
/** Beside a single label stands its value, perhaps a number before it. */
const MOST_CELLS = 3;

/**
 * Recognises a form of one person, label beside value (姓名 | 张三 | 性别 | 男), by rows of such pairs.
 * @param hits titles in the best row of titles: a form has more labels than any of its rows
 * @returns why it is not read, or null for a table
 */
export function verticalForm(head: readonly HeadRow[], hits: number, titles: TitleKnowledge): string | null {
  const rows = head.map((row) => labelsOf(row, titles)).filter((labels) => labels.length > 0);
  const labels = rows.flat();
  const distinct = new Set(labels.map(({ title }) => titleKeys(title)[0]));
  const [first] = labels;
  if (!first || rows.length < LEAST_ROWS || distinct.size < LEAST_LABELS || distinct.size <= hits) return null;
  return `是一人一张的竖排表（第${first.row}行${columnLetter(first.index)}列是“${first.title.trim()}”，旁边就是要填的内容），不能直接导入；请改用一名学生一行的名单式表格，第一行写姓名、性别这样的列名`;
}

/** The labels of a row of pairs; [] for a row of a table. */
function labelsOf({ row, cells }: HeadRow, titles: TitleKnowledge): Label[] {
  // Merged cells come filled: a label over two cells is one.
  const single = cells.flatMap((cell, at) => (isText(cell) && cell === cells[at - 1] ? [] : [{ cell, index: at + 1 }]));
  const filled = single.filter(({ cell }) => isText(cell));
  const isTitle = (cell: string | null | undefined): cell is string => isText(cell) && titles.datasetsKnowing(cell) > 0;
  const labels = single.flatMap(({ cell, index }, at) =>
    isTitle(cell) && !isTitle(single[at + 1]?.cell) ? [{ row, index, title: cell }] : [],
  );
  const [first] = filled;
  const isLed =
    labels.length === 1 && filled.length <= MOST_CELLS && (first?.index === labels[0]?.index || /^\d{1,2}$/.test(first?.cell ?? ''));
  return labels.length >= 2 || isLed ? labels : [];
}
