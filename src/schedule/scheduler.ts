import { isWorkday } from '../calendar/holidays.ts';
import { exitCode } from '../failure.ts';
import type { LockHolder } from '../workspace/lock-holder.ts';
import {
  agendaOf,
  mostAttempts,
  type OpenSlot,
  type PipelineAgenda,
  type ScheduledPipeline,
  type ScheduledRun,
  waitingSlots,
} from './agenda.ts';
import type { AttemptLog, LineOf } from './attempt-log.ts';
import { attemptsBySlot, isRunning } from './attempts.ts';
import type { Child, Ending, StartChild } from './child.ts';
import * as words from './scheduler-words.ts';

/** From when on a workday 到期清单 is made, after the runs of the morning. */
const dueListFrom = '07:30';
const dueListMinutes = 15;

/** What a scheduler works with. */
export interface SchedulerParts {
  readonly pipelines: readonly ScheduledPipeline[];
  readonly folder: string;
  readonly log: AttemptLog;
  /** The ledger's runs, read anew. */
  readonly runs: () => readonly ScheduledRun[];
  /** Who writes to the workspace now. */
  readonly lockedBy: () => LockHolder | null;
  readonly start: StartChild;
  /** 'YYYY-MM-DD HH:MM:SS' in Asia/Shanghai. */
  readonly clock: () => string;
  readonly pid: number;
  /** One line for the user. */
  readonly say: (text: string) => void;
  /** What a run says, as it comes. */
  readonly pass: (text: string) => void;
}

/**
 * Fills slots by runs in child processes, one at a time. It keeps nothing in mind between ticks: what is to be done follows from the ledger
 * and the log of attempts, so that it may be killed at any time, and two of them fill a slot once (`heji run --slot`).
 */
