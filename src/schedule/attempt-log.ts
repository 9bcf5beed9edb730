import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const at = z.string();
const slot = z.string();

/** What happened to the schedule; nothing personal. Times are 'YYYY-MM-DD HH:MM:SS' in Asia/Shanghai, `slot` as `slotName` writes it. */
const lineSchema = z.discriminatedUnion('type', [
  /** A scheduler began to look after the workspace. Slots of days before the first such line are never caught up. */
  z.object({ type: z.literal('opened'), at, pid: z.int() }),
  z.object({ type: z.literal('closed'), at, pid: z.int() }),
  /** A child process began to fill a slot. */
  z.object({ type: z.literal('started'), at, slot, as_of: z.string(), pid: z.int() }),
  /** It ended. `code` null: it was killed, `ended_by` says by whom (limit: it took too long; stop: the scheduler was stopped). */
  z.object({ type: z.literal('ended'), at, slot, pid: z.int(), code: z.int().nullable(), ended_by: z.enum(['itself', 'limit', 'stop']) }),
  /** A child process was found gone without an end: the computer or the scheduler went down. */
  z.object({ type: z.literal('broken'), at, slot, pid: z.int() }),
  /** The workspace was in use. It is tried again every minute, which gets no line of its own. */
  z.object({ type: z.literal('busy'), at, slot }),
  /** 到期清单 of a day. */
  z.object({ type: z.literal('due-list'), at, day: z.string(), code: z.int().nullable() }),
]);

export type ScheduleLine = z.infer<typeof lineSchema>;
export type LineOf<T extends ScheduleLine['type']> = Extract<ScheduleLine, { type: T }>;

export interface ScheduleHistory {
  readonly lines: readonly ScheduleLine[];
  /** Lines that cannot be read: a computer went down while one was written. */
  readonly unreadable: number;
}

/** `logs/schedule.jsonl` of a workspace: attempts, one a line, only ever added to. It decides nothing that the ledger decides. */
export class AttemptLog {
  readonly file: string;

  constructor(workspaceFolder: string) {
    this.file = join(workspaceFolder, 'logs', 'schedule.jsonl');
  }

  append(line: ScheduleLine): void {
    mkdirSync(dirname(this.file), { recursive: true });
    const handle = openSync(this.file, 'a+');
    try {
      // One write a line, so that two schedulers do not tear each other's; half a line of one that was killed must not swallow this one.
      writeSync(handle, `${endsInLine(handle) ? '' : '\n'}${JSON.stringify(line)}\n`);
    } finally {
      closeSync(handle);
    }
  }

  read(): ScheduleHistory {
    if (!existsSync(this.file)) return { lines: [], unreadable: 0 };
    const texts = readFileSync(this.file, 'utf8')
      .split('\n')
      .filter((text) => text !== '');
    const lines = texts.map(parseLine).filter((line) => line !== null);
    return { lines, unreadable: texts.length - lines.length };
  }
}

function endsInLine(handle: number): boolean {
  const { size } = fstatSync(handle);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, size - 1);
  return last.toString('latin1') === '\n';
}

function parseLine(text: string): ScheduleLine | null {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
