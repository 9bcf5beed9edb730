import type { HeadRow } from '../intake/canonical/head.ts';
import { columnLetter } from '../intake/column-letter.ts';
import { parseReplyKey } from '../packages/reply-key.ts';
import { replyColumns } from '../packages/reply-words.ts';
import { actionOf } from './reply-content.ts';
import type { Place, ReturnedLine } from './returned-line.ts';
import type { ReturnedSheet } from './returned-sheets.ts';
import { sentColumns } from './sent-cells.ts';
import { findHeader, plainTitle, type SheetHeader } from './sheet-header.ts';

export const numberPattern = /^\d{4}-\d{6}(-\d+)?$/;

const answerTitles = [replyColumns.action, replyColumns.situation, replyColumns.proof, replyColumns.responsible, replyColumns.doneOn];
const titles = [...sentColumns.map(({ title }) => title), ...answerTitles];
/** Fewer make no 整改台账: 填写说明 has a column 处理方式 too. */
const leastTitles = 3;
/** Columns of the bureau's own workbooks, which show the answers too; a school's has none of them, and one may have been added. */
const ownTitles = ['状态', '逾期（日）', '学校答复', '县局意见', '缘由', '首次发现', '最近发现', '现状态自', '接下来', '答复号'];

/** The line for signatures that every package has at its end; some readers give it in each column that it is merged over. */
const isSignatureLine = (cells: readonly (string | null)[]): boolean =>
  cells.every((cell) => cell === null || cell.trim() === '' || cell.startsWith('填表人（签字）'));

/** What a sheet of answers holds. */
export interface ReturnedTable {
  readonly lines: readonly ReturnedLine[];
  /** Numbers of further rows that answer nothing: signatures, notes. */
  readonly notes: readonly number[];
}

/** The lines of a sheet; null when it is no 整改台账. A text says why one that is cannot be read. */
export function returnedLines(
  file: { readonly file: string; readonly sha256: string },
  sheet: ReturnedSheet,
): ReturnedTable | string | null {
  const header = findHeader(sheet.rows, titles, [replyColumns.action]);
  if (header === null || header.columns.size < leastTitles) return null;
  const hasKeys = sheet.rows.some(({ cells }) => keyOf(cells) !== null);
  const titleCells = new Set(sheet.rows.find(({ row }) => row === header.row)?.cells.map(plainTitle));
  if (!hasKeys && ownTitles.filter((title) => titleCells.has(plainTitle(title))).length > 1) {
    return '是核籍给县局出的清单（县级周检或回执汇总），不是学校发回的整改台账；这个文件不要放进来';
  }
  const repeated = header.repeated.filter((title) => answerTitles.some((answer) => answer === title) || title === replyColumns.number);
  if (repeated.length > 0) return `有两列“${repeated.join('”“')}”，不知道以哪一列为准；请只留一列后重新放入`;
  if (!header.columns.has(replyColumns.number) && !hasKeys) {
    return `有“${replyColumns.action}”列，却没有“${replyColumns.number}”列，也没有隐藏的“${replyColumns.key}”列，认不出各行是哪个问题；请用原表填写`;
  }
  const sentTo = schoolInHeading(sheet.rows, header.row);
  const rows = sheet.rows
    .filter(({ row, cells }) => row > header.row && !isHeaderAgain(cells, header) && !isSignatureLine(cells))
    .map((row) => ({ ...lineOf(file, sheet, header, row), sentTo }));
  return { lines: rows.filter(isAnswerLine), notes: rows.filter((line) => !isAnswerLine(line)).map(({ row }) => row) };
}

/** A line without a number is one only where somebody picked an answer in it. */
const isAnswerLine = ({ key, number, action }: ReturnedLine): boolean =>
  key !== null || (number !== null && numberPattern.test(number)) || actionOf(action) !== null;

function lineOf(
  file: Pick<Place, 'file' | 'sha256'>,
  sheet: ReturnedSheet,
  { columns }: SheetHeader,
  { row, cells }: HeadRow,
): Omit<ReturnedLine, 'sentTo'> {
  const at = (title: string): string | null => {
    const text = cells[columns.get(title) ?? -1]?.trim() ?? '';
    return text === '' ? null : text;
  };
  const number = at(replyColumns.number);
  return {
    file: file.file,
    sha256: file.sha256,
    sheet: sheet.sheet,
    row,
    key: keyOf(cells),
    number:
      number === null
        ? null
        : number
            .normalize('NFKC')
            .replace(/[\s\u200b]/g, '')
            .replace(/[‐–—−]/g, '-'),
    date1904: sheet.date1904,
    action: at(replyColumns.action),
    situation: at(replyColumns.situation),
    proof: at(replyColumns.proof),
    responsible: at(replyColumns.responsible),
    doneOn: at(replyColumns.doneOn),
    sent: new Map(sentColumns.filter(({ title }) => columns.has(title)).map(({ title }) => [title, at(title)])),
    letters: new Map([...columns].map(([title, index]) => [title, columnLetter(index + 1)])),
  };
}

/** From the line under the title: 学校：三道岗中心小学（2111050201）　文号：… */
function schoolInHeading(rows: readonly HeadRow[], headerRow: number): string | null {
  const texts = rows.filter(({ row }) => row < headerRow).flatMap(({ cells }) => cells);
  for (const text of texts) {
    const code = /学校：.*[（(]([0-9A-Za-z]+)[）)]\s*文号：/.exec(text ?? '')?.[1];
    if (code !== undefined) return code;
  }
  return null;
}

/** Known by what it is and not by its title, which the program or somebody may have changed. */
function keyOf(cells: readonly (string | null)[]): ReturnedLine['key'] {
  for (const cell of cells) {
    const text = cell?.trim() ?? '';
    const key = parseReplyKey(text);
    if (key !== null && numberPattern.test(key.number)) return { ...key, text };
  }
  return null;
}

const isHeaderAgain = (cells: readonly (string | null)[], { columns }: SheetHeader): boolean =>
  plainTitle(cells[columns.get(replyColumns.action) ?? -1] ?? null) === plainTitle(replyColumns.action);
