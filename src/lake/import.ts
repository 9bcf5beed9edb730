import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { datasetOf } from '../datasets/dictionary.ts';
import { DuckDbEngine } from '../engine/duckdb.ts';
import type { Engine } from '../engine/engine.ts';
import { listLiteral } from '../engine/sql-text.ts';
import { skipReasons } from '../staging/disposition.ts';
import { learnSchools, prepareStaging, type Staged, stageDataset, stagingVersion } from '../staging/stage.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { completenessSql, findIncomplete } from './completeness.ts';
import { removeDuplicates } from './duplicates.ts';
import { listDrop, putAway } from './inbox.ts';
import { type ImportManifest, type Manifest, ManifestLog, type ReceivedSource, type Submission } from './manifest.ts';
import { buildMarts, datasetsFor, martsFor } from './marts.ts';
import { type KnownSheet, type Receipt, receive } from './receive.ts';
import { type KnownSchool, withSchool } from './school-hint.ts';
import { contentOf, Selection } from './selection.ts';
import { makeSubmissions } from './submissions.ts';
import { LakeViews } from './views.ts';

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

/** All dates lie before it: an import is judged by all that has come. */
const endOfTime = '9999-12-31';

/** What an import did. `manifest` null: there was nothing to import. */
export interface ImportOutcome {
  readonly manifest: ImportManifest | null;
}

/**
 * Imports a drop: files into the lake as one snapshot, submissions made and looked over, files of the inbox put away. Everything takes effect
 * with the manifest, which is created last; a process killed before that changed nothing.
 */
