import { hostname } from 'node:os';
import { isHolding } from '../workspace/lock-holder.ts';
import type { OpenSlot, PipelineAgenda, ScheduledRun } from './agenda.ts';
import type { ScheduleLine } from './attempt-log.ts';
import { isRunning } from './attempts.ts';

/** What `heji schedule status` tells; keys as `--json` prints them. Times are 'YYYY-MM-DD HH:MM[:SS]' in Asia/Shanghai. */
export interface ScheduleStatus {
  /** Schedulers at work now. */
  readonly services: readonly { readonly pid: number; readonly since: string }[];
  readonly pipelines: readonly PipelineStatus[];
  /** Days for which 到期清单 was made last, and with which exit code. */
  readonly due_list: { readonly day: string; readonly code: number | null } | null;
  readonly unreadable_lines: number;
}

export interface PipelineStatus {
  readonly pipeline: string;
  readonly title: string;
  readonly next: readonly string[];
  readonly last_scheduled: RunStatus | null;
  readonly last_run: RunStatus | null;
  readonly open: readonly SlotStatus[];
}

export interface RunStatus {
  readonly run: string;
  readonly as_of: string;
  readonly finished_at: string;
  readonly slot: string | null;
}

/** `state`: running 运行中, waiting 待运行, failed 没有做成, missed 错过. */
export interface SlotStatus {
  readonly slot: string;
  readonly at: string;
  readonly state: 'running' | 'waiting' | 'failed' | 'missed';
  readonly failures: number;
  /** Of the last attempt that ended; null: none did, or it was killed. */
  readonly last_code: number | null;
  readonly not_before: string | null;
}

export function statusOf(agenda: readonly PipelineAgenda[], lines: readonly ScheduleLine[], unreadable: number): ScheduleStatus {
  const dueList = lines.findLast((line) => line.type === 'due-list');
  return {
    services: servicesOf(lines),
    pipelines: agenda.map(({ pipeline, open, lastFilled, lastRun, next }) => ({
      pipeline: pipeline.id,
      title: pipeline.title,
      next,
      last_scheduled: runOf(lastFilled),
      last_run: runOf(lastRun),
      open: open.map(slotOf),
    })),
    due_list: dueList?.type === 'due-list' ? { day: dueList.day, code: dueList.code } : null,
    unreadable_lines: unreadable,
  };
}

/** Whether something that should have run did not, and will not by itself. */
export const hasFailedSlots = ({ pipelines }: ScheduleStatus): boolean =>
  pipelines.some(({ open }) => open.some(({ state }) => state === 'failed'));

/** Schedulers that began and did not end, and whose process is still there. */
function servicesOf(lines: readonly ScheduleLine[]): ScheduleStatus['services'] {
  const open = new Map<number, string>();
  for (const line of lines) {
    if (line.type === 'opened') open.set(line.pid, line.at);
    if (line.type === 'closed') open.delete(line.pid);
  }
  return [...open]
    .filter(([pid, since]) => isHolding({ pid, since, what: '', host: hostname(), birth: null }))
    .map(([pid, since]) => ({ pid, since }));
}

const runOf = (run: ScheduledRun | null): RunStatus | null =>
  run === null ? null : { run: run.run, as_of: run.as_of, finished_at: run.finished_at, slot: run.slot };

function slotOf({ slot, name, state, attempts, failures, notBefore }: OpenSlot): SlotStatus {
  const end = attempts.findLast((attempt) => attempt.end?.type === 'ended')?.end;
  return {
    slot: name,
    at: slot.at,
    state: attempts.some(isRunning) ? 'running' : state,
    failures,
    last_code: end?.type === 'ended' ? end.code : null,
    not_before: notBefore,
  };
}
