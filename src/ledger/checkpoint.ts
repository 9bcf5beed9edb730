import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Engine } from '../engine/engine.ts';
import { parquetOptions } from '../engine/parquet.ts';
import { literal } from '../engine/sql-text.ts';
import type { StoredCommit } from './commit-file.ts';
import { stateNames } from './state-relations.ts';

/** Checkpoints of another form are not read: the state is made from the events again. */
const checkpointForm = 1;

/** The last but one serves when the last was damaged. */
const keptCheckpoints = 2;

const noteSchema = z.object({
  form: z.literal(checkpointForm),
  stamp: z.string(),
  /** Relation → SHA-256 of its file. */
  files: z.record(z.string(), z.string()),
});

const relations = [...stateNames, 'rows'];

/** The state after a commit, as Parquet: an index that saves the reading of all events before. */
export interface Checkpoint {
  readonly sequence: number;
  readonly folder: string;
}

/** The newest checkpoint of these very commits whose files are as they were written; null: there is none. */
export function newestCheckpoint(ledgerFolder: string, commits: readonly StoredCommit[]): Checkpoint | null {
  for (const sequence of checkpointNumbers(ledgerFolder)) {
    const commit = commits[sequence - 1];
    const folder = folderOf(ledgerFolder, sequence);
    if (commit && isWhole(folder, commit.stamp)) return { sequence, folder };
  }
  return null;
}

export const fileOf = ({ folder }: Checkpoint, relation: string): string => join(folder, `${relation}.parquet`);

/** Writes the state relations that are open as those after `commit`, and removes older checkpoints and what killed runs left of theirs. */
export async function writeCheckpoint(engine: Engine, ledgerFolder: string, commit: StoredCommit): Promise<void> {
  const folder = folderOf(ledgerFolder, commit.head.sequence);
  const temporary = join(ledgerFolder, 'state', `.${randomBytes(6).toString('hex')}.tmp`);
  mkdirSync(temporary, { recursive: true });
  try {
    const files: Record<string, string> = {};
    for (const relation of relations) {
      const file = join(temporary, `${relation}.parquet`);
      await engine.run(`copy (select * from ledger_${relation}) to ${literal(file)} (${parquetOptions})`);
      files[relation] = hashOf(file);
    }
    writeFileSync(join(temporary, 'checkpoint.json'), JSON.stringify({ form: checkpointForm, stamp: commit.stamp, files }), {
      flush: true,
    });
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  sweep(ledgerFolder, commit.head.sequence);
}

function isWhole(folder: string, stamp: string): boolean {
  try {
    const note = noteSchema.parse(JSON.parse(readFileSync(join(folder, 'checkpoint.json'), 'utf8')));
    return note.stamp === stamp && relations.every((relation) => note.files[relation] === hashOf(join(folder, `${relation}.parquet`)));
  } catch {
    return false;
  }
}

/** Newest first. */
function checkpointNumbers(ledgerFolder: string): number[] {
  const folder = join(ledgerFolder, 'state');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{6}$/.test(name))
    .map(Number)
    .sort((a, b) => b - a);
}

/** A checkpoint with a higher number is of a ledger that was put back since. */
function sweep(ledgerFolder: string, newest: number): void {
  const kept = checkpointNumbers(ledgerFolder)
    .filter((sequence) => sequence <= newest)
    .slice(0, keptCheckpoints)
    .map((sequence) => folderName(sequence));
  for (const name of readdirSync(join(ledgerFolder, 'state'))) {
    if (!kept.includes(name)) rmSync(join(ledgerFolder, 'state', name), { recursive: true, force: true });
  }
}

const folderName = (sequence: number): string => String(sequence).padStart(6, '0');
const folderOf = (ledgerFolder: string, sequence: number): string => join(ledgerFolder, 'state', folderName(sequence));
const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
