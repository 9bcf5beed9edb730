import { type ChildProcess, spawn } from 'node:child_process';

/** How a child process ended. `code` null: it was killed. */
export interface Ending {
  readonly code: number | null;
  readonly endedBy: 'itself' | 'limit' | 'stop';
}

/** A running heji. */
export interface Child {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  /** Asks it to end, and ends it when it does not. */
  stop(): void;
}

/** Starts heji with these arguments; it is ended when it takes longer than `maxMinutes`. What it says goes to `say`. */
export type StartChild = (args: readonly string[], maxMinutes: number, say: (text: string) => void) => Child;

/** Milliseconds between being asked to end and being ended. Nothing is lost by it: what counts is created whole or not at all. */
const defaultGrace = 30_000;

/** `program`: the executable and what comes before heji's own arguments. */
export const childStarter =
  (program: readonly [string, ...string[]], grace = defaultGrace, minute = 60_000): StartChild =>
  (args, maxMinutes, say) => {
    const [executable, ...before] = program;
    const process = spawn(executable, [...before, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl+C in a terminal goes to a whole group of processes: the scheduler decides what becomes of its run. On Windows that would open a window.
      detached: !isWindows,
      windowsHide: true,
    });
    let endedBy: Ending['endedBy'] = 'itself';
    let kill: NodeJS.Timeout | undefined;
    const end = (by: Ending['endedBy']): void => {
      if (endedBy !== 'itself') return;
      endedBy = by;
      process.kill('SIGTERM');
      kill = setTimeout(() => process.kill('SIGKILL'), grace);
    };
    const limit = setTimeout(() => end('limit'), maxMinutes * minute);
    for (const stream of [process.stdout, process.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', say);
    }
    const ended = endOf(process).then((code) => {
      clearTimeout(limit);
      clearTimeout(kill);
      return { code, endedBy };
    });
    return { pid: process.pid ?? 0, ended, stop: () => end('stop') };
  };

const isWindows = process.platform === 'win32';

/** The code with which it ended; null: by a signal. One that could not be started at all ends as any other failure. */
const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', resolve);
  });

/** This very program, started again: by the same Node, with the same loaders. */
export const thisProgram = (): readonly [string, ...string[]] => [process.execPath, ...process.execArgv, process.argv[1] ?? ''];
