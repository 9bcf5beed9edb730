import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { listLiteral } from '../engine/sql-text.ts';
import type { LearnedTitle } from '../intake/recognition/title-index.ts';
import { skipReasons } from '../staging/disposition.ts';
import { learnSchools, prepareStaging, stageDataset } from '../staging/stage.ts';
import { completenessSql, findIncomplete } from './completeness.ts';
import { removeDuplicates } from './duplicates.ts';
import { draftManifest, type StagedSheet } from './import-draft.ts';
import type { ImportManifest, Manifest, Submission } from './manifest.ts';
import { buildMarts, datasetsFor, martsFor } from './marts.ts';
import { classTables, rejectSharedNames } from './name-only.ts';
import type { Receipt } from './receive.ts';
import { type KnownSchool, withSchool } from './school-hint.ts';
import { contentOf, Selection } from './selection.ts';
import { makeSubmissions } from './submissions.ts';
import { LakeViews } from './views.ts';

export interface BatchOptions {
  readonly id: string;
  /** 'YYYY-MM-DD HH:MM:SS' */
  readonly receivedAt: string;
  readonly dataDate: string | null;
  readonly dayOfReceipt: string;
  readonly learned: readonly LearnedTitle[];
  /** Where snapshots go that are to be thrown away; null: they stay in the lake. */
  readonly scratchFolder: string | null;
  readonly onProgress: (text: string) => void;
}

/** All dates lie before it: an import is judged by all that has come. */
const endOfTime = '9999-12-31';

/** The work between reading the files of a drop and the commit. `manifests`: what the lake held when the drop came. */
export class ImportBatch {
  readonly #engine: Engine;
  readonly #lakeFolder: string;
  readonly #manifests: readonly Manifest[];
  readonly #options: BatchOptions;
  readonly #files = new Map<string, readonly string[]>();
  /** Of its own, so that an import that loses the race for the number overwrites nothing of the winner's. */
  readonly #folder: string;
  readonly #days = new Map<string, [string, string]>();

  constructor(engine: Engine, lakeFolder: string, manifests: readonly Manifest[], options: BatchOptions) {
    this.#engine = engine;
    this.#lakeFolder = lakeFolder;
    this.#manifests = manifests;
    this.#folder = `${options.id}-${randomBytes(4).toString('hex')}`;
    this.#options = options;
  }

  async make(receipt: Receipt): Promise<ImportManifest> {
    await prepareStaging(this.#engine);
    const staged = await this.#stageAll(receipt);
    const draft = this.#draft(receipt, staged);
    const submissions = await this.#submit(draft);
    const byClass = (dataset: string): boolean => classTables.includes(dataset);
    const lists = await this.#deduplicate({ ...draft, submissions }, (dataset) => !byClass(dataset));
    const held = await this.#holdIncomplete(lists);
    // Two pupils of one name must not be taken for one record that came twice.
    const told = await rejectSharedNames(this.#engine, this.#lakeFolder, this.#manifests, held);
    return this.#deduplicate(told, byClass);
  }

  /** Removes the snapshots of a batch that is not committed. */
  discard(): void {
    for (const id of this.#files.keys()) rmSync(this.#folderOf(id), { recursive: true, force: true });
  }

  /** Schools first: names in the other tables are looked up among them. */
  async #stageAll(receipt: Receipt): Promise<Map<number, StagedSheet>> {
    const datasets = [...new Set(receipt.sheets.map((sheet) => sheet.source.dataset))].sort(
      (a, b) => Number(b === 'schools') - Number(a === 'schools'),
    );
    const staged = new Map<number, StagedSheet>();
    let schools = await this.#knownSchools(receipt);
    await learnSchools(this.#engine, schools);
    for (const id of datasets) {
      this.#options.onProgress(`装载 ${datasetOf(id).title}`);
      const sources = receipt.sheets
        .filter((sheet) => sheet.source.dataset === id)
        .map((sheet) => withSchool(sheet.source, sheet.unit, schools));
      // Named before it is made, so that half of it can be discarded.
      this.#files.set(id, []);
      const { files, counts, issues } = await stageDataset(this.#engine, id, sources, this.#options.id, this.#folderOf(id));
      this.#files.set(id, files);
      for (const count of counts) staged.set(count.source, { count, issues: [] });
      for (const issue of issues) staged.get(issue.source)?.issues.push(issue);
      if (datasetOf(id).refresh === 'events') await this.#readDays(id, files);
      if (id === 'schools') {
        schools = [...(await this.#schoolsIn(files)), ...schools];
        await learnSchools(this.#engine, schools);
      }
    }
    return staged;
  }

  #folderOf(dataset: string): string {
    const { scratchFolder } = this.#options;
    return scratchFolder === null ? join(this.#lakeFolder, dataset, this.#folder) : join(scratchFolder, dataset, this.#folder);
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
    const rows = await this.#engine.rows(`select distinct school_code, school_name from read_parquet(${listLiteral(files)})
      order by all`);
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

  #draft(receipt: Receipt, staged: ReadonlyMap<number, StagedSheet>): ImportManifest {
    const { id, receivedAt, dataDate, dayOfReceipt, learned } = this.#options;
    return draftManifest(receipt, staged, learned, {
      id,
      received_at: receivedAt,
      data_date_option: dataDate,
      day_of_receipt: dayOfReceipt,
      files: Object.fromEntries(
        [...this.#files].map(([dataset, files]) => [dataset, files.map((file) => relative(this.#lakeFolder, file).split(sep).join('/'))]),
      ),
      days: Object.fromEntries(this.#days),
    });
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
  async #deduplicate(draft: ImportManifest, isAsked: (dataset: string) => boolean): Promise<ImportManifest> {
    const removed = new Map<number, number>();
    for (const [dataset, files] of this.#files) {
      if (files.length === 0 || !isAsked(dataset)) continue;
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
    const history = views.selection.historyOf('students');
    const submissions = draft.submissions.map((submission) => {
      const reason = incomplete.get(submission.school_code);
      const isNewest = history.get(submission.school_code)?.at(-1)?.id === submission.id;
      return reason && submission.datasets.includes('students') && isNewest ? { ...submission, held: reason } : submission;
    });
    return { ...draft, submissions };
  }
}
