import { exitCode } from '../../failure.ts';
import type { AttemptLog } from '../../schedule/attempt-log.ts';
import type { Scheduler } from '../../schedule/scheduler.ts';
import type { HejiCommand } from '../heji-command.ts';
import type { Session } from '../session.ts';

interface ScheduleOptions {
  readonly workspace: string;
  readonly once?: boolean;
  readonly dryRun?: boolean;
}

interface StatusOptions {
  readonly workspace: string;
  readonly json?: boolean;
}

export function registerSchedule(program: HejiCommand, session: Session): void {
  const schedule = program.command('schedule');
  schedule
    .argument('[流程...]', '只管这些流程（不写：全部）')
    .description('定时：到点运行各流程，错过的补做，每个工作日出到期清单；在前台一直运行')
    .workspaceOption()
    .option('--once', '只把现在该做的做完就结束，供系统的计划任务调用')
    .option('--dry-run', '只说现在该做什么，不做')
    .examples('heji schedule', 'heji schedule weekly-inspection', 'heji schedule --once', 'heji schedule status')
    .action((pipelines: string[], options: ScheduleOptions) => serve(session, pipelines, options));
  schedule
    .command('status')
    .description('接下来何时运行，上次运行如何，有没有错过和没有做成的')
    .workspaceOption()
    .jsonOption()
    .examples('heji schedule status', 'heji schedule status --json')
    .action((_: StatusOptions, command: HejiCommand) => showStatus(session, command.optsWithGlobals<StatusOptions>()));
}

async function serve(session: Session, pipelines: readonly string[], options: ScheduleOptions): Promise<void> {
  const { createScheduler, serveUntilStopped } = await import('../scheduling.ts');
  const { AttemptLog } = await import('../../schedule/attempt-log.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { waitingSlots } = await import('../../schedule/agenda.ts');
  const workspace = Workspace.open(options.workspace);
  const log = new AttemptLog(workspace.folder);
  const scheduler = createScheduler(session, workspace, log, pipelines);
  if (options.dryRun) {
    const waiting = waitingSlots(scheduler.agenda());
    if (waiting.length === 0) return session.say('现在没有到点而未运行的。');
    for (const { name, asOf, notBefore } of waiting) {
      session.say(`${name}（检查日 ${asOf}${notBefore === null ? '' : `，${notBefore} 以后再试`}）`);
    }
    return;
  }
  if (options.once) return once(session, scheduler, log);
  await serveUntilStopped(session, scheduler);
}

async function once(session: Session, scheduler: Scheduler, log: AttemptLog): Promise<void> {
  const { stopAsked } = await import('../scheduling.ts');
  const { worstExit } = await import('../worst-exit.ts');
  void stopAsked(session, scheduler);
  // A task that calls this every quarter of an hour would fill the log.
  const isFirst = log.read().lines.length === 0;
  if (isFirst) scheduler.open();
  const codes = await scheduler.tick();
  if (isFirst) scheduler.close();
  if (codes.length === 0) session.say('现在没有到点而未运行的。');
  session.exitCode = worstExit(codes);
}

async function showStatus(session: Session, options: StatusOptions): Promise<void> {
  const { readSchedule } = await import('../scheduling.ts');
  const { hasFailedSlots } = await import('../../schedule/status.ts');
  const { Workspace } = await import('../../workspace/workspace.ts');
  const { scheduleText } = await import('../schedule-text.ts');
  const status = readSchedule(Workspace.open(options.workspace), session.startedAt);
  if (options.json) session.json(status);
  else session.say(scheduleText(status));
  if (hasFailedSlots(status)) session.exitCode = exitCode.doneWithGaps;
}
