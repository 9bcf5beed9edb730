import { parentPort } from 'node:worker_threads';
import { Failure } from '../failure.ts';
import type { WriteReply } from './package-pool.ts';
import { type PackageJob, writePackage } from './school-package.ts';

// A thread of the package pool: one school at a time, until it is told to end.

const port = parentPort!;

port.on('message', async (job: PackageJob) => {
  port.postMessage(await replyTo(job));
});

async function replyTo(job: PackageJob): Promise<WriteReply> {
  try {
    return { written: await writePackage(job) };
  } catch (error) {
    const { message, code, path, stack } = error as NodeJS.ErrnoException;
    return { failure: { isFailure: error instanceof Failure, message, code, path, stack } };
  }
}
