import { exitCode } from '../failure.ts';
import { holderText, type LockHolder } from '../workspace/lock-holder.ts';
import { mostCaughtUp, type OpenSlot, type PipelineAgenda, pauseMinutes, type ScheduledRun } from './agenda.ts';
import type { Attempt } from './attempts.ts';
import type { Ending } from './child.ts';

// What the scheduler says, a line each; the time stands in front of what happens while nobody looks.

export const firstTime = (): string => '第一次启用定时：从今天的时刻起算，更早的不补做。';

export const unreadable = (file: string, lines: number): string =>
  `${file} 有 ${lines} 行读不出（断电时没有写完），只影响“试过几次”的记录；哪些已经运行以台账为准。`;

export const busyAtStart = (holder: LockHolder): string => `${holderText(holder)}；到点的会等它结束再运行。`;

/** Slots that nobody fills any more, and those that are caught up now. */
export function missed({ pipeline, open }: PipelineAgenda): string[] {
  const given = open.filter(({ state }) => state === 'missed');
  const late = open.filter(({ state, isLate }) => state === 'waiting' && isLate);
  const failed = open.filter(({ state }) => state === 'failed');
  return [
    ...(late.length > 0 ? [`${pipeline.title}有 ${late.length} 次没有按时运行（${times(late)}），现在补做。`] : []),
    ...(given.length > 0
      ? [
          pipeline.catchUp === 'newest'
            ? `${pipeline.title}另有 ${given.length} 次错过（${times(given)}），按设置只做最近一次，不再补。`
            : `${pipeline.title}另有 ${given.length} 次错过（${times(given)}），最多补最近 ${mostCaughtUp} 次，这些不再补。`,
        ]
      : []),
    ...(failed.length > 0
      ? [`${pipeline.title}有 ${failed.length} 次没有做成（${times(failed)}），不再自动重试；可以手工运行 heji run ${pipeline.id}。`]
      : []),
  ];
}

const times = (open: readonly OpenSlot[]): string => {
  const [first, last] = [open[0]?.slot.at, open.at(-1)?.slot.at];
  return first === last ? `${first}` : `${first} 至 ${last}`;
};

export const busy = (open: OpenSlot, title: string, holder: LockHolder): string =>
  `${title} ${open.slot.at} 到点，但${holderText(holder)}；每分钟再看一次，到下一个时刻为止。`;

export const starting = (open: OpenSlot, title: string, now: string): string =>
  `${now}  ${open.isLate ? '补做' : '开始'}${title} ${open.slot.at}（检查日 ${open.asOf}${open.failures === 0 ? '' : `，第 ${open.failures + 1} 次`}）`;

/** What an exit code means, in a phrase. */
export function codeText(code: number | null): string {
  switch (code) {
    case exitCode.done:
      return '完成';
    case exitCode.doneWithGaps:
      return '完成，但有表被拒收或有检查未运行';
    case exitCode.usage:
      return '退出码 2：设置或参数不对';
    case exitCode.failed:
      return '退出码 4：没有做成，没有改动任何东西';
    case exitCode.busy:
      return '退出码 5：另一个核籍正在写';
    case null:
      return '被系统结束';
    default:
      return `退出码 ${code}：意外失败`;
  }
}

export function ended(
  { name, slot }: OpenSlot,
  title: string,
  { code, endedBy }: Ending,
  filling: ScheduledRun | null,
  triesLeft: number,
  maxMinutes: number,
  now: string,
): string {
  const what = `${now}  ${title} ${slot.at}`;
  if (filling !== null)
    return `${what} ${code === null ? '已记入台账，出报表时被结束，可用 heji report 重做' : codeText(code)}（运行 ${filling.run}）`;
  if (endedBy === 'stop') return `${what} 因定时停止而中断，台账没有变；下次启动时重做。`;
  if (code === exitCode.busy) return `${what} 没有运行：另一个核籍先动手了；一分钟后再看。`;
  if (code === exitCode.usage) return `${what} 没有运行（${codeText(code)}），不再自动重试；改好后手工运行 heji run ${slot.pipeline}。`;
  const why =
    endedBy === 'limit'
      ? `超过 ${maxMinutes} 分钟还没有结束，已被结束`
      : code === 0 || code === 3
        ? `说完成了，而台账里没有 ${name}`
        : codeText(code);
  const then =
    triesLeft > 0
      ? `${pauseMinutes} 分钟后再试，还试 ${triesLeft} 次`
      : `试了几次都不成，不再自动重试；请手工运行 heji run ${slot.pipeline} 看原因`;
  return `${what} 没有做成（${why}），台账没有变；${then}。`;
}

/** `filling`: the run that the ledger took all the same; its process may even have come to its end after the scheduler was gone. */
export const broken = ({ started }: Attempt, filling: ScheduledRun | null): string =>
  filling === null
    ? `上次的 ${started.slot}（${started.at} 开始）中途中断（断电或被关闭）：台账和以前一样，没有缺损；重新运行。`
    : `上次的 ${started.slot}（${started.at} 开始）没有留下结束的记录（断电或被关闭），但已记入台账（运行 ${filling.run}）；报表没有写全的，用 heji report 重做。`;

export const dueListFailed = (code: number | null): string => `到期清单没有做成（${codeText(code)}）；请手工运行 heji due 看原因。`;
