import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { BusyFailure, Failure } from '../failure.ts';
import { createFile } from '../workspace/atomic-file.ts';
import { type CommitHead, commitHeadSchema, type LedgerEvent, ledgerFormat } from './event.ts';
import { firstFormatStart, headOfFirstFormat } from './format-1.ts';

/** A commit as it lies on the disk; its events are not read yet. */
export interface StoredCommit {
  readonly path: string;
  readonly format: 1 | 2;
  readonly head: CommitHead;
  /** Of this commit's and all earlier heads, and of the sizes of the files: an index made after it tells by it whether it is its own. */
  readonly stamp: string;
}

const pieceBytes = 1 << 16;

/** A line of more numbers than this would be long enough to burden those who read it. */
const numbersOfEvent = 50_000;

/** All commits in their sequence, heads only. @throws Failure for a gap, a damaged file or one of a later version. */
export function storedCommits(ledgerFolder: string): StoredCommit[] {
  const folder = join(ledgerFolder, 'events');
  if (!existsSync(folder)) return [];
  const commits: StoredCommit[] = [];
  const names = readdirSync(folder)
    .filter((name) => /^\d{6}\.json$/.test(name))
    .sort();
  for (const [index, name] of names.entries()) {
    if (name !== fileName(index + 1)) {
      throw new Failure(
        `台账缺少文件 ${join(folder, fileName(index + 1))}（后面还有 ${name}）。请从备份恢复它，不要手工修改 ledger 文件夹。`,
      );
    }
    commits.push(storedCommit(join(folder, name), index + 1, commits.at(-1)?.stamp ?? ''));
  }
  return commits;
}

/**
 * Writes a commit whole, under the number in its head, and returns that head with the events counted.
 * @throws BusyFailure when another process committed first: nothing of this commit took effect
 */
export function writeCommit(ledgerFolder: string, head: CommitHead, events: readonly LedgerEvent[]): CommitHead {
  const lines = events.flatMap(shortEvents);
  const counted = { ...head, events: lines.length };
  const text = [counted, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
  if (!createFile(join(ledgerFolder, 'events', fileName(head.sequence)), text)) {
    throw new BusyFailure('工作期间另一个核籍先写入了台账，本次没有生效；请重新做一次。');
  }
  return counted;
}

export const damagedLedger = (path: string, cause: unknown): Failure =>
  new Failure(`台账文件 ${path} 已损坏，无法读取。请从备份恢复这个文件，不要手工修改 ledger 文件夹。`, undefined, { cause });

export const laterLedger = (path: string, what: string): Failure =>
  new Failure(`台账文件 ${path} 是更新版本的核籍写的（${what}），这个版本读不了。请换用写它的那个版本或更新的版本。`);

const fileName = (sequence: number): string => `${String(sequence).padStart(6, '0')}.json`;

function shortEvents(event: LedgerEvent): LedgerEvent[] {
  if (event.type !== 'status' || event.numbers.length <= numbersOfEvent) return [event];
  return Array.from({ length: Math.ceil(event.numbers.length / numbersOfEvent) }, (_, piece) => ({
    ...event,
    numbers: event.numbers.slice(piece * numbersOfEvent, (piece + 1) * numbersOfEvent),
  }));
}

function storedCommit(path: string, sequence: number, earlierStamp: string): StoredCommit {
  const { text, bytes } = firstLine(path);
  const stamp = createHash('sha256').update(`${earlierStamp}|${bytes}|${text}`).digest('hex');
  try {
    const first = firstFormatStart.exec(text);
    const head = first ? headOfFirstFormat(Number(first[1]), firstObject(text.slice(first[0].length))) : toHead(path, JSON.parse(text));
    if (head.sequence !== sequence) throw new Error(`sequence ${head.sequence} in file ${sequence}`);
    return { path, format: first ? 1 : 2, head, stamp };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw damagedLedger(path, error);
  }
}

function toHead(path: string, line: { format?: unknown }): CommitHead {
  if (typeof line.format === 'number' && line.format > ledgerFormat) throw laterLedger(path, `格式 ${line.format}`);
  return commitHeadSchema.parse(line);
}

/** Of a file of format 1, which is one line, only as much as holds its run. */
function firstLine(path: string): { text: string; bytes: number } {
  const file = openSync(path, 'r');
  try {
    const bytes = fstatSync(file).size;
    const pieces: Buffer[] = [];
    for (let read = 0; read < bytes; ) {
      const piece = Buffer.alloc(Math.min(pieceBytes, bytes - read));
      const length = readSync(file, piece, 0, piece.length, read);
      if (length === 0) break;
      read += length;
      const end = piece.indexOf(0x0a);
      pieces.push(end === -1 ? piece.subarray(0, length) : piece.subarray(0, end));
      const text = Buffer.concat(pieces).toString('utf8');
      if (end !== -1 || hasFirstObject(text)) return { text, bytes };
    }
    return { text: Buffer.concat(pieces).toString('utf8'), bytes };
  } finally {
    closeSync(file);
  }
}

function hasFirstObject(text: string): boolean {
  const first = firstFormatStart.exec(text);
  return first !== null && firstObject(text.slice(first[0].length)) !== '';
}

/** The JSON object with which a text begins; '' when it does not end in it. */
function firstObject(text: string): string {
  let depth = 0;
  let isText = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isText) {
      if (character === '\\') index++;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return text.slice(0, index + 1);
  }
  return '';
}
