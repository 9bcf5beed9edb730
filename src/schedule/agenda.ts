import type { RunFacts } from '../ledger/event.ts';
import type { ScheduleLine } from './attempt-log.ts';
import { type Attempt, attemptsBySlot, isFailed, isHopeless } from './attempts.ts';
import type { CronFields } from './bell.ts';
import { type Slot, slotDay, slotName, timesAfter, timesBetween } from './slot.ts';

/** What the scheduler has to know of a pipeline. */
export interface ScheduledPipeline {
  readonly id: string;
  readonly title: string;
  readonly cron: CronFields;
  readonly catchUp: 'newest' | 'all';
  readonly maxMinutes: number;
}

/** What it has to know of the ledger's runs. */
export type ScheduledRun = Pick<RunFacts, 'run' | 'pipeline' | 'as_of' | 'started_at' | 'finished_at' | 'slot'>;

/** How many missed slots of a pipeline are caught up where all are to be; older ones are given up. */
export const mostCaughtUp = 10;
export const mostAttempts = 3;
/** Between a failed attempt and the next. */
export const pauseMinutes = 10;
/** How many slots that nobody filled are counted. */
const mostCounted = 60;
const shownNext = 3;

/**
 * A slot that nothing in the ledger fills. `waiting`: its time has come; `failed`: it is not tried again; `missed`: a newer one stands for
 * it. The last two are told only until the pipeline ran after them, by whomever.
 */
export interface OpenSlot {
  readonly slot: Slot;
  readonly name: string;
  readonly state: 'waiting' | 'failed' | 'missed';
  readonly attempts: readonly Attempt[];
  /** Failed attempts so far. */
  readonly failures: number;
  /** 'YYYY-MM-DD HH:MM:SS' before which it is not tried again; null: at once. */
  readonly notBefore: string | null;
  /** The day whose facts the run judges. */
  readonly asOf: string;
  /** Its time was on an earlier day. */
  readonly isLate: boolean;
}

export interface PipelineAgenda {
  readonly pipeline: ScheduledPipeline;
  /** Oldest first. */
  readonly open: readonly OpenSlot[];
  /** The last slot that a run filled, and that run. */
  readonly lastFilled: ScheduledRun | null;
  /** The last run of the pipeline, by whomever. */
  readonly lastRun: ScheduledRun | null;
  /** 'YYYY-MM-DD HH:MM' */
  readonly next: readonly string[];
}

/**
 * What is to be done at `now` ('YYYY-MM-DD HH:MM:SS'). The ledger decides which slots are filled; the log of attempts only how often one
 * was tried. Slots count from the day on which the workspace was first scheduled, so that a new one does not make up for years.
 */
export function agendaOf(
  pipelines: readonly ScheduledPipeline[],
  runs: readonly ScheduledRun[],
  lines: readonly ScheduleLine[],
  now: string,
): PipelineAgenda[] {
  const attempts = attemptsBySlot(lines);
  const since = scheduledSince(runs, lines) ?? now.slice(0, 10);
  const filled = new Set(runs.map(({ slot }) => slot));
  return pipelines.map((pipeline) => {
    const own = runs.filter((run) => run.pipeline === pipeline.id);
    const times = timesBetween(pipeline.cron, since, now.slice(0, 16), mostCounted).map((at) => ({ pipeline: pipeline.id, at }));
    const firstDue = pipeline.catchUp === 'all' ? times.length - mostCaughtUp : times.length - 1;
    const isSettled = ({ slot, state }: OpenSlot): boolean =>
      state !== 'waiting' && own.some(({ started_at }) => started_at.slice(0, 16) >= slot.at);
    const open = times
      .map((slot, index) => openSlot(slot, pipeline, index >= firstDue, attempts.get(slotName(slot)) ?? [], runs, now))
      .filter((slot) => !filled.has(slot.name) && !isSettled(slot));
    return {
      pipeline,
      open,
      lastFilled: own.findLast(({ slot }) => slot !== null) ?? null,
      lastRun: own.at(-1) ?? null,
      next: timesAfter(pipeline.cron, now.slice(0, 16), shownNext),
    };
  });
}

/** Slots to be filled, in the order of their times. */
export const waitingSlots = (agenda: readonly PipelineAgenda[]): OpenSlot[] =>
  agenda
    .flatMap(({ open }) => open.filter(({ state }) => state === 'waiting'))
    .sort((a, b) => (a.slot.at === b.slot.at ? 0 : a.slot.at < b.slot.at ? -1 : 1));

/** 'YYYY-MM-DD': the day of the first scheduler here, or of the ledger's first slot where the log was lost. Null: never scheduled. */
function scheduledSince(runs: readonly ScheduledRun[], lines: readonly ScheduleLine[]): string | null {
  const opened = lines.find(({ type }) => type === 'opened')?.at.slice(0, 10);
  const slots = runs.flatMap(({ slot }) => (slot === null ? [] : [slot.slice(slot.indexOf('@') + 1).slice(0, 10)]));
  return [...slots, ...(opened === undefined ? [] : [opened])].sort()[0] ?? null;
}

function openSlot(
  slot: Slot,
  pipeline: ScheduledPipeline,
  isDue: boolean,
  attempts: readonly Attempt[],
  runs: readonly ScheduledRun[],
  now: string,
): OpenSlot {
  const failures = attempts.filter(isFailed).length;
  const isGivenUp = failures >= mostAttempts || attempts.some(isHopeless);
  const end = attempts.findLast(isFailed)?.end ?? null;
  const isLate = slotDay(slot) < now.slice(0, 10);
  return {
    slot,
    name: slotName(slot),
    state: isGivenUp ? 'failed' : isDue ? 'waiting' : 'missed',
    attempts,
    failures,
    // An interrupted one has waited long enough.
    notBefore: end === null || end.type === 'broken' ? null : minutesAfter(end.at, pauseMinutes),
    asOf: pipeline.catchUp === 'all' ? laterDay(slotDay(slot), ledgerDay(runs)) : now.slice(0, 10),
    isLate,
  };
}

/** The ledger only goes forward; a day that had not come yet when it was inspected does not count. */
const ledgerDay = (runs: readonly ScheduledRun[]): string =>
  runs.findLast(({ as_of, started_at }) => as_of <= started_at.slice(0, 10))?.as_of ?? '';

const laterDay = (a: string, b: string): string => (a > b ? a : b);

/** Both 'YYYY-MM-DD HH:MM:SS'. */
function minutesAfter(time: string, minutes: number): string {
  return new Date(Date.parse(`${time.replace(' ', 'T')}Z`) + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}
