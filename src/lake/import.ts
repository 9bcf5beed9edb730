import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDbEngine } from '../engine/duckdb.ts';
import { BusyFailure } from '../failure.ts';
import { stagingVersion } from '../staging/stage.ts';
import { TitleDialogue, type TitleOutcome } from '../titles/dialogue.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { ImportBatch } from './import-batch.ts';
import { listDrop } from './inbox.ts';
import { forgetBytes, keepBytes } from './kept-bytes.ts';
import { KnownFiles } from './known-files.ts';
import { type ImportManifest, ManifestLog } from './manifest.ts';
import type { OriginalFile } from './original-file.ts';
import { type LeftFile, putAway } from './put-away.ts';
import { type Receipt, receive } from './receive.ts';
import { SourceNumbers } from './source-numbers.ts';
import { loadedByLast } from './unfinished.ts';
import { newWorkFolder, sweepLake } from './work-folder.ts';

export interface ImportOptions {
  /** Files or folders; empty: the inbox. */
  readonly paths: readonly string[];
  readonly dataDate: string | null;
  readonly dayOfReceipt: string;
  /** 'YYYY-MM-DD HH:MM:SS' */
  readonly receivedAt: string;
  readonly dryRun: boolean;
  readonly onProgress: (text: string) => void;
}

/** What an import did. `manifest` null: there was nothing to import. */
export interface ImportOutcome {
  readonly manifest: ImportManifest | null;
  /** Files of the inbox that were loaded and could not be moved out of it. */
  readonly left: readonly LeftFile[];
  /** What was learned of unknown titles, and what is asked. */
  readonly titles: TitleOutcome;
}

/**
 * Imports a drop: files into the lake as one snapshot, submissions made and looked over, files of the inbox put away. Everything takes effect
 * with the manifest, which is created last; a process killed before that changed nothing.
 */
export async function importDrop(workspace: Workspace, options: ImportOptions): Promise<ImportOutcome> {
  const day = options.receivedAt.slice(0, 10);
  const isInbox = options.paths.length === 0;
  if (isInbox && !options.dryRun) finishLastImport(workspace, day);
  const dialogue = await TitleDialogue.open(workspace, listDrop(workspace.inbox, options.paths), day, options.dryRun);
  const leave = (taken: readonly OriginalFile[]): LeftFile[] =>
    isInbox && !options.dryRun ? putAway(workspace.inbox, [...taken, ...dialogue.workbooks], day) : [];
  const listed = dialogue.data;
  if (listed.every((file) => file.junk !== null)) {
    return { manifest: null, titles: await dialogue.close([], options.receivedAt), left: leave([]) };
  }
  const lakeFolder = workspace.path('lake');
  const log = new ManifestLog(lakeFolder);
  const { manifests, nextId } = log.readState();
  if (!options.dryRun) sweepLake(lakeFolder, workspace.path('received'), manifests);
  const { learned } = dialogue;
  const workFolder = newWorkFolder(lakeFolder);
  const engine = await DuckDbEngine.open({ spillFolder: join(workFolder, 'spill') });
  try {
    const receipt = await receive(listed, {
      dataDate: options.dataDate,
      dayOfReceipt: options.dayOfReceipt,
      workFolder,
      known: new KnownFiles(manifests),
      learned,
      stagingVersion,
      isInbox,
      numbers: new SourceNumbers(),
      onFile: (file, index, total) => options.onProgress(`读取 ${index + 1}/${total} ${file}`),
    });
    const batch = new ImportBatch(engine, lakeFolder, manifests, {
      ...options,
      id: nextId,
      learned,
      scratchFolder: options.dryRun ? workFolder : null,
    });
    const manifest = options.dryRun ? await batch.make(receipt) : await commitBatch(workspace, log, batch, receipt);
    return { manifest, titles: await dialogue.close(receipt.tables, options.receivedAt), left: leave(receipt.taken) };
  } finally {
    engine.close();
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** What the last import loaded and could not move away is not news to this one. */
function finishLastImport(workspace: Workspace, day: string): void {
  const { manifests } = new ManifestLog(workspace.path('lake')).readState();
  putAway(workspace.inbox, loadedByLast(manifests, listDrop(workspace.inbox, [])), day);
}

/** All of it takes effect, or nothing is left of it. */
async function commitBatch(workspace: Workspace, log: ManifestLog, batch: ImportBatch, receipt: Receipt): Promise<ImportManifest> {
  const kept: string[] = [];
  try {
    const manifest = await batch.make(receipt);
    kept.push(...keepBytes(receipt.fresh, workspace.path('received')));
    log.commit(manifest);
    return manifest;
  } catch (error) {
    batch.discard();
    // Whoever was first may count on the same bytes.
    if (!(error instanceof BusyFailure)) forgetBytes(kept);
    throw error;
  }
}
