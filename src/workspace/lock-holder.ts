import { readFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { z } from 'zod';
import { readJson } from './json-file.ts';
import { localTime } from './local-time.ts';

const holderSchema = z.object({
  pid: z.int(),
  /** What it is doing, in Chinese: 导入. */
  what: z.string(),
  /** 'YYYY-MM-DD HH:MM:SS' at which the process started; locks of version 0.1 do not say. */
  since: z.string().nullable().default(null),
  /** The computer's name: of a process on another one nobody here can tell whether it lives. */
  host: z.string().nullable().default(null),
  /** What the system says of the process beside its number, which it gives out again; null where it says nothing. */
  birth: z.string().nullable().default(null),
});

/** The process that has a lock. */
export type LockHolder = z.infer<typeof holderSchema>;

/** This process, doing that. */
export const thisProcess = (what: string): LockHolder => ({
  pid: process.pid,
  what,
  since: localTime(new Date(performance.timeOrigin)),
  host: hostname(),
  birth: birthOf(process.pid),
});

/** Null when there is no lock, or one whose text was never finished. */
export function readHolder(path: string): LockHolder | null {
  return holderSchema.safeParse(readJson(path)).data ?? null;
}

/** Whether a process has this number; and, where that is known, whether it is the one that the system told of then. */
export const isRunning = (pid: number, birth: string | null): boolean => isAlive(pid) && (birth === null || birth === birthOf(pid));

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Whether the process that took the lock is still at work; not another program that was given its number. */
export function isHolding({ pid, since, host, birth }: LockHolder): boolean {
  if (host !== null && host !== hostname()) return true;
  if (since !== null && since < computerStartedAt()) return false;
  return isRunning(pid, birth);
}

/** Clocks are set now and then; a computer that starts needs longer than this. */
const clockSlack = 60_000;

const computerStartedAt = (): string => localTime(new Date(performance.timeOrigin + performance.now() - uptime() * 1000 - clockSlack));

/** Linux says in which tick since its own start a process began. Elsewhere asking takes a program of its own, and the start of the computer has to do. */
function birthOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets, which may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Chinese: who it is and since when. */
export function holderText({ pid, what, since, host }: LockHolder): string {
  const where = host === null || host === hostname() ? '' : `，在电脑 ${host} 上`;
  return `另一个核籍正在${what}（进程 ${pid}${since === null ? '' : `，${since} 启动`}${where}）`;
}
