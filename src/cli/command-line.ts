import { CommanderError } from 'commander';
import { type ExitCode, exitCode, Failure } from '../failure.ts';
import { version } from '../version.ts';
import { registerAccept } from './commands/accept.ts';
import { registerAudit } from './commands/audit.ts';
import { registerBackup } from './commands/backup.ts';
import { registerChecks } from './commands/checks.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerDue } from './commands/due.ts';
import { registerFindings } from './commands/findings.ts';
import { registerGenerate } from './commands/generate.ts';
import { registerImport } from './commands/import.ts';
import { registerInit } from './commands/init.ts';
import { registerPolicy } from './commands/policy.ts';
import { registerReplies } from './commands/replies.ts';
import { registerReport } from './commands/report.ts';
import { registerRestage } from './commands/restage.ts';
import { registerRestore } from './commands/restore.ts';
import { registerRun } from './commands/run.ts';
import { registerRuns } from './commands/runs.ts';
import { registerSchedule } from './commands/schedule.ts';
import { registerTemplate } from './commands/template.ts';
import { registerTitles } from './commands/titles.ts';
import { registerTodo } from './commands/todo.ts';
import { registerTrace } from './commands/trace.ts';
import { registerWaive } from './commands/waive.ts';
import { registerWeek } from './commands/week.ts';
import { diskFailure } from './disk-failure.ts';
import { type HejiCommand, rootCommand } from './heji-command.ts';
import { Session } from './session.ts';
import type { Terminal } from './terminal.ts';

/** In the order in which a county meets them; help lists them so. Only declarations: an action loads what it needs when it is called. */
const registrations = [
  registerDemo,
  registerInit,
  registerImport,
  registerTitles,
  registerAccept,
  registerRestage,
  registerRun,
  registerReport,
  registerFindings,
  registerRuns,
  registerReplies,
  registerWaive,
  registerDue,
  registerTodo,
  registerWeek,
  registerSchedule,
  registerTrace,
  registerAudit,
  registerBackup,
  registerRestore,
  registerDoctor,
  registerChecks,
  registerPolicy,
  registerTemplate,
  registerGenerate,
];

/** All commands, ready to parse. */
export function buildProgram(session: Session): HejiCommand {
  const program = rootCommand({ out: (text) => session.write(text), err: (text) => session.complain(text.trimEnd()) });
  program
    .description('核籍：县级学籍核查。每周把学校报来的表放进 inbox 文件夹，运行一次，得到全县工作簿和台账。')
    .version(version, '-V, --version', '显示版本')
    .option('--debug', '出错时显示技术细节')
    .examples('heji demo                                  用虚构的全县数据走一遍', 'heji run weekly-inspection                 县级周检');
  for (const register of registrations) register(program, session);
  return program;
}

/** Runs one command, begun at `start`, and returns the exit code. Whatever goes wrong is said on the terminal, never thrown. */
export async function runCommandLine(args: readonly string[], terminal: Terminal, start: Date = new Date()): Promise<ExitCode> {
  const session = new Session(terminal, start);
  try {
    await buildProgram(session).parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
    return session.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
    const isDebugging = args.includes('--debug');
    if (isDebugging && error instanceof Error) session.complain(error.stack ?? error.message);
    if (error instanceof Failure) {
      session.complain(error.message);
      return error.exitCode;
    }
    const disk = diskFailure(error);
    if (disk !== null) {
      session.complain(disk);
      return exitCode.failed;
    }
    const reason = error instanceof Error ? error.message : String(error);
    session.complain(`出了没有料到的错误：${reason}${isDebugging ? '' : '（加 --debug 看细节）'}`);
    return exitCode.unexpected;
  }
}
