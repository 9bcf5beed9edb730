import { availableParallelism } from 'node:os';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import type { Manifest } from '../lake/manifest.ts';

/** Megabytes: what the engine needs whatever it works on, and for each of its threads. */
const least = 180;
const eachThread = 40;
/** More than 200,000 pupils with 2 million absences were seen to need; what does not fit is spilled to disk. */
const rowsOfMegabyte = 10_000;

/** A finding is held as the check returned it, as the ledger has it and as the reports show it. */
const findingsOfMegabyte = 350;

/**
 * How much the engine may hold while a pipeline works on this lake, such as '260MB': it grows with the rows that count at one time, so that
 * a county's job fits an office computer and a prefecture's is not starved. `findings`: of the run and of the ledger, as far as they are known.
 */
export function workingMemory(manifests: readonly Manifest[], threads: number = availableParallelism(), findings = 0): string {
  const ofLake = Math.max(least + eachThread * threads, Math.ceil(rowsAtOnce(manifests) / rowsOfMegabyte));
  return `${ofLake + Math.ceil(findings / findingsOfMegabyte)}MB`;
}

/** Lets the engine hold so many findings beside the lake's rows. */
export async function makeRoomFor(engine: Engine, manifests: readonly Manifest[], findings: number): Promise<void> {
  await engine.run(`set memory_limit = '${workingMemory(manifests, availableParallelism(), findings)}'`);
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
