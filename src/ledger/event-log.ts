import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BusyFailure, Failure } from '../failure.ts';
import { createFile } from '../workspace/atomic-file.ts';

const phase = z.object({ name: z.string(), milliseconds: z.number(), rows: z.number().int() });

const runEvent = z.object({
  type: z.literal('run'),
  run: z.string(),
  /** Under ledger/runs/: what the run observed. */
  folder: z.string(),
  pipeline: z.string(),
  as_of: z.string(),
  started_at: z.string(),
  finished_at: z.string(),
  /** Number of the newest import that was known. */
  lake: z.string(),
  policy: z.string(),
  phases: z.array(phase),
  checks: z.array(z.object({ check: z.string(), milliseconds: z.number(), rows: z.number().int() })),
});

/** A pupil, class or school got an id of its own. Aliases are keyed hashes: the ledger holds no numbers of persons. */
const subjectEvent = z.object({ type: z.literal('subject'), subject: z.string(), kind: z.string(), aliases: z.array(z.string()) });

/** A subject became known by further numbers or names. */
const aliasEvent = z.object({ type: z.literal('alias'), subject: z.string(), aliases: z.array(z.string()) });

const openedEvent = z.object({
  type: z.literal('opened'),
  number: z.string(),
  fingerprint: z.string(),
  check: z.string(),
  subject: z.string(),
  occurrence: z.string().nullable(),
  /** Keyed hash of the group of a duplicate. */
  group: z.string().nullable(),
});

const statusEvent = z.object({ type: z.literal('status'), number: z.string(), from: z.string(), to: z.string(), why: z.string() });

/** Every finding that a run returned, by number. */
const observedEvent = z.object({ type: z.literal('observed'), numbers: z.array(z.string()) });

const eventSchema = z.discriminatedUnion('type', [runEvent, subjectEvent, aliasEvent, openedEvent, statusEvent, observedEvent]);

export type LedgerEvent = z.infer<typeof eventSchema>;
export type RunEvent = z.infer<typeof runEvent>;

const commitSchema = z.object({ sequence: z.number().int(), events: z.array(eventSchema) });

export type Commit = z.infer<typeof commitSchema>;

/** The ledger's truth: numbered files, never changed, each created whole and by one writer only. */
export class EventLog {
  readonly #folder: string;

  constructor(ledgerFolder: string) {
    this.#folder = join(ledgerFolder, 'events');
  }

  read(): Commit[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((name) => /^\d{6}\.json$/.test(name))
      .sort()
      .map((name) => this.#parse(join(this.#folder, name)));
  }

  /** @throws BusyFailure when another process committed first: nothing of this commit took effect. */
  commit(sequence: number, events: readonly LedgerEvent[]): void {
    mkdirSync(this.#folder, { recursive: true });
    const path = join(this.#folder, `${String(sequence).padStart(6, '0')}.json`);
    if (!createFile(path, JSON.stringify({ sequence, events }))) {
      throw new BusyFailure('运行期间另一个核籍先写入了台账，本次运行没有生效；请重新运行一次。');
    }
  }

  #parse(path: string): Commit {
    try {
      return commitSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      throw new Failure(`台账文件 ${path} 已损坏，无法读取。请从备份恢复这个文件，不要手工修改 ledger 文件夹。`, undefined, {
        cause: error,
      });
    }
  }
}
