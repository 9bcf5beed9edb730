import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readHead } from '../ledger/ledger-head.ts';
import { workOf } from './work-name.ts';

/** Folders of which only the process with the lock writes. */
const lockedFolders = ['.', 'logs', 'ledger', 'ledger/events', 'ledger/state', 'lake/_manifests', 'received', 'backups'];

/** Readers write workbooks too, note in a run that they did, and do not lock. */
const unlockedFolders = ['outbox', 'ledger/runs'];

/**
 * What killed processes left in a workspace, relative to it: half-made files and folders, runs that were never committed. None of it counts.
 * What a process that lives may still need is not among it, as long as nobody else has the lock.
 */
export function findLeftovers(folder: string): string[] {
  return [
    ...lockedFolders.flatMap((place) => temporary(folder, place)),
    ...unlockedFolders.flatMap((place) => older(folder, place)),
    ...namesIn(folder, 'lake')
      .filter((name) => workOf(name)?.isInUse === false)
      .map((name) => `lake/${name}`),
    ...uncommittedRuns(folder),
  ];
}

/** Removes them. What cannot be removed now, open in another program, is in nobody's way and is tried again next time. */
export function sweepLeftovers(folder: string): void {
  for (const path of findLeftovers(folder)) {
    try {
      rmSync(join(folder, path), { recursive: true, force: true });
    } catch {
      // Tried again next time.
    }
  }
}

const temporary = (folder: string, place: string): string[] =>
  namesIn(folder, place)
    .filter((name) => name.endsWith('.tmp'))
    .map((name) => (place === '.' ? name : `${place}/${name}`));

/** What is older than this process. */
function older(folder: string, place: string): string[] {
  const whole = join(folder, place);
  if (!existsSync(whole)) return [];
  return readdirSync(whole, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) =>
        name.endsWith('.tmp') && (statSync(join(whole, name), { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < performance.timeOrigin,
    )
    .map((name) => `${place}/${name.replaceAll('\\', '/')}`);
}

function uncommittedRuns(folder: string): string[] {
  const names = namesIn(folder, 'ledger', 'runs');
  const committed = committedFolders(folder);
  return committed === null ? [] : names.filter((name) => !committed.has(name)).map((name) => `ledger/runs/${name}`);
}

/** Null when the ledger cannot be read: then nobody knows whose a run is, and the command says what is wrong. */
function committedFolders(folder: string): ReadonlySet<string> | null {
  try {
    return new Set(readHead(join(folder, 'ledger')).runs.map((run) => run.folder));
  } catch {
    return null;
  }
}

function namesIn(...parts: string[]): string[] {
  const folder = join(...parts);
  return existsSync(folder) ? readdirSync(folder) : [];
}
