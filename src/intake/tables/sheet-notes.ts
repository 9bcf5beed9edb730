import { datasetOf } from '../../datasets/dictionary.ts';
import type { HeadRow } from '../canonical/head.ts';
import { columnLetter } from '../column-letter.ts';
import type { Recognition } from '../recognition/header.ts';
import { isText } from '../recognition/header-layout.ts';
import type { StatedClass } from './sheet-class.ts';
import { TOTAL, textsOf } from './title-line.ts';

type Recognised = Extract<Recognition, { kind: 'recognised' }>;

const NOTED = 5;

/**
 * What the user should know about how a table was understood.
 * @param head its first rows
 * @param isWhole whether these are all
 * @param origin see SheetReading
 */
export function notesOnTable(
  recognition: Recognised,
  head: readonly HeadRow[],
  isWhole: boolean,
  origin: readonly number[] | null,
  stated: StatedClass,
): string[] {
  const letter = (index: number) => `${columnLetter(origin?.[index - 1] ?? index)}列`;
  return [
    ...repeatedTitles(recognition, letter),
    ...untitledColumns(recognition, head, letter),
    ...classTaken(recognition, stated),
    ...(isWhole ? withoutRows(recognition, head) : []),
  ];
}

function repeatedTitles({ columns, duplicated }: Recognised, letter: (index: number) => string): string[] {
  return duplicated.map(({ name, title, index }) => {
    const taken = columns.find((column) => column.name === name);
    const first = taken ? `${letter(taken.index)}“${taken.title.trim()}”` : '前一列';
    return `${letter(index)}“${title.trim()}”与${first}是同一项，只取${first}；若应取另一列，请删去不要的一列后重新导入`;
  });
}

/** Columns with content and without a title: nobody can know what they are. */
function untitledColumns(recognition: Recognised, head: readonly HeadRow[], letter: (index: number) => string): string[] {
  const { columns, unknown, duplicated, headerLastRow } = recognition;
  const body = head.filter(({ row, cells }) => row > headerLastRow && cells.some(isText));
  const titled = new Set([...columns, ...unknown, ...duplicated].map(({ index }) => index));
  const header = head.filter(({ row }) => row >= recognition.headerFirstRow && row <= headerLastRow);
  const width = Math.max(0, ...body.map(({ cells }) => cells.length));
  const notes: string[] = [];
  for (let index = 1; index <= width; index++) {
    if (titled.has(index) || header.some(({ cells }) => isText(cells[index - 1]))) continue;
    const filled = body.filter(({ cells }) => isText(cells[index - 1])).length;
    if (filled > 0) notes.push(`${letter(index)}没有列名，前${body.length}行里有${filled}行有内容，没有导入；请补上列名后重新导入`);
  }
  return notes.length > NOTED ? [...notes.slice(0, NOTED), `另有${notes.length - NOTED}列没有列名而有内容，没有导入`] : notes;
}

function classTaken({ dataset, columns }: Recognised, { grade, className, from }: StatedClass): string[] {
  const has = (name: string) => datasetOf(dataset).columns.some((column) => column.name === name);
  const lacks = (name: string) => has(name) && !columns.some((column) => column.name === name);
  const taken = [
    ...(grade !== null && lacks('grade') ? [['年级', grade]] : []),
    ...(className !== null && lacks('class_name') ? [['班级', className]] : []),
  ];
  if (taken.length === 0 || from === null) return [];
  return [`没有“${taken.map(([title]) => title).join('、')}”列，按${from}取“${taken.map(([, text]) => text).join('')}”`];
}

function withoutRows({ dataset, headerLastRow }: Recognised, head: readonly HeadRow[]): string[] {
  const body = head.filter(({ row, cells }) => row > headerLastRow && cells.some(isText));
  const { title } = datasetOf(dataset);
  if (body.length === 0) return [`认出是“${title}”，但列名行（第${headerLastRow}行）下面没有数据，导入0行；若应有数据，请核对后重新导出`];
  if (body.every((row) => TOTAL.test(textsOf(row)[0] ?? ''))) return [`认出是“${title}”，但只有合计行，没有一行名单；请导出明细后重新导入`];
  return [];
}
