import { keptText } from './kept-text.ts';
import type { ReturnedSheet } from './returned-sheets.ts';
import { findHeader, plainTitle } from './sheet-header.ts';
import type { Decision } from './verdict.ts';

/** The workbook with the answers that the bureau has to judge, its sheet and the columns by which it is read again. */
export const reviewFile = '待审说明.xlsx';
export const reviewSheet = '待审说明';
export const reviewColumns = { reply: '答复号', number: '问题编号', verdict: '审核结论', reason: '审核理由' } as const;
export const verdictWords = { accepted: '采信', rejected: '不采信' } as const;

/** A line of 待审说明 that cannot be read. */
export interface UnreadDecision {
  readonly where: string;
  readonly problem: string;
}

/** The bureau's decisions in a sheet; null when it is no 待审说明. Lines without a decision are not among them. */
export function decisionsOf(
  file: string,
  { sheet, rows }: ReturnedSheet,
): { readonly decisions: readonly Decision[]; readonly unread: readonly UnreadDecision[]; readonly undecided: number } | null {
  const header = findHeader(rows, Object.values(reviewColumns), [reviewColumns.reply, reviewColumns.verdict]);
  if (header === null) return null;
  const decisions: Decision[] = [];
  const unread: UnreadDecision[] = [];
  let undecided = 0;
  for (const { row, cells } of rows) {
    if (row <= header.row) continue;
    const at = (title: string): string => cells[header.columns.get(title) ?? -1]?.trim() ?? '';
    const [target, verdict, reason] = [at(reviewColumns.reply), at(reviewColumns.verdict), at(reviewColumns.reason)];
    if (!/^\d{6}-\d+$/.test(target) && plainTitle(verdict) !== verdictWords.accepted && plainTitle(verdict) !== verdictWords.rejected)
      continue;
    const where = `${file}${sheet === '' ? '' : `［${sheet}］`}第${row}行`;
    const word = plainTitle(verdict);
    if (word === '' && reason === '') undecided += 1;
    else if (word !== verdictWords.accepted && word !== verdictWords.rejected) {
      const found = word === '' ? '是空的，却写了审核理由' : `写的是“${keptText(verdict) ?? ''}”`;
      unread.push({ where, problem: `“${reviewColumns.verdict}”${found}；请选“${verdictWords.accepted}”或“${verdictWords.rejected}”` });
    } else if (target === '') {
      unread.push({ where, problem: `“${reviewColumns.reply}”是空的，不知道审的是哪一份答复；请在核籍写出的原表上选` });
    } else decisions.push({ target, isAccepted: word === verdictWords.accepted, reason: keptText(reason), where });
  }
  return { decisions, unread, undecided };
}
