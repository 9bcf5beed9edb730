import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Failure } from '../failure.ts';
import { type PackageJob, type SchoolPackage, writePackage } from './school-package.ts';

/** What a thread answers. */
export type WriteReply =
  | { readonly written: SchoolPackage }
  | {
      readonly failure: {
        /** The user can mend it: its message is for the user. */
        readonly isFailure: boolean;
        readonly message: string;
        readonly code: string | undefined;
        readonly path: string | undefined;
        readonly stack: string | undefined;
      };
    };

export interface WriteOptions {
  /** How many jobs there will be. */
  readonly total: number;
  /** Called when a school's files are there. */
  readonly onWritten: (written: SchoolPackage) => void;
  readonly threads?: number;
  /** The thread's program. */
  readonly script?: URL;
}

const mostThreads = 8;
/** Fewer schools than this are written sooner than a thread has started. */
const schoolsWorthAThread = 12;

/**
 * Writes packages, several at a time where it pays, in no order. Jobs are taken when a thread is free for them.
 * @throws what the first school that could not be written met with; those being written are finished.
 */
export async function writePackages(jobs: AsyncIterable<PackageJob>, options: WriteOptions): Promise<void> {
  const threads = options.threads ?? threadsFor(options.total);
  if (threads > 1) return new PackagePool(jobs, options).write(threads);
  for await (const job of jobs) options.onWritten(await writePackage(job));
}

const threadsFor = (schools: number): number => Math.min(mostThreads, availableParallelism(), Math.floor(schools / schoolsWorthAThread));

const ownScript = new URL(import.meta.url.endsWith('.ts') ? './package-worker-from-source.mjs' : './package-worker.js', import.meta.url);

class PackagePool {
  readonly #jobs: AsyncIterator<PackageJob>;
  readonly #options: WriteOptions;
  readonly #workers = new Set<Worker>();
  #failure: unknown = null;

  constructor(jobs: AsyncIterable<PackageJob>, options: WriteOptions) {
    this.#jobs = jobs[Symbol.asyncIterator]();
    this.#options = options;
  }

  async write(threads: number): Promise<void> {
    try {
      await Promise.all(Array.from({ length: threads }, () => this.#work()));
    } finally {
      await Promise.all([...this.#workers].map((worker) => worker.terminate()));
    }
    if (this.#failure !== null) throw this.#failure;
  }

  async #work(): Promise<void> {
    let worker: Worker | null = null;
    try {
      while (this.#failure === null) {
        const job = await this.#jobs.next();
        if (job.done) return;
        worker ??= this.#start();
        this.#options.onWritten(await ask(worker, job.value));
      }
    } catch (error) {
      this.#failure ??= error;
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#options.script ?? ownScript, { execArgv: [] });
    // Its end says all that matters; without a listener its error would end the process.
    worker.on('error', () => {});
    this.#workers.add(worker);
    return worker;
  }
}

/** @throws what the thread met with; Failure when it died over the school. */
async function ask(worker: Worker, job: PackageJob): Promise<SchoolPackage> {
  const reply = await new Promise<WriteReply | null>((resolve) => {
    const settle = (answer: WriteReply | null): void => {
      worker.off('message', settle).off('exit', onExit);
      resolve(answer);
    };
    const onExit = (): void => settle(null);
    worker.on('message', settle).on('exit', onExit).postMessage(job);
  });
  if (reply === null)
    throw new Failure(`生成 ${job.name} 的整改件时程序意外结束（多半是内存不够）。请关闭别的程序，用 heji report 再生成一次。`);
  if ('written' in reply) return reply.written;
  const { isFailure, message, code, path, stack } = reply.failure;
  if (isFailure) throw new Failure(message);
  throw Object.assign(new Error(message), { code, path, stack });
}
