import { randomBytes } from 'node:crypto';
import { isRunning, thisProcess } from './lock-holder.ts';

/** Process, and how the system tells it from another of that number; names of version 0.1 lack that. */
const pattern = /^\.work-(\d+)(?:-(\d+|x)-[0-9a-f]{8}|-[0-9a-f]+)?$/;

/** A name for a folder of what this process needs while it works. It says which process has to be gone before it may be removed. */
export function newWorkName(): string {
  const { pid, birth } = thisProcess('');
  return `.work-${pid}-${birth ?? 'x'}-${randomBytes(4).toString('hex')}`;
}

/** Whether a folder is such a one; null: it is not. */
export function workOf(name: string): { readonly isInUse: boolean } | null {
  const found = pattern.exec(name);
  if (!found) return null;
  const birth = found[2] ?? 'x';
  return { isInUse: isRunning(Number(found[1]), birth === 'x' ? null : birth) };
}
