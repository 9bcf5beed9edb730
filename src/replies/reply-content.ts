import { actionWords, type ReplyAction, replyColumns } from '../packages/reply-words.ts';
import { answerDate } from './answer-date.ts';
import { keptText } from './kept-text.ts';
import type { ReturnedLine } from './returned-line.ts';
import { plainTitle } from './sheet-header.ts';

/** What a school answers, as the ledger keeps it. */
export interface ReplyContent {
  readonly action: ReplyAction;
  readonly situation: string | null;
  readonly proof: string | null;
  readonly responsible: string | null;
  readonly done_on: string | null;
}

/** The choice that a cell says; null when it is none. */
export function actionOf(text: string | null): ReplyAction | null {
  const plain = plainTitle(text);
  const found = Object.entries(actionWords).find(([, word]) => word === plain);
  return found ? (found[0] as ReplyAction) : null;
}

/** Nobody has answered where only the person in charge is written down. */
export const isUnanswered = ({ action, situation, proof, doneOn }: ReturnedLine): boolean =>
  action === null && situation === null && proof === null && doneOn === null;

/** Two answers that say the same. */
export const isSameContent = (one: ReplyContent, other: ReplyContent): boolean =>
  one.action === other.action &&
  one.situation === other.situation &&
  one.proof === other.proof &&
  one.responsible === other.responsible &&
  one.done_on === other.done_on;

/** Whether the day has to be told on which it was done: these change data. */
const isDated = (action: ReplyAction): boolean => action === 'changed' || action === 'deleted' || action === 'fixed';

/** What a line is answered by: what may be chosen there, and the days between which it can have been done. */
export interface AnswerRules {
  readonly actions: readonly ReplyAction[];
  readonly isProtected: boolean;
  /** Day of discovery. */
  readonly from: string;
  readonly today: string;
}

/** The answer of a line, or why it cannot be taken (what was found, what to do). */
export function contentOf(line: ReturnedLine, rules: AnswerRules): ReplyContent | string {
  const action = actionOf(line.action);
  const allowed = rules.actions.filter((one) => !(one === 'deleted' && rules.isProtected));
  const choice = `“${allowed.map((one) => actionWords[one]).join('”“')}”`;
  if (line.action === null) return `写了内容，但没有选“${replyColumns.action}”；请从${choice}中选一个`;
  if (action === null) return `“${replyColumns.action}”写的是“${keptText(line.action) ?? ''}”，没有这种处理方式；请从${choice}中选一个`;
  if (action === 'deleted' && rules.isProtected)
    return `该生属于受保护学生，学籍一律保留，不能选“${actionWords.deleted}”；请从${choice}中选一个`;
  if (!allowed.includes(action)) return `这个问题不能选“${actionWords[action]}”；请从${choice}中选一个`;
  const situation = keptText(line.situation);
  const proof = keptText(line.proof);
  if (action === 'explained' && situation === null)
    return `选了“${actionWords.explained}”，但“${replyColumns.situation}”是空的；请写明情况`;
  if (action === 'evidence' && situation === null && proof === null) {
    return `选了“${actionWords.evidence}”，但“${replyColumns.proof}”“${replyColumns.situation}”都是空的；请写明是什么材料`;
  }
  const day = dayOf(line, action, rules);
  return typeof day === 'string' ? day : { action, situation, proof, responsible: keptText(line.responsible), done_on: day.done };
}

function dayOf({ doneOn, date1904 }: ReturnedLine, action: ReplyAction, { from, today }: AnswerRules): { done: string | null } | string {
  const title = `“${replyColumns.doneOn}”`;
  if (doneOn === null) return isDated(action) ? `选了“${actionWords[action]}”，但没有写${title}；请补写，如 ${today}` : { done: null };
  const done = answerDate(doneOn, date1904);
  if (done === null) return `${title}写的是“${keptText(doneOn) ?? ''}”，看不出是哪一天；请写成 ${today} 这样的年-月-日`;
  if (done > today) return `${title}是 ${done}，在今天（${today}）之后；请写实际完成的日期，没有完成的先不要回复`;
  if (done < from) return `${title}是 ${done}，早于发现问题的日期 ${from}；请写发现以后处理完成的日期`;
  return { done };
}
