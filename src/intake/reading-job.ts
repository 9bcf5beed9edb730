import { mkdirSync } from 'node:fs';
import { type Refusal, refuse } from './files/refusal.ts';
import { type FileReading, readSourceFile } from './reading.ts';
import type { LearnedTitle } from './recognition/title-index.ts';

/** One file to be read. */
export interface ReadJob {
  /** Where its bytes are. */
  readonly source: string;
  /** Place in the drop, with '/'. */
  readonly file: string;
  /** Where its canonical text goes; made when needed, of this file alone. */
  readonly workDir: string;
  readonly bytes: number;
}

/** A reader stumbled over something in the file that it did not foresee. */
export const readerFailed = refuse(
  'unreadable',
  '内容有程序没有料到的地方，没有读取；请用WPS或Excel打开核对，另存为xlsx后重新放入，并把原文件交给维护人员',
);

/** The thread that read the file died. */
export const readerDied = refuse(
  'unreadable',
  '读到一半程序中断（多半是文件太大、内存不够），没有读取；请按学校或年级分成几个文件，或另存为csv后重新放入',
);

/** Reads one file. An error of the reader itself costs this file alone. @throws the system's error when nothing can be written. */
export async function readJob(job: ReadJob, learned: readonly LearnedTitle[]): Promise<FileReading> {
  mkdirSync(job.workDir, { recursive: true });
  try {
    return await readSourceFile(job.source, job.file, { workDir: job.workDir, learned });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    return notRead(job, readerFailed);
  }
}

export const notRead = (job: ReadJob, refusal: Refusal): FileReading => ({
  file: job.file,
  bytes: job.bytes,
  format: 'unknown',
  encoding: null,
  sheets: [],
  refusal,
});
