import { replyActions } from '../ledger/event.ts';
import { replyColumns } from '../packages/reply-words.ts';
import { type AnsweredFinding, isOfEarlierTime, type RecordedReply } from './answered-finding.ts';
import { contentOf, isSameContent, isUnanswered, type ReplyContent } from './reply-content.ts';
import type { ReturnedLine } from './returned-line.ts';
import { numberPattern } from './returned-lines.ts';
import { editedCells } from './sent-cells.ts';
import type { SentItem } from './sent-items.ts';

/** What is known of the findings that a drop answers. */
export interface AnswerContext {
  readonly today: string;
  /** By number; those that are missing are not in the ledger. */
  readonly findings: ReadonlyMap<string, AnsweredFinding>;
  /** What was sent, by number, the newest first. */
  readonly sent: ReadonlyMap<string, readonly SentItem[]>;
  /** Place of each run in the ledger. */
  readonly runSequences: ReadonlyMap<string, number>;
}

/** What becomes of a line. */
export type LineOutcome =
  | { readonly kind: 'taken'; readonly item: SentItem; readonly content: ReplyContent }
  /** The same answer is in the ledger, or on another line of the drop. */
  | {
      readonly kind: 'repeated';
      readonly item: SentItem;
      readonly content: ReplyContent;
      /** As it stands in the ledger; null where it repeats a line of the drop. */
      readonly recorded: RecordedReply | null;
      readonly reason: string;
    }
  | { readonly kind: 'settled'; readonly item: SentItem; readonly reason: string }
  | { readonly kind: 'unanswered'; readonly item: SentItem | null }
  | { readonly kind: 'refused'; readonly item: SentItem | null; readonly reason: string };

const useOriginal = '请在核籍发出的整改台账上填写，不要改动已锁定的列';

/** Judges one line by itself; what other lines of the drop say to the same finding comes after. */
export function judgeLine(line: ReturnedLine, context: AnswerContext): LineOutcome {
  const item = itemOf(line, context);
  if (isUnanswered(line)) return { kind: 'unanswered', item: typeof item === 'string' ? null : item };
  if (typeof item === 'string') return { kind: 'refused', item: null, reason: item };
  const refuse = (reason: string): LineOutcome => ({ kind: 'refused', item, reason });
  const finding = context.findings.get(item.number);
  if (!finding) return refuse(`台账里没有问题 ${item.number}，可能是从备份恢复过；请重新生成整改台账发给学校`);
  const tampering = tamperingReason(line, item);
  if (tampering !== null) return refuse(tampering);
  const same = recordedBefore(line, item, finding);
  if (same) return same;
  const settled = settledReason(finding);
  if (settled !== null) return { kind: 'settled', item, reason: settled };
  if (isOfEarlierTime(item.run_id, finding)) {
    return refuse(`答的是运行 ${item.run_id} 的整改台账，此后该问题销号或了结，${finding.open_since} 又再次查出；请按最新的整改台账答复`);
  }
  const content = contentOf(line, {
    actions: item.actions,
    isProtected: finding.is_protected,
    from: finding.open_since,
    today: context.today,
  });
  if (typeof content === 'string') return refuse(content);
  const newer = newerReply(finding.replies, item, context);
  if (newer) {
    return refuse(
      `答的是运行 ${item.run_id} 的整改台账，而该问题已按更新的整改台账（运行 ${newer.run}）答复过（${newer.at.slice(0, 10)}）；要改答复请填最新的整改台账`,
    );
  }
  return { kind: 'taken', item, content };
}

