import { type AccessLine, accessLines, chainHash, chainStart, notedHead } from './access-log.ts';

/**
 * unreadable: no line of a log, as half a line is after a power cut. changed: its own hash is not that of what it says. order: a line was
 * removed, put in or moved before it. lost: a head that was printed is not there, so lines were cut off or the whole was written anew.
 */
export type AccessFault = 'unreadable' | 'changed' | 'order' | 'lost';

/** A head of the chain as it was printed, whole or its beginning, and where it stands. */
export interface PrintedHead {
  readonly head: string;
  readonly where: string;
}

export interface AccessVerdict {
  readonly ok: boolean;
  readonly lines: number;
  /** The last line's hash, by which later printed heads can be checked. */
  readonly head: string;
  /** Line number, from 1, of the first line that is wrong, or of the one after the last; null when all hold. */
  readonly firstBad: number | null;
  readonly fault: AccessFault | null;
  /** Whether the end was noted beside the log: then no line after the last printed head can be missing either. */
  readonly isEndNoted: boolean;
  /** The printed head that is not there. */
  readonly missing: PrintedHead | null;
}

/**
 * Recomputes the chain. A log whose last lines were cut off is still a chain, and so is one that was written anew from a changed line on:
 * both show only against heads that stand elsewhere, beside the log, in runs and in workbooks.
 */
export function verifyAccess(workspace: string, printed: readonly PrintedHead[] = []): AccessVerdict {
  const lines = accessLines(workspace);
  const hashes = [chainStart];
  const noted = notedHead(workspace);
  const isEndNoted = noted !== null;
  const bad = (fault: AccessFault, line: number, missing: PrintedHead | null = null): AccessVerdict => ({
    ok: false,
    lines: lines.length,
    head: hashes.at(-1)!,
    firstBad: line,
    fault,
    isEndNoted,
    missing,
  });
  for (const [index, line] of lines.entries()) {
    const fault = faultOf(line, hashes.at(-1)!, index + 1);
    if (fault !== null) return bad(fault, index + 1);
    hashes.push(line!.hash);
  }
  const known = noted === null ? printed : [...printed, { head: noted, where: 'logs/access.head' }];
  const missing = known.find(({ head }) => !hashes.some((hash) => hash.startsWith(head)));
  if (missing) return bad('lost', lines.length + 1, missing);
  return { ok: true, lines: lines.length, head: hashes.at(-1)!, firstBad: null, fault: null, isEndNoted, missing: null };
}

function faultOf(line: AccessLine | null, before: string, number: number): AccessFault | null {
  if (line === null) return 'unreadable';
  const { prev, hash, ...facts } = line;
  if (hash !== chainHash(prev, facts)) return 'changed';
  return prev === before && line.seq === number ? null : 'order';
}