export async function importDrop(workspace: Workspace, options: ImportOptions): Promise<ImportOutcome> {
  const files = listDrop(workspace.inbox, options.paths);
  if (files.every((file) => file.junk !== null)) return { manifest: null };
  const log = new ManifestLog(workspace.path('lake'));
  const manifests = log.read();
  const batch = ManifestLog.nextId(manifests);
  const workFolder = workspace.path('lake', `.work-${process.pid}`);
  const engine = await DuckDbEngine.open({ spillFolder: join(workFolder, 'spill') });
  try {
    mkdirSync(workFolder, { recursive: true });
    const receipt = await receive(files, {
      dataDate: options.dataDate,
      dayOfReceipt: options.dayOfReceipt,
      workFolder,
      receivedFolder: options.dryRun ? null : workspace.path('received'),
      knownSheets: knownSheets(manifests),
      onFile: (file, index, total) => options.onProgress(`读取 ${index + 1}/${total} ${file}`),
    });
    const manifest = await new Import(engine, workspace, manifests, batch, options).make(receipt);
    if (options.dryRun) return { manifest };
    log.commit(manifest);
    const inInbox = options.paths.length === 0;
    if (inInbox) putAway(workspace.inbox, receipt.taken, options.receivedAt.slice(0, 10));
    return { manifest };
  } finally {
    engine.close();
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** Sheets by the hash of the file that they came in. */
function knownSheets(manifests: readonly Manifest[]): Map<string, KnownSheet[]> {
  const known = new Map<string, KnownSheet[]>();
  for (const manifest of manifests) {
    if (manifest.kind !== 'import') continue;
    for (const source of manifest.sources) {
      if (source.same_as !== null) continue;
      known.set(source.sha256, [...(known.get(source.sha256) ?? []), { batch: manifest.id, source }]);
    }
  }
  return known;
}

/** The work between reading the files and the commit. */
class Import {
  readonly #engine: Engine;
  readonly #lakeFolder: string;
  readonly #manifests: readonly Manifest[];
  readonly #batch: string;
  readonly #options: ImportOptions;
  readonly #files = new Map<string, readonly string[]>();
  /** Of its own, so that an import that loses the race for the number overwrites nothing of the winner's. */
  readonly #folder: string;
  readonly #days = new Map<string, [string, string]>();

  constructor(engine: Engine, workspace: Workspace, manifests: readonly Manifest[], batch: string, options: ImportOptions) {
    this.#engine = engine;
    this.#lakeFolder = workspace.path('lake');
    this.#manifests = manifests;
    this.#batch = batch;
    this.#folder = `${batch}-${randomBytes(4).toString('hex')}`;
    this.#options = options;
  }

  async make(receipt: Receipt): Promise<ImportManifest> {
    await prepareStaging(this.#engine);
    const staged = await this.#stageAll(receipt);
    const draft = this.#draft(receipt, staged);
    const submissions = await this.#submit(draft);
    const deduplicated = await this.#deduplicate({ ...draft, submissions });
    return this.#holdIncomplete(deduplicated);
  }

  /** Schools first: names in the other tables are looked up among them. */
  async #stageAll(receipt: Receipt): Promise<Map<number, Staged>> {
    const datasets = [...new Set(receipt.sheets.map((sheet) => sheet.source.dataset))].sort(
      (a, b) => Number(b === 'schools') - Number(a === 'schools'),
    );
    const staged = new Map<number, Staged>();
    let schools = await this.#knownSchools(receipt);
    await learnSchools(this.#engine, schools);
    for (const id of datasets) {
      this.#options.onProgress(`装载 ${datasetOf(id).title}`);
      const sources = receipt.sheets
        .filter((sheet) => sheet.source.dataset === id)
        .map((sheet) => withSchool(sheet.source, sheet.unit, schools));
      const result = await stageDataset(this.#engine, id, sources, this.#batch, this.#folderOf(id));
      this.#files.set(id, result.files);
      for (const count of result.counts) {
        staged.set(count.source, { ...result, counts: [count], issues: result.issues.filter((issue) => issue.source === count.source) });
      }
      if (datasetOf(id).refresh === 'events') await this.#readDays(id, result.files);
      if (id === 'schools') {
        schools = [...(await this.#schoolsIn(result.files)), ...schools];
        await learnSchools(this.#engine, schools);
      }
    }
    return staged;
  }

  /** A dry run writes where it is thrown away. */
  #folderOf(dataset: string): string {
    return this.#options.dryRun ? join(this.#lakeFolder, `.work-${process.pid}`, dataset) : join(this.#lakeFolder, dataset, this.#folder);
  }

  async #knownSchools(receipt: Receipt): Promise<KnownSchool[]> {
    const selection = new Selection(this.#manifests, { asOf: endOfTime, knownAt: null });
    const batches = new Set([
      ...selection.newestOf('schools', endOfTime).map((content) => content.batch),
      ...receipt.known.filter(({ earlier }) => earlier.source.dataset === 'schools').map(({ earlier }) => earlier.batch),
    ]);
    return this.#schoolsIn(selection.filesOf('schools', batches).map((file) => join(this.#lakeFolder, file)));
  }

  async #schoolsIn(files: readonly string[]): Promise<KnownSchool[]> {
    if (files.length === 0) return [];
    const rows = await this.#engine.rows(`select distinct school_code, school_name from read_parquet(${listLiteral(files)})`);
    return rows.map((row) => ({ code: String(row.school_code), name: row.school_name === null ? null : String(row.school_name) }));
  }

  async #readDays(dataset: string, files: readonly string[]): Promise<void> {
    const column = datasetOf(dataset).columns.find(
      (candidate) => datasetOf(dataset).key.includes(candidate.name) && /^date/.test(candidate.type),
    );
    if (!column || files.length === 0) return;
    const [row] = await this.#engine.rows(
      `select min(${column.name})::date as first, max(${column.name})::date as last, count(*) - count(${column.name}) as undated from read_parquet(${listLiteral(files)})`,
    );
    if (row?.first && Number(row.undated) === 0) this.#days.set(dataset, [String(row.first), String(row.last)]);
  }

  #draft(receipt: Receipt, staged: ReadonlyMap<number, Staged>): ImportManifest {
    const fresh = receipt.sheets.map((sheet): ReceivedSource => {
      const { source } = sheet;
      const result = staged.get(source.source)!;
      const [count] = result.counts;
      return {
        source: source.source,
        file: source.file,
        sheet: source.sheet,
        dataset: source.dataset,
        sha256: sheet.sha256,
        data_date: source.dataDate,
        is_data_date_stated: source.isDataDateStated,
        columns: Object.fromEntries(source.columns.map((column) => [column.name, column.title])),
        unknown_titles: [...sheet.unknownTitles],
        notes: [...sheet.notes],
        read: count!.read,
        loaded: count!.loaded,
        skipped: count!.skipped,
        rejected: count!.rejected,
        issues: result.issues.map(({ kind, row, column, reason, rows }) => ({ kind, row, column, reason, rows })),
        same_as: null,
      };
    });
    const repeated = receipt.known.map(
      ({ file, sha256, dataDate, earlier }, index): ReceivedSource => ({
        ...earlier.source,
        source: receipt.sheets.length + index + 1,
        file,
        sha256,
        data_date: dataDate,
        same_as: { batch: earlier.batch, source: earlier.source.source },
      }),
    );
    return {
      kind: 'import',
      id: this.#batch,
      received_at: this.#options.receivedAt,
      staging_version: stagingVersion,
      sources: [...fresh, ...repeated],
      refusals: [...receipt.refused],
      files: Object.fromEntries(
        [...this.#files].map(([id, files]) => [id, files.map((file) => relative(this.#lakeFolder, file).split(sep).join('/'))]),
      ),
      days: Object.fromEntries(this.#days),
      submissions: [],
    };
  }

  #filesOf(draft: ImportManifest): (dataset: string, batches: ReadonlySet<string>) => string[] {
    const selection = new Selection([...this.#manifests, draft], { asOf: endOfTime, knownAt: null });
    return (dataset, batches) => selection.filesOf(dataset, batches).map((file) => join(this.#lakeFolder, file));
  }

  async #submit(draft: ImportManifest): Promise<Submission[]> {
    const sheets = draft.sources
      .filter((source) => datasetOf(source.dataset).refresh === 'school')
      .map((source) => ({ source, content: contentOf(draft.id, source) }));
    return makeSubmissions(this.#engine, draft.id, sheets, this.#filesOf(draft));
  }

  /** Rows that came twice are counted as skipped, so that the sum still holds. */
  async #deduplicate(draft: ImportManifest): Promise<ImportManifest> {
    const removed = new Map<number, number>();
    for (const [dataset, files] of this.#files) {
      if (files.length === 0) continue;
      const parts = new Map<number, string>();
      for (const submission of draft.submissions) {
        for (const content of submission.content) if (content.batch === draft.id) parts.set(content.source, submission.data_date);
      }
      for (const [source, rows] of await removeDuplicates(this.#engine, dataset, files, parts)) removed.set(source, rows);
    }
    const sources = draft.sources.map((source) => {
      const rows = removed.get(source.source);
      if (!rows || source.same_as) return source;
      return { ...source, loaded: source.loaded - rows, skipped: { ...source.skipped, [skipReasons.duplicate]: rows } };
    });
    return { ...draft, sources };
  }

  async #holdIncomplete(draft: ImportManifest): Promise<ImportManifest> {
    if (!draft.submissions.some((submission) => submission.datasets.includes('students'))) return draft;
    this.#options.onProgress('核对报送是否完整');
    const views = new LakeViews(this.#engine, this.#lakeFolder, [...this.#manifests, draft], { asOf: endOfTime, knownAt: null });
    await views.create(datasetsFor([completenessSql()]));
    await buildMarts(this.#engine, martsFor([completenessSql()]), endOfTime);
    const incomplete = await findIncomplete(this.#engine, endOfTime);
    const isNewest = (submission: Submission): boolean =>
      views.selection.historyOf('students').get(submission.school_code)?.at(-1)?.id === submission.id;
    const submissions = draft.submissions.map((submission) => {
      const reason = incomplete.get(submission.school_code);
      return reason && submission.datasets.includes('students') && isNewest(submission) ? { ...submission, held: reason } : submission;
    });
    return { ...draft, submissions };
  }
}
