import type { LineOutcome } from './judge-line.ts';
import { isSameContent } from './reply-content.ts';
import type { ReturnedLine } from './returned-line.ts';

/** A line and what becomes of it. */
export interface JudgedLine {
  readonly line: ReturnedLine;
  readonly outcome: LineOutcome;
}

type Answer = Extract<LineOutcome, { readonly kind: 'taken' | 'repeated' }>;
interface Answered {
  readonly index: number;
  readonly line: ReturnedLine;
  readonly outcome: Answer;
}

/**
 * What lines of one drop say to the same finding: the same answer counts once, one to a newer package is newer, and of two that differ
 * nobody can tell which one is meant: none is taken.
 */
export function withoutClashes(judged: readonly JudgedLine[]): JudgedLine[] {
  const result = [...judged];
  for (const answers of answersByNumber(judged)) {
    if (!answers.some(({ outcome }) => outcome.kind === 'taken')) continue;
    const newest = Math.max(...answers.map(({ outcome }) => outcome.item.run_sequence));
    const current = answers.filter(({ outcome }) => outcome.item.run_sequence === newest);
    for (const { index, line, outcome } of answers) {
      if (outcome.kind !== 'taken') continue;
      result[index] = { line, outcome: settle({ index, line, outcome }, current, newest) };
    }
  }
  return result;
}

function settle(answer: Answered, current: readonly Answered[], newest: number): LineOutcome {
  const { outcome, index } = answer;
  const { item, content } = outcome;
  if (item.run_sequence < newest) {
    const newer = current[0]!;
    const reason = `答的是运行 ${item.run_id} 的整改台账，${placeOf(newer.line)} 答的是更新的一份（运行 ${newer.outcome.item.run_id}），以那一份为准`;
    return { kind: 'refused', item, reason };
  }
  const other = current.find((one) => !isSameContent(one.outcome.content, content));
  if (other) {
    return { kind: 'refused', item, reason: `与 ${placeOf(other.line)} 对同一问题的答复不一致，两个都没有采用；请学校确认后只交一份` };
  }
  const first = current.find((one) => one.index < index);
  if (!first) return outcome;
  return { kind: 'repeated', item, content, recorded: null, reason: `与 ${placeOf(first.line)} 的答复相同，只记一次` };
}

function answersByNumber(judged: readonly JudgedLine[]): Answered[][] {
  const groups = new Map<string, Answered[]>();
  judged.forEach(({ line, outcome }, index) => {
    if (outcome.kind !== 'taken' && outcome.kind !== 'repeated') return;
    const known = groups.get(outcome.item.number);
    if (known) known.push({ index, line, outcome });
    else groups.set(outcome.item.number, [{ index, line, outcome }]);
  });
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** 学校/整改台账.xlsx［整改台账］第12行 */
export const placeOf = ({ file, sheet, row }: Pick<ReturnedLine, 'file' | 'sheet' | 'row'>): string =>
  `${file}${sheet === '' ? '' : `［${sheet}］`}第${row}行`;
