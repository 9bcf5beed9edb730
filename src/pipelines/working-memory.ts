import { availableParallelism } from 'node:os';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Manifest } from '../lake/manifest.ts';

/** Megabytes: what the engine needs whatever it works on, and for each of its threads. */
const least = 180;
const eachThread = 40;
/** More than 200,000 pupils with 2 million absences were seen to need; what does not fit is spilled to disk. */
const rowsOfMegabyte = 10_000;

/**
 * How much the engine may hold while a pipeline works on this lake, such as '260MB': it grows with the rows that count at one time, so that
 * a county's job fits an office computer and a prefecture's is not starved.
 */
export function workingMemory(manifests: readonly Manifest[], threads: number = availableParallelism()): string {
  return `${Math.max(least + eachThread * threads, Math.ceil(rowsAtOnce(manifests) / rowsOfMegabyte))}MB`;
}

/** Events of all imports, and of what replaces what came before as much as ever came at once. */
function rowsAtOnce(manifests: readonly Manifest[]): number {
  let events = 0;
  let others = 0;
  for (const manifest of manifests) {
    if (manifest.kind !== 'import') continue;
    let own = 0;
    for (const { dataset, loaded } of manifest.sources) {
      if (datasetOf(dataset).refresh === 'events') events += loaded;
      else own += loaded;
    }
    others = Math.max(others, own);
  }
  return events + others;
}
