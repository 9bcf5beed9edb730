import { join } from 'node:path';
import { isArchive, unpackArchive } from './archive.ts';
import { ArchiveBudget } from './archive-limits.ts';
import type { InboxFile } from './inbox.ts';
import type { Refused } from './manifest.ts';
import { type Copy, copyOriginal, type OriginalFile } from './original-file.ts';

/** One file to be read: of the drop itself, or of an archive in it. */
export interface DropFile extends Copy {
  /** Place in the drop, with '/'; a member's begins with its archive's. */
  readonly file: string;
  /** Which very file of the inbox it came in (`placeOf`), by which one that could not be moved away is known again. Null: not of the inbox. */
  readonly place: string | null;
  readonly notes: readonly string[];
}

/** What a file of the drop turned out to hold. */
export interface DropEntry {
  readonly listed: InboxFile;
  /** Null where not even its bytes could be had. */
  readonly original: OriginalFile | null;
  readonly files: readonly DropFile[];
  readonly refused: readonly Refused[];
}

/**
 * Copies each file of a drop into `folder`, and unpacks archives there. Names on the disk are numbers: those of the drop may be too long
 * for it, or lead elsewhere. `number` is the entry's own.
 */
export async function takeEntry(listed: InboxFile, folder: string, number: number, isInbox: boolean): Promise<DropEntry> {
  const nothing = (reason: string, kind: Refused['kind']): DropEntry => ({
    listed,
    original: null,
    files: [],
    refused: [{ file: listed.file, sheet: '', reason, kind }],
  });
  if (listed.junk !== null) return nothing(listed.junk, 'ignored');
  if (listed.refusal !== null) return nothing(listed.refusal, 'refused');
  const taken = copyOriginal(listed, join(folder, `${number}.bytes`));
  if (typeof taken === 'string') return nothing(taken, 'refused');
  const { original, copy } = taken;
  const place = isInbox ? original.place : null;
  if (!isArchive(copy.path)) {
    return { listed, original, files: [{ ...copy, file: listed.file, place, notes: listed.notes }], refused: [] };
  }
  let count = 0;
  const members = await unpackArchive(copy.path, listed.file, {
    newPath: () => join(folder, `${number}-${++count}.bytes`),
    budget: new ArchiveBudget(),
    depth: 0,
  });
  return {
    listed,
    original,
    files: members.flatMap(({ file, copy }) => (copy ? [{ ...copy, file, place, notes: listed.notes }] : [])),
    refused: members.flatMap(({ file, problem }) => (problem ? [{ file, sheet: '', ...problem }] : [])),
  };
}