export class Scheduler {
  readonly #parts: SchedulerParts;
  #child: Child | null = null;
  #isTicking = false;
  #isStopping = false;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
  }

  /** Notes that the workspace is scheduled from now on, and says what became of the runs before. */
  open(): void {
    const { log, clock, pid, say, lockedBy } = this.#parts;
    const { lines, unreadable } = log.read();
    if (unreadable > 0) say(words.unreadable(log.file, unreadable));
    this.#noteBroken();
    log.append({ type: 'opened', at: clock(), pid });
    if (lines.length === 0) say(words.firstTime());
    const holder = lockedBy();
    if (holder !== null) say(words.busyAtStart(holder));
    for (const agenda of this.agenda()) for (const text of words.missed(agenda)) say(text);
  }

  close(): void {
    const { log, clock, pid } = this.#parts;
    log.append({ type: 'closed', at: clock(), pid });
  }

  agenda(): PipelineAgenda[] {
    const { pipelines, runs, log, clock } = this.#parts;
    return agendaOf(pipelines, runs(), log.read().lines, clock());
  }

  /** Does what is due. Returns the exit codes of the runs, null for one that was killed; empty while an earlier tick is still at work. */
  async tick(): Promise<readonly (number | null)[]> {
    if (this.#isTicking || this.#isStopping) return [];
    this.#isTicking = true;
    try {
      this.#noteBroken();
      return [...(await this.#fillSlots()), ...(await this.#makeDueList())];
    } finally {
      this.#isTicking = false;
    }
  }

  /** Starts nothing more. Called again it ends the run under way, too. Returns what is being waited for; null: nothing. */
  stop(): 'run' | 'end' | null {
    const isSecond = this.#isStopping;
    this.#isStopping = true;
    if (this.#child === null) return null;
    if (!isSecond) return 'run';
    this.#child.stop();
    return 'end';
  }

  async #fillSlots(): Promise<(number | null)[]> {
    const codes: (number | null)[] = [];
    const tried = new Set<string>();
    for (let slot = this.#nextSlot(tried); slot !== null && !this.#isStopping; slot = this.#nextSlot(tried)) {
      tried.add(slot.name);
      if (this.#isBusy(slot)) return [...codes, exitCode.busy];
      codes.push(await this.#fill(slot));
    }
    return codes;
  }

  /** The first slot whose time has come. One that has to wait holds back the later ones of its pipeline: they are filled in their order. */
  #nextSlot(tried: ReadonlySet<string>): OpenSlot | null {
    const now = this.#parts.clock();
    const held = new Set<string>();
    for (const open of waitingSlots(this.agenda())) {
      const isFree = !tried.has(open.name) && (open.notBefore === null || open.notBefore <= now) && !open.attempts.some(isRunning);
      if (isFree && !held.has(open.slot.pipeline)) return open;
      held.add(open.slot.pipeline);
    }
    return null;
  }

  /** The workspace in use is found out without a process each minute, and noted once. */
  #isBusy(open: OpenSlot): boolean {
    const { log, clock, lockedBy, say } = this.#parts;
    const holder = lockedBy();
    if (holder === null) return false;
    const last = log.read().lines.findLast((line) => 'slot' in line && line.slot === open.name);
    if (last?.type !== 'busy') {
      log.append({ type: 'busy', at: clock(), slot: open.name });
      say(words.busy(open, this.#titleOf(open), holder));
    }
    return true;
  }

  async #fill(open: OpenSlot): Promise<number | null> {
    const { log, clock, start, say, pass, folder } = this.#parts;
    const { maxMinutes } = this.#pipelineOf(open);
    say(words.starting(open, this.#titleOf(open), clock()));
    const args = ['run', open.slot.pipeline, '--slot', open.name, '--as-of', open.asOf, '--workspace', folder];
    const child = start(args, maxMinutes, pass);
    log.append({ type: 'started', at: clock(), slot: open.name, as_of: open.asOf, pid: child.pid });
    const ending = await this.#ended(child);
    log.append({ type: 'ended', at: clock(), slot: open.name, pid: child.pid, code: ending.code, ended_by: ending.endedBy });
    say(this.#outcome(open, ending));
    return ending.code;
  }

  async #ended(child: Child): Promise<Ending> {
    this.#child = child;
    try {
      return await child.ended;
    } finally {
      this.#child = null;
    }
  }

  #outcome(open: OpenSlot, ending: Ending): string {
    const { maxMinutes } = this.#pipelineOf(open);
    const triesLeft = mostAttempts - open.failures - 1;
    return words.ended(open, this.#titleOf(open), ending, this.#filling(open.name), triesLeft, maxMinutes, this.#parts.clock());
  }

  async #makeDueList(): Promise<(number | null)[]> {
    const { log, clock, start, say, pass, folder, runs } = this.#parts;
    const [day, time] = clock().split(' ') as [string, string];
    const isDue = isWorkday(day) && time >= dueListFrom && runs().length > 0;
    const tries = log.read().lines.filter((line): line is LineOf<'due-list'> => line.type === 'due-list' && line.day === day);
    const isMade = tries.some(({ code }) => code === exitCode.done || code === exitCode.doneWithGaps);
    if (!isDue || isMade || tries.length >= mostAttempts || this.#isStopping) return [];
    const child = start(['due', '--as-of', day, '--workspace', folder], dueListMinutes, pass);
    const { code } = await this.#ended(child);
    log.append({ type: 'due-list', at: clock(), day, code });
    if (code !== exitCode.done && code !== exitCode.doneWithGaps) say(words.dueListFailed(code));
    return [code];
  }

  /** A run that is gone without having ended: what counts is in the ledger whole, or not at all. */
  #noteBroken(): void {
    const { log, clock, say } = this.#parts;
    for (const attempt of [...attemptsBySlot(log.read().lines).values()].flat()) {
      if (attempt.end !== null || isRunning(attempt)) continue;
      const { slot, pid } = attempt.started;
      log.append({ type: 'broken', at: clock(), slot, pid });
      say(words.broken(attempt, this.#filling(slot)));
    }
  }

  #filling(name: string): ScheduledRun | null {
    return this.#parts.runs().find(({ slot }) => slot === name) ?? null;
  }

  #pipelineOf({ slot }: OpenSlot): ScheduledPipeline {
    const pipeline = this.#parts.pipelines.find(({ id }) => id === slot.pipeline);
    if (pipeline === undefined) throw new Error(`a slot of no pipeline: ${slot.pipeline}`);
    return pipeline;
  }

  #titleOf(open: OpenSlot): string {
    return this.#pipelineOf(open).title;
  }
}
