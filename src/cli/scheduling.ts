import { readHead } from '../ledger/ledger-head.ts';
import { agendaOf } from '../schedule/agenda.ts';
import { AttemptLog } from '../schedule/attempt-log.ts';
import { everyMinute } from '../schedule/bell.ts';
import { childStarter, thisProgram } from '../schedule/child.ts';
import { scheduledPipelines } from '../schedule/scheduled-pipelines.ts';
import { Scheduler } from '../schedule/scheduler.ts';
import { type ScheduleStatus, statusOf } from '../schedule/status.ts';
import { localTime } from '../workspace/local-time.ts';
import { lockedBy } from '../workspace/lock.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Session } from './session.ts';

/** A scheduler of a workspace whose runs are this program, called again. `pipelines` empty: all. */
export function createScheduler(session: Session, workspace: Workspace, log: AttemptLog, pipelines: readonly string[]): Scheduler {
  return new Scheduler({
    pipelines: scheduledPipelines(pipelines),
    folder: workspace.folder,
    log,
    runs: () => readHead(workspace.path('ledger')).runs,
    lockedBy: () => lockedBy(workspace.folder),
    start: childStarter(thisProgram()),
    clock: () => localTime(),
    pid: process.pid,
    say: (text) => session.say(text),
    pass: (text) => session.write(text),
  });
}

/** Rings every minute until the process is asked to end, and waits for the run under way. */
export async function serveUntilStopped(session: Session, scheduler: Scheduler): Promise<void> {
  const stopped = stopAsked(session, scheduler);
  scheduler.open();
  session.say('定时服务已启动，每分钟看一次，按 Ctrl+C 停止。');
  let complaint = '';
  const tick = async (): Promise<void> => {
    try {
      await scheduler.tick();
      complaint = '';
    } catch (error) {
      // A ledger that cannot be read is the same every minute.
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== complaint) session.complain(`${reason}定时服务继续运行，每分钟再看一次。`);
      complaint = reason;
    }
  };
  let working: Promise<void> | null = null;
  const ring = (): void => {
    working ??= tick().finally(() => {
      working = null;
    });
  };
  ring();
  const silence = everyMinute(ring);
  await stopped;
  silence();
  await working;
  scheduler.close();
  session.say('定时服务已停止。');
}

/** Settles when the process is first asked to end, which the run under way survives; asked again, that is ended too. */
export function stopAsked(session: Session, scheduler: Scheduler): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      const waitingFor = scheduler.stop();
      if (waitingFor === 'run') session.say('正在停止：等正在进行的运行结束；再按一次 Ctrl+C 立即结束它（台账不会缺损）。');
      if (waitingFor === 'end') session.say('正在结束这次运行。');
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

/** All pipelines' schedule at `now`, 'YYYY-MM-DD HH:MM:SS'. */
export function readSchedule(workspace: Workspace, now: string): ScheduleStatus {
  const { lines, unreadable } = new AttemptLog(workspace.folder).read();
  const agenda = agendaOf(scheduledPipelines([]), readHead(workspace.path('ledger')).runs, lines, now);
  return statusOf(agenda, lines, unreadable);
}
