import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDbEngine } from '../engine/duckdb.ts';
import type { LearnedTitle } from '../intake/recognition/title-index.ts';
import { stagingVersion } from '../staging/stage.ts';
import { readLearnedTitles } from '../workspace/learned-titles.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { ImportBatch } from './import-batch.ts';
import { KnownFiles } from './known-files.ts';
import { type ImportManifest, type Manifest, ManifestLog } from './manifest.ts';
import { receiveEntries } from './receive.ts';
import { findChanges, isUnchanged, type RestageChanges } from './restage-changes.ts';
import { assertKept, keptEntries } from './restage-files.ts';
import { SourceNumbers } from './source-numbers.ts';
import { newWorkFolder, sweepLake } from './work-folder.ts';

export interface RestageOptions {
  /** 'YYYY-MM-DD HH:MM:SS' */
  readonly receivedAt: string;
  /** Find out what would change, and leave it at that. */
  readonly dryRun: boolean;
  readonly onProgress: (text: string) => void;
  /** Told what will be different before it takes effect; not called when nothing will. */
  readonly onChanges: (changes: RestageChanges) => void;
}

export interface RestageOutcome {
  /** The commit; null: nothing changed, or a dry run. */
  readonly id: string | null;
  /** How many imports were made anew. */
  readonly imports: number;
  readonly changes: RestageChanges;
}

/**
 * Makes all imports anew from the kept bytes, with the readers, staging and learned titles of today, under their own ids, names and dates.
 * The commit puts them in place of the earlier ones all at once; killed before, or when nothing would be different, all is as it was.
 * @throws Failure when kept bytes are missing or changed. BusyFailure when another process committed meanwhile.
 */
export async function restage(workspace: Workspace, options: RestageOptions): Promise<RestageOutcome> {
  const lakeFolder = workspace.path('lake');
  const log = new ManifestLog(lakeFolder);
  const { manifests, nextId } = log.readState();
  const before = manifests.filter((manifest) => manifest.kind === 'import');
  assertKept(before, workspace.path('received'), (file) => options.onProgress(`核对原件 ${file}`));
  if (!options.dryRun) sweepLake(lakeFolder, workspace.path('received'), manifests);
  const workFolder = newWorkFolder(lakeFolder);
  const remaking = new Remaking(workspace, workFolder, readLearnedTitles(workspace), options);
  let isCommitted = false;
  try {
    const after = await remaking.all(manifests);
    options.onProgress('比较前后');
    const changes = await compare(before, after, lakeFolder, workFolder);
    const outcome = { id: null, imports: before.length, changes };
    if (isUnchanged(changes)) return outcome;
    options.onChanges(changes);
    if (options.dryRun) return outcome;
    log.commit({ kind: 'restage', id: nextId, received_at: options.receivedAt, imports: after });
    isCommitted = true;
    return { ...outcome, id: nextId };
  } finally {
    if (!isCommitted) remaking.discard();
    rmSync(workFolder, { recursive: true, force: true });
  }
}

async function compare(
  before: readonly ImportManifest[],
  after: readonly ImportManifest[],
  lakeFolder: string,
  workFolder: string,
): Promise<RestageChanges> {
  const engine = await DuckDbEngine.open({ spillFolder: join(workFolder, 'spill') });
  try {
    return await findChanges(engine, before, after, (file) => join(lakeFolder, file));
  } finally {
    engine.close();
  }
}

/** Repeats the history of a lake, each import seeing what was before it. */
class Remaking {
  readonly #workspace: Workspace;
  readonly #workFolder: string;
  readonly #learned: readonly LearnedTitle[];
  readonly #options: RestageOptions;
  readonly #batches: ImportBatch[] = [];

  constructor(workspace: Workspace, workFolder: string, learned: readonly LearnedTitle[], options: RestageOptions) {
    this.#workspace = workspace;
    this.#workFolder = workFolder;
    this.#learned = learned;
    this.#options = options;
  }

  async all(manifests: readonly Manifest[]): Promise<ImportManifest[]> {
    const history: Manifest[] = [];
    for (const manifest of manifests) history.push(manifest.kind === 'import' ? await this.#again(manifest, history) : manifest);
    return history.filter((manifest) => manifest.kind === 'import');
  }

  discard(): void {
    for (const batch of this.#batches) batch.discard();
  }

  async #again(earlier: ImportManifest, history: readonly Manifest[]): Promise<ImportManifest> {
    const folder = join(this.#workFolder, earlier.id);
    const onProgress = (text: string): void => this.#options.onProgress(`批次 ${earlier.id}：${text}`);
    mkdirSync(folder);
    const engine = await DuckDbEngine.open({ spillFolder: join(folder, 'spill') });
    try {
      const dates = { dataDate: earlier.data_date_option, dayOfReceipt: dayOfReceipt(earlier) };
      const entries = keptEntries(earlier, this.#workspace.path('received'));
      const receipt = await receiveEntries(entries, {
        ...dates,
        workFolder: folder,
        known: new KnownFiles(history),
        learned: this.#learned,
        stagingVersion,
        numbers: new SourceNumbers(earlier.sources),
        onFile: (file, index, total) => onProgress(`读取 ${index + 1}/${total} ${file}`),
      });
      const batch = new ImportBatch(engine, this.#workspace.path('lake'), history, {
        ...dates,
        id: earlier.id,
        receivedAt: earlier.received_at,
        learned: this.#learned,
        scratchFolder: this.#options.dryRun ? this.#workFolder : null,
        onProgress,
      });
      this.#batches.push(batch);
      const manifest = await batch.make(receipt);
      return { ...manifest, refusals: [...carriedRefusals(earlier), ...manifest.refusals] };
    } finally {
      engine.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** What was said of files of which nothing was loaded stays as it was said. */
function carriedRefusals({ sources, refusals }: ImportManifest): ImportManifest['refusals'] {
  const loaded = new Set(sources.map(({ file }) => file));
  return refusals.filter(({ file }) => !loaded.has(file));
}

/** Manifests that do not tell have it in any source that stated no date. */
const dayOfReceipt = (manifest: ImportManifest): string =>
  manifest.day_of_receipt ?? manifest.sources.find((source) => !source.is_data_date_stated)?.data_date ?? manifest.received_at.slice(0, 10);
