import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { datasets } from '../datasets/dictionary.ts';
import { newWorkName, workOf } from '../workspace/work-name.ts';
import type { Manifest } from './manifest.ts';

/** A new folder in the lake for what an import needs while it works. Its name says which process has to be gone before it may be removed. */
export function newWorkFolder(lakeFolder: string): string {
  const folder = join(lakeFolder, newWorkName());
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Removes what killed imports left, and snapshots that a restage replaced: none of it counts. While another process works on the lake only
 * what is certainly nobody's goes. What cannot be removed now is tried again next time.
 */
export function sweepLake(lakeFolder: string, receivedFolder: string, manifests: readonly Manifest[]): void {
  const work = namesIn(lakeFolder).flatMap((name) => {
    const work = workOf(name);
    return work === null ? [] : [{ name, ...work }];
  });
  for (const { name, isInUse } of work) if (!isInUse) remove(join(lakeFolder, name));
  if (work.some(({ isInUse }) => isInUse)) return;
  for (const folder of unnamedSnapshots(lakeFolder, manifests)) remove(join(lakeFolder, folder));
  for (const folder of [receivedFolder, join(lakeFolder, '_manifests')]) {
    for (const name of namesIn(folder)) if (name.endsWith('.tmp')) remove(join(folder, name));
  }
}

/** Snapshot folders, relative to the lake, that no manifest names. */
function unnamedSnapshots(lakeFolder: string, manifests: readonly Manifest[]): string[] {
  const named = new Set(
    manifests.flatMap((manifest) =>
      manifest.kind === 'import'
        ? Object.values(manifest.files)
            .flat()
            .map((file) => file.slice(0, file.lastIndexOf('/')))
        : [],
    ),
  );
  return [...datasets.keys()]
    .flatMap((dataset) => namesIn(join(lakeFolder, dataset)).map((name) => `${dataset}/${name}`))
    .filter((folder) => !named.has(folder));
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Open in another program, on Windows: it is in nobody's way.
  }
}
