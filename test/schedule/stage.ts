import type { ScheduledPipeline, ScheduledRun } from '../../src/schedule/agenda.ts';
import { AttemptLog } from '../../src/schedule/attempt-log.ts';
import { cronFields } from '../../src/schedule/bell.ts';
import type { Child, Ending } from '../../src/schedule/child.ts';
import { Scheduler } from '../../src/schedule/scheduler.ts';
import type { LockHolder } from '../../src/workspace/lock-holder.ts';
import { newFolder } from '../cli/run-cli.ts';

export const weekly: ScheduledPipeline = { id: 'weekly', title: '周检', cron: cronFields('0 7 * * 1'), catchUp: 'newest', maxMinutes: 120 };
export const daily: ScheduledPipeline = { id: 'daily', title: '日检', cron: cronFields('0 7 * * 1-5'), catchUp: 'all', maxMinutes: 60 };

export const itself = (code: number | null): Ending => ({ code, endedBy: 'itself' });
const folder = newFolder();
let count = 0;

/** A workspace whose child processes do what the test says: `plays` are their endings, one after the other; 'fills' puts a run into the ledger. */
export class Stage {
  now = '2026-11-16 07:00:00';
  holder: LockHolder | null = null;
  readonly runs: ScheduledRun[] = [];
  readonly calls: string[] = [];
  readonly said: string[] = [];
  readonly log: AttemptLog;
  plays: (Ending | 'fills' | 'fills, then is killed' | 'hangs')[] = [];
  stopped = 0;
  #release: ((ending: Ending) => void) | null = null;

  constructor() {
    count += 1;
    this.log = new AttemptLog(`${folder}/${count}`);
  }

  scheduler(pipelines: readonly ScheduledPipeline[] = [weekly]): Scheduler {
    return new Scheduler({
      pipelines,
      folder: '/w',
      log: this.log,
      runs: () => this.runs,
      lockedBy: () => this.holder,
      start: (args) => this.#start(args),
      clock: () => this.now,
      pid: process.pid,
      say: (text) => this.said.push(text),
      pass: () => {},
    });
  }

  #start(args: readonly string[]): Child {
    this.calls.push(args.join(' '));
    const play = args[0] === 'due' ? itself(0) : (this.plays.shift() ?? 'fills');
    return { pid: 999_999_999 + this.calls.length, ended: this.#ended(args, play), stop: () => this.#stop() };
  }

  async #ended(args: readonly string[], play: (typeof this.plays)[number]): Promise<Ending> {
    if (play === 'hangs') return new Promise((resolve) => (this.#release = resolve));
    if (typeof play !== 'string') return play;
    const [, pipeline, , slot, , as_of] = args as [string, string, string, string, string, string];
    this.runs.push({ run: `${as_of}-1`, pipeline, as_of, started_at: this.now, finished_at: this.now, slot });
    return itself(play === 'fills' ? 3 : null);
  }

  #stop(): void {
    this.stopped += 1;
    this.#release?.({ code: null, endedBy: 'stop' });
  }
}
