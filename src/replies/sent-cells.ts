import { replyColumns } from '../packages/reply-words.ts';
import { answerDate } from './answer-date.ts';
import { withoutNumbers } from './kept-text.ts';
import type { ReturnedLine } from './returned-line.ts';
import type { SentItem } from './sent-items.ts';

interface SentColumn {
  readonly title: string;
  readonly item: keyof SentItem;
}

/** The columns of 整改台账 that a school does not fill in, and what was sent in them. The line's number in the list is nobody's evidence. */
export const sentColumns: readonly SentColumn[] = [
  { title: replyColumns.schoolCode, item: 'school_code' },
  { title: '学校', item: 'school_name' },
  { title: '年级班级', item: 'place' },
  { title: '姓名', item: 'name' },
  { title: '证件号（脱敏）', item: 'id_number' },
  { title: '学籍号（脱敏）', item: 'registry_number' },
  { title: replyColumns.number, item: 'number' },
  { title: replyColumns.problem, item: 'problem' },
  { title: replyColumns.message, item: 'message' },
  { title: '依据条款', item: 'basis' },
  { title: '级别', item: 'severity' },
  { title: '处理建议', item: 'how_to_fix' },
  { title: '整改时限', item: 'due_on' },
];

/** What the sheet shows where there is nothing. */
const blanks: ReadonlySet<string> = new Set(['—', '不限']);
const severityWords: Readonly<Record<string, string>> = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' };

/** What a locked cell says otherwise than it was sent. */
export interface EditedCell {
  /** G12 */
  readonly cell: string;
  readonly title: string;
  readonly was: string;
  /** As it may be shown: somebody may have put the whole number in the masked one's place. */
  readonly is: string;
}

/** Locked cells that were changed. Columns that were deleted as a whole say nothing. */
export function editedCells(line: ReturnedLine, item: SentItem): EditedCell[] {
  return sentColumns.flatMap(({ title, item: field }) => {
    const is = line.sent.get(title);
    if (is === undefined || compared(is, field, line) === compared(item[field] as string | null, field, line)) return [];
    const cell = `${line.letters.get(title) ?? ''}${line.row}`;
    return [{ cell, title, was: (item[field] as string | null) ?? '', is: withoutNumbers(is ?? '') }];
  });
}

/** Blanks, line breaks and control characters are what programs change when they save. */
function compared(text: string | null, field: keyof SentItem, { date1904 }: ReturnedLine): string {
  if (text === null || blanks.has(text)) return '';
  if (field === 'severity') return severityWords[text] ?? text;
  if (field === 'due_on') return answerDate(text, date1904) ?? text.trim();
  return text.normalize('NFC').replace(/[\s\p{Cc}\u200b\ufeff]+/gu, '');
}
