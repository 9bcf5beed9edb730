import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { BusyFailure, Failure } from '../failure.ts';
import { takeLock } from '../workspace/lock.ts';

/** What was done with the data. Holds no personal data: texts with a run of 15 or more digits are refused. */
export interface AccessEntry {
  /** The operating system's user when left out. */
  readonly who?: string;
  readonly action: string;
  /** Rows that left. */
  readonly rows: number;
  /** The standing approval (批准文号) under which unmasked data left; null for masked copies. */
  readonly approval: string | null;
  readonly reason: string | null;
}

const lineSchema = z.strictObject({
  seq: z.int(),
  at: z.string(),
  who: z.string(),
  action: z.string(),
  rows: z.int(),
  approval: z.string().nullable(),
  reason: z.string().nullable(),
  prev: z.string(),
  hash: z.string(),
});
export type AccessLine = z.infer<typeof lineSchema>;

/** What the first line's `prev` is. */
export const chainStart = '0'.repeat(64);

/** An entry that would put personal data into the log. */
export class AccessEntryError extends Failure {
  override readonly name = 'AccessEntryError';
}

/** Fifteen digits in a row, also parted by blanks, or a mobile number. */
function holdsNumber(text: string): boolean {
  return /\d{15}/.test(text.replace(/\s/g, '')) || /(?<!\d)1[3-9]\d{9}(?!\d)/.test(text);
}

const logFile = (workspace: string): string => join(workspace, 'logs', 'access.jsonl');
/** Holds the newest line's hash: lines that are cut off the end are missed. */
const headFile = (workspace: string): string => join(workspace, 'logs', 'access.head');

/**
 * Appends one line to `<workspace>/logs/access.jsonl` and returns it. `now` is the instant at which the run started, as text.
 * @throws AccessEntryError; BusyFailure when another run writes, or one was killed while it did
 */
export function appendAccess(workspace: string, entry: AccessEntry, now: string): AccessLine {
  const { action, rows, approval, reason } = entry;
  if ([action, approval, reason, entry.who ?? null].some((text) => text !== null && holdsNumber(text)))
    throw new AccessEntryError('访问日志里不得写证件号、学籍号、手机号：请改写操作、批准文号或理由，去掉长数字');
  mkdirSync(join(workspace, 'logs'), { recursive: true });
  return locked(workspace, () => {
    const text = readText(workspace);
    const lines = textLines(text);
    const facts = { seq: lines.length + 1, at: now, who: entry.who ?? userInfo().username, action, rows, approval, reason };
    const prev = headOf(lines);
    const line: AccessLine = { ...facts, prev, hash: chainHash(prev, facts) };
    // A run killed while writing leaves half a line: it stays as evidence, and must not swallow this one.
    const separator = text === '' || text.endsWith('\n') ? '' : '\n';
    appendFileSync(logFile(workspace), `${separator}${JSON.stringify(line)}\n`, { flush: true });
    // After the line: killed in between, the head is that of a line which is there all the same.
    writeFileSync(headFile(workspace), `${line.hash}\n`);
    return line;
  });
}

/** The hash that was noted beside the log with its newest line; null in logs of version 0.1, and where a power cut left none. */
export function notedHead(workspace: string): string | null {
  const noted = existsSync(headFile(workspace)) ? readFileSync(headFile(workspace), 'utf8').trim() : '';
  return /^[0-9a-f]{64}$/.test(noted) ? noted : null;
}

/** The hash of the last line, which reports print; the chain's start when nothing is logged yet. */
export function chainHead(workspace: string): string {
  return headOf(textLines(readText(workspace)));
}

/** Over the line before and everything that this one says. */
export function chainHash(prev: string, facts: Omit<AccessLine, 'prev' | 'hash'>): string {
  const canonical = JSON.stringify(Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))));
  return createHash('sha256').update(prev).update(canonical).digest('hex');
}

function readText(workspace: string): string {
  return existsSync(logFile(workspace)) ? readFileSync(logFile(workspace), 'utf8') : '';
}

const textLines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** The log's lines in their order; null for one that cannot be read. */
export const accessLines = (workspace: string): (AccessLine | null)[] => textLines(readText(workspace)).map(parseLine);

function headOf(lines: readonly string[]): string {
  return lines.map(parseLine).findLast((line) => line !== null)?.hash ?? chainStart;
}

function parseLine(text: string): AccessLine | null {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const attempts = 50;
const pauseMs = 20;

/** Two runs that append at once would fork the chain. */
function locked<T>(workspace: string, work: () => T): T {
  const path = join(workspace, 'logs', 'access.lock');
  for (let attempt = 1; ; attempt += 1) {
    const release = takeLock(path, '写访问日志');
    if (typeof release === 'function') {
      try {
        return work();
      } finally {
        release();
      }
    }
    if (attempt === attempts) throw new BusyFailure(`访问日志正被别的程序占用。请等它结束后再试；如果没有别的核籍在运行，请删除 ${path}`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
  }
}