/** What was done to the line beside answering it. */
function tamperingReason(line: ReturnedLine, item: SentItem): string | null {
  if (line.sentTo !== null && line.sentTo !== item.school_code) {
    return `这份是学校 ${line.sentTo} 的整改台账，这一行却是学校 ${item.school_code} 的问题，不能代答；请各校在自己的整改台账上填写`;
  }
  const edited = editedCells(line, item);
  const school = edited.find(({ title }) => title === replyColumns.schoolCode);
  if (school) {
    return `这一行是学校 ${item.school_code} 的问题，${school.cell} 的学校标识码却写成“${school.is}”，不是该校的不能代答；${useOriginal}`;
  }
  if (edited.length === 0) return null;
  const changes = edited.map(({ cell, title, was, is }) => `${cell}“${title}”由“${was}”改成了“${is}”`);
  return `发出的内容被改动：${changes.join('；')}。数据有误请在学籍系统里更正，不在这里改；${useOriginal}`;
}

/** The line as it was sent, or why it cannot be told which one it is. */
function itemOf(line: ReturnedLine, context: AnswerContext): SentItem | string {
  return line.key === null ? itemByNumber(line, context) : itemByKey(line.key, context);
}

function itemByKey(
  { run, number, text }: NonNullable<ReturnedLine['key']>,
  { sent, findings, runSequences }: AnswerContext,
): SentItem | string {
  const item = sent.get(number)?.find(({ key }) => key === text);
  if (item) return item;
  if (!runSequences.has(run)) return `回执码里的运行 ${run} 不在本县台账里；请确认是本县发出的整改台账，并用原表填写`;
  if (!findings.has(number)) return `台账里没有问题 ${number}；请用原表填写`;
  return `回执码对不上发出的整改台账（问题 ${number}，运行 ${run}），可能被改动或从别处粘贴；请用原表填写`;
}

/** Without its key a line is known by its number, where what was sent with it still stands beside it. */
function itemByNumber(line: ReturnedLine, { sent, findings }: AnswerContext): SentItem | string {
  const { number } = line;
  if (number === null) return '选了处理方式，但没有问题编号，不知道是哪个问题；请用原表填写';
  if (!numberPattern.test(number) || !findings.has(number)) return `台账里没有问题“${number}”；请核对问题编号，或用原表填写`;
  const items = sent.get(number) ?? [];
  if (items.length === 0) return `问题 ${number} 没有发给过学校；请用核籍发出的整改台账填写`;
  if (!line.sent.has('学校标识码') && !line.sent.has('具体表现')) {
    return '隐藏的回执码、学校标识码和具体表现几列都被删掉了，核对不了是哪一校的哪个问题；请用原表填写';
  }
  const school = line.sent.get('学校标识码');
  const own = items.filter(({ school_code }) => school === undefined || school === school_code);
  // Another school's: the comparison with what was sent says so.
  const candidates = own.length > 0 ? own : items;
  return candidates.find((item) => editedCells(line, item).length === 0) ?? candidates[0]!;
}

/** By itself, whatever has become of the finding since: a file that comes again says nothing new. */
function recordedBefore(line: ReturnedLine, item: SentItem, { replies }: AnsweredFinding): LineOutcome | null {
  const content = contentOf(line, { actions: replyActions, isProtected: false, from: '', today: '9999-12-31' });
  if (typeof content === 'string') return null;
  const same = replies.find((reply) => reply.run === item.run_id && isSameContent(reply, content));
  if (!same) return null;
  return {
    kind: 'repeated',
    item,
    content,
    recorded: same,
    reason: `已在 ${same.at.slice(0, 10)} 记录（答复 ${same.reply}），没有重复记录`,
  };
}

function settledReason({ status, number }: AnsweredFinding): string | null {
  if (status === 'closed') return `问题 ${number} 已销号，不需要再答复`;
  return status === 'ended' ? `问题 ${number} 已了结，不需要再答复` : null;
}

/** A recorded answer to a package that was sent later than the one answered here. */
const newerReply = (replies: readonly RecordedReply[], item: SentItem, { runSequences }: AnswerContext): RecordedReply | undefined =>
  replies.findLast(({ run }) => (runSequences.get(run) ?? 0) > item.run_sequence);
