import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  readonly milliseconds: number;
}

/** Runs a command of the built product in a process of its own; see killable.mjs. */
export function startHeji(
  build: string,
  workspace: string,
  args: readonly string[],
  { time, limit, countFile }: { time: string; limit: string; countFile: string },
): { readonly pid: number | undefined; readonly signal: (signal: NodeJS.Signals) => void; readonly ended: Promise<Ended> } {
  const script = join(import.meta.dirname, 'killable.mjs');
  const child = spawn(process.execPath, [script, build, time, limit, countFile, ...args, '--workspace', workspace], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    said.out += text;
  });
  child.stderr.on('data', (text) => {
    said.err += text;
  });
  const start = performance.now();
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...said, milliseconds: performance.now() - start }));
  });
  return { pid: child.pid, signal: (signal) => void child.kill(signal), ended };
}
