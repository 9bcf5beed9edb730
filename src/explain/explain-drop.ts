import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDbEngine } from '../engine/duckdb.ts';
import { TitleKnowledge } from '../intake/recognition/title-index.ts';
import { type DropEntry, takeEntry } from '../lake/drop-entry.ts';
import { ImportBatch } from '../lake/import-batch.ts';
import { listDrop } from '../lake/inbox.ts';
import { KnownFiles } from '../lake/known-files.ts';
import { ManifestLog } from '../lake/manifest.ts';
import { receiveEntries } from '../lake/receive.ts';
import { SourceNumbers } from '../lake/source-numbers.ts';
import { newWorkFolder } from '../lake/work-folder.ts';
import { stagingVersion } from '../staging/stage.ts';
import { isQuestionnaire } from '../titles/lesson.ts';
import { readLearnedTitles, readLearning } from '../workspace/learned-titles.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { explainFile } from './explain-file.ts';
import type { ExplainedFile, Explanation } from './explanation.ts';

export interface ExplainOptions {
  /** Files or folders; empty: the inbox. */
  readonly paths: readonly string[];
  readonly dataDate: string | null;
  /** 'YYYY-MM-DD' */
  readonly today: string;
  /** 'YYYY-MM-DD HH:MM:SS' */
  readonly startedAt: string;
  readonly onProgress: (text: string) => void;
}

/**
 * Reads files as an import would, and tells what was made of them and why. Files that came before are read anew. Nothing stays: the work
 * is done in a folder that is removed.
 */
export async function explainDrop(workspace: Workspace, options: ExplainOptions): Promise<Explanation> {
  const lakeFolder = workspace.path('lake');
  const learning = readLearning(workspace);
  const learned = readLearnedTitles(workspace);
  const workFolder = newWorkFolder(lakeFolder);
  const engine = await DuckDbEngine.open({ spillFolder: join(workFolder, 'spill') });
  try {
    const listed = listDrop(workspace.inbox, options.paths).filter(({ path }) => !isQuestionnaire(path));
    const entries: DropEntry[] = [];
    for (const [index, file] of listed.entries()) entries.push(await takeEntry(file, workFolder, index + 1, false));
    const receipt = await receiveEntries(entries, {
      dataDate: options.dataDate,
      dayOfReceipt: options.today,
      workFolder,
      known: new KnownFiles([]),
      learned,
      stagingVersion,
      numbers: new SourceNumbers(),
      onFile: (file, index, total) => options.onProgress(`读取 ${index + 1}/${total} ${file}`),
    });
    const { manifests, nextId } = new ManifestLog(lakeFolder).readState();
    const manifest = await new ImportBatch(engine, lakeFolder, manifests, {
      id: nextId,
      receivedAt: options.startedAt,
      dataDate: options.dataDate,
      dayOfReceipt: options.today,
      learned,
      scratchFolder: workFolder,
      onProgress: options.onProgress,
    }).make(receipt);
    const context = { engine, lakeFolder, receipt, manifest, learning, knowledge: new TitleKnowledge(learned), options };
    const files: ExplainedFile[] = [];
    for (const entry of entries) files.push(...(await explainFile(entry, context)));
    return { files };
  } finally {
    engine.close();
    rmSync(workFolder, { recursive: true, force: true });
  }
}
