import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FileReading } from './reading.ts';
import { notRead, type ReadJob, readerDied, readJob } from './reading-job.ts';
import type { LearnedTitle } from './recognition/title-index.ts';

/** What a thread answers: the reading, or the system's error that kept it from writing. */
export type ReadReply =
  | { readonly reading: FileReading }
  | { readonly failure: { readonly message: string; readonly code: string | undefined; readonly path: string | undefined } };

export interface ReadFilesOptions {
  readonly learned: readonly LearnedTitle[];
  /** Called when a file is begun. `index` from 0. */
  readonly onFile: (file: string, index: number, total: number) => void;
  readonly threads?: number;
  /** The thread's program. */
  readonly script?: URL;
}

const mostThreads = 8;
/** Less than this is read sooner than a thread has started. */
const worthAThread = 1 << 20;
/** Bytes of files being read at the same time: workbooks unpack to twenty times of it. A larger file is read alone. */
const bytesAtOnce = 48 << 20;

/** Reads files, several at a time where it pays. The readings are in the order of the jobs. @throws the system's error when nothing can be written. */
export async function readFiles(jobs: readonly ReadJob[], options: ReadFilesOptions): Promise<FileReading[]> {
  const threads = options.threads ?? threadsFor(jobs);
  if (threads > 1) return new ReaderPool(jobs, options).read(threads);
  const readings: FileReading[] = [];
  for (const [index, job] of jobs.entries()) {
    options.onFile(job.file, index, jobs.length);
    readings.push(await readJob(job, options.learned));
  }
  return readings;
}

function threadsFor(jobs: readonly ReadJob[]): number {
  const bytes = jobs.reduce((sum, job) => sum + job.bytes, 0);
  return Math.min(mostThreads, availableParallelism(), jobs.length, Math.floor(bytes / worthAThread));
}

const ownScript = new URL(import.meta.url.endsWith('.ts') ? './reading-worker-from-source.mjs' : './reading-worker.js', import.meta.url);

class ReaderPool {
  readonly #jobs: readonly ReadJob[];
  readonly #options: ReadFilesOptions;
  readonly #readings: FileReading[] = [];
  readonly #workers = new Set<Worker>();
  #next = 0;
  #bytes = 0;
  #running = 0;
  /** Threads that wait until their next file fits beside those being read. */
  #waiting: (() => void)[] = [];
  #failure: Error | null = null;

  constructor(jobs: readonly ReadJob[], options: ReadFilesOptions) {
    this.#jobs = jobs;
    this.#options = options;
  }

  async read(threads: number): Promise<FileReading[]> {
    try {
      await Promise.all(Array.from({ length: threads }, () => this.#work()));
    } finally {
      await Promise.all([...this.#workers].map((worker) => worker.terminate()));
    }
    if (this.#failure) throw this.#failure;
    return this.#readings;
  }

  async #work(): Promise<void> {
    let worker: Worker | null = null;
    for (;;) {
      const index = await this.#take();
      const job = index === null ? undefined : this.#jobs[index];
      if (index === null || !job) return;
      this.#options.onFile(job.file, index, this.#jobs.length);
      worker ??= this.#start();
      const reply = await ask(worker, job);
      if (reply === null) {
        this.#workers.delete(worker);
        worker = null;
        this.#readings[index] = notRead(job, readerDied);
      } else if ('reading' in reply) this.#readings[index] = reply.reading;
      else this.#failure ??= Object.assign(new Error(reply.failure.message), reply.failure);
      this.#give(job);
    }
  }

  /** The next file, once there is room for it. Null: there is none, or the work is given up. */
  async #take(): Promise<number | null> {
    for (;;) {
      const job = this.#jobs[this.#next];
      if (!job || this.#failure) return null;
      if (this.#running === 0 || this.#bytes + job.bytes <= bytesAtOnce) {
        this.#running += 1;
        this.#bytes += job.bytes;
        return this.#next++;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #give(job: ReadJob): void {
    this.#running -= 1;
    this.#bytes -= job.bytes;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }

  #start(): Worker {
    const worker = new Worker(this.#options.script ?? ownScript, {
      workerData: { learned: this.#options.learned },
      execArgv: [],
    });
    // Its end says all that matters; without a listener its error would end the process.
    worker.on('error', () => {});
    this.#workers.add(worker);
    return worker;
  }
}

/** Null when the thread died over the job. */
function ask(worker: Worker, job: ReadJob): Promise<ReadReply | null> {
  return new Promise((resolve) => {
    const settle = (reply: ReadReply | null): void => {
      worker.off('message', settle).off('exit', onExit);
      resolve(reply);
    };
    const onExit = (): void => settle(null);
    worker.on('message', settle).on('exit', onExit).postMessage(job);
  });
}
