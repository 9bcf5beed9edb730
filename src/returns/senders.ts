import { join } from 'node:path';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { listLiteral } from '../engine/sql-text.ts';
import { schoolCodeInName } from '../intake/recognition/data-date.ts';
import type { ImportManifest, Manifest, ReceivedSource } from '../lake/manifest.ts';
import { type KnownSchool, schoolInName } from '../lake/school-hint.ts';
import { contentOf, Selection } from '../lake/selection.ts';
import type { Fault } from './fault.ts';

/** All dates lie before it. */
const endOfTime = '9999-12-31';

interface Sent {
  readonly batch: string;
  readonly source: number;
  readonly school: KnownSchool;
}

/** Which schools the files of an import come from. */
export class Senders {
  readonly #manifest: ImportManifest;
  readonly #names: ReadonlyMap<string, string>;
  /** School codes by batch and source. */
  readonly #sent = new Map<string, string[]>();
  readonly #known: ReadonlySet<string>;

  private constructor(manifest: ImportManifest, listed: readonly KnownSchool[], sent: readonly Sent[]) {
    this.#manifest = manifest;
    for (const { batch, source, school } of sent) {
      const key = `${batch}/${source}`;
      this.#sent.set(key, [...(this.#sent.get(key) ?? []), school.code]);
    }
    const all = [...sent.map(({ school }) => school), ...listed];
    this.#known = new Set(all.map(({ code }) => code));
    this.#names = new Map(all.flatMap(({ code, name }) => (name === null ? [] : [[code, name] as const])));
  }

  /** Reads who sent what from the import's Parquet files, and the names of schools from the newest list. `manifests` includes it. */
  static async read(engine: Engine, lakeFolder: string, manifests: readonly Manifest[], manifest: ImportManifest): Promise<Senders> {
    const selection = new Selection(manifests, { asOf: endOfTime, knownAt: null });
    const filesOf = (dataset: string, batches: ReadonlySet<string>): string[] =>
      selection.filesOf(dataset, batches).map((file) => join(lakeFolder, file));
    const sent: Sent[] = [];
    for (const dataset of new Set(manifest.sources.map((source) => source.dataset))) {
      const batches = manifest.sources.filter((source) => source.dataset === dataset).map((source) => contentOf(manifest.id, source).batch);
      sent.push(...(await readSent(engine, dataset, filesOf(dataset, new Set(batches)))));
    }
    const lists = new Set(selection.newestOf('schools', endOfTime).map(({ batch }) => batch));
    const listed = await readSent(engine, 'schools', filesOf('schools', lists));
    return new Senders(
      manifest,
      listed.map(({ school }) => school),
      sent,
    );
  }

  nameOf(code: string): string | null {
    return this.#names.get(code) ?? null;
  }

  /** Whom a fault concerns: one school; none where that cannot be told; several for a table of many, which is the bureau's to mend. */
  of(fault: Fault): readonly string[] {
    if (fault.source !== null && datasetOf(fault.source.dataset).refresh === 'county') return [];
    if (!fault.isAboutRows) return fault.source === null ? this.#ofFile(fault.file) : this.#ofSource(fault.source);
    return fault.schoolCode !== null && this.#isSchool(fault.schoolCode) ? [fault.schoolCode] : [];
  }

  /** In a row that was torn or shifted anything may stand where the school's code should. */
  #isSchool(code: string): boolean {
    return this.#known.has(code) || /^\d{10}$/.test(code);
  }

  #ofSource(source: ReceivedSource): readonly string[] {
    const content = contentOf(this.#manifest.id, source);
    const loaded = this.#sent.get(`${content.batch}/${content.source}`) ?? [];
    const refused = source.issues.flatMap(({ school_code }) => (school_code !== null && this.#isSchool(school_code) ? [school_code] : []));
    const schools = new Set([...loaded, ...refused]);
    return schools.size > 0 ? [...schools] : this.#named(source.file);
  }

  #ofFile(file: string): readonly string[] {
    const named = this.#named(file);
    if (named.length > 0) return named;
    const beside = this.#manifest.sources.filter((source) => source.file === file && datasetOf(source.dataset).refresh !== 'county');
    return [...new Set(beside.flatMap((source) => this.#ofSource(source)))];
  }

  #named(file: string): readonly string[] {
    const schools = [...this.#names].map(([code, name]) => ({ code, name }));
    const code = schoolCodeInName(file) ?? schoolInName(file, schools);
    return code === null ? [] : [code];
  }
}

/** Sources and the schools in them. A table of the county says of no school that it sent it, except the list of schools. */
async function readSent(engine: Engine, datasetId: string, files: readonly string[]): Promise<Sent[]> {
  const dataset = datasetOf(datasetId);
  const has = (name: string): boolean => dataset.columns.some((column) => column.name === name);
  if (files.length === 0 || !(has('school_code') || dataset.refresh === 'school')) return [];
  const name = has('school_name') ? 'max(school_name)' : 'null';
  const rows = await engine.rows(`select load_batch, source, school_code, ${name} as school_name
    from read_parquet(${listLiteral(files)}, union_by_name = true) where school_code is not null group by load_batch, source, school_code`);
  return rows.map((row) => ({
    batch: String(row.load_batch),
    source: Number(row.source),
    school: { code: String(row.school_code), name: row.school_name === null ? null : String(row.school_name) },
  }));
}
