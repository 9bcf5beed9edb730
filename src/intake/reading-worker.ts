import { parentPort, workerData } from 'node:worker_threads';
import type { ReadReply } from './reader-pool.ts';
import type { ReadJob } from './reading-job.ts';
import { readJob } from './reading-job.ts';
import type { LearnedTitle } from './recognition/title-index.ts';

// A thread of the reader pool: one job at a time, until it is told to end.

const { learned } = workerData as { learned: readonly LearnedTitle[] };
const port = parentPort!;

port.on('message', async (job: ReadJob) => {
  port.postMessage(await replyTo(job));
});

async function replyTo(job: ReadJob): Promise<ReadReply> {
  try {
    return { reading: await readJob(job, learned) };
  } catch (error) {
    const { message, code, path } = error as NodeJS.ErrnoException;
    return { failure: { message, code, path } };
  }
}
