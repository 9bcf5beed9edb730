import { hostname } from 'node:os';
import { exitCode } from '../failure.ts';
import { isHolding } from '../workspace/lock-holder.ts';
import type { LineOf, ScheduleLine } from './attempt-log.ts';

/** One child process that was to fill a slot. */
export interface Attempt {
  readonly started: LineOf<'started'>;
  /** Null: it is still running, or was interrupted and nobody has noticed yet. */
  readonly end: LineOf<'ended'> | LineOf<'broken'> | null;
}

/** Attempts by slot, oldest first. */
export function attemptsBySlot(lines: readonly ScheduleLine[]): ReadonlyMap<string, readonly Attempt[]> {
  const attempts = new Map<string, Attempt[]>();
  for (const line of lines) {
    if (line.type === 'started') attempts.set(line.slot, [...(attempts.get(line.slot) ?? []), { started: line, end: null }]);
    if (line.type !== 'ended' && line.type !== 'broken') continue;
    const own = attempts.get(line.slot) ?? [];
    const index = own.findLastIndex(({ started, end }) => end === null && started.pid === line.pid);
    if (index >= 0) own[index] = { started: own[index]!.started, end: line };
  }
  return attempts;
}

/** Whether the process is still there; after a restart of the computer its number may be another program's. */
export const isRunning = ({ started, end }: Attempt): boolean =>
  end === null && isHolding({ pid: started.pid, what: '', since: started.at, host: hostname(), birth: null });

/** Whether it counts against the slot: not one that found the workspace in use, or that ended only because the scheduler was stopped. */
export function isFailed({ end }: Attempt): boolean {
  if (end === null) return false;
  return end.type === 'broken' || (end.ended_by !== 'stop' && end.code !== exitCode.busy);
}

/** A call that was wrong will be wrong again. */
export const isHopeless = ({ end }: Attempt): boolean => end?.type === 'ended' && end.code === exitCode.usage;
