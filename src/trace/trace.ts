import type { Check } from '../checks/definition.ts';
import type { Column } from '../datasets/column.ts';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine, Row } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import type { ImportManifest, ReceivedSource } from '../lake/manifest.ts';
import type { KeptFiles } from './kept-file.ts';
import { type LakeRow, type Period, pupilOf, pupilsOfClass, pupilsOfSchool, rowsOfClass, rowsOfPupil, rowsOfSchool } from './lake-rows.ts';
import { sourceCells, type TracedCell } from './source-cells.ts';
import { tracedTables, usedColumns } from './used-columns.ts';

/** A row of the lake on which a finding rests, with the cells of the file it came from. */
export interface TracedRow {
  readonly batch: string;
  /** 'YYYY-MM-DD HH:MM:SS' */
  readonly received_at: string;
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  readonly cells: readonly TracedCell[];
  /** Why the original cells are not there. */
  readonly note: string | null;
}

/** How many rows of a file count, and which; of a class or school. */
export interface TracedCount {
  readonly batch: string;
  readonly file: string;
  readonly sheet: string;
  readonly rows: number;
  readonly row_numbers: readonly number[];
}

export interface TracedDataset {
  readonly dataset: string;
  readonly title: string;
  /** The check cannot do without it; the others would have excused the finding, or say more of it. */
  readonly is_required: boolean;
  readonly rows: readonly TracedRow[];
  readonly counts: readonly TracedCount[];
  /** What is worth saying where there is no row. */
  readonly note: string | null;
}

/** A record of a finding: its row of `all_findings` and what it rests on. */
export interface TracedRecord {
  readonly finding: Row;
  readonly datasets: readonly TracedDataset[];
}

/** Of a class or school every pupil counts; the cells of so many per file are shown. */
const SHOWN_OF_A_FILE = 5;

/** Follows findings of one check back to the files. The lake's views and marts must be open as of the run. */
export class Trace {
  readonly #engine: Engine;
  readonly #check: Check;
  readonly #files: KeptFiles;
  readonly #imports: ReadonlyMap<string, ImportManifest>;
  readonly #asOf: string;

  constructor(engine: Engine, check: Check, files: KeptFiles, imports: readonly ImportManifest[], asOf: string) {
    this.#engine = engine;
    this.#check = check;
    this.#files = files;
    this.#imports = new Map(imports.map((manifest) => [manifest.id, manifest]));
    this.#asOf = asOf;
  }

  async of(finding: Row): Promise<TracedRecord> {
    return { finding, datasets: await this.#datasetsOf(finding) };
  }

  #datasetsOf(finding: Row): Promise<TracedDataset[]> {
    if (finding.entity === 'school') return this.#ofSchool(String(finding.entity_key));
    return finding.entity === 'class' ? this.#ofClass(finding) : this.#ofPupil(finding);
  }

  async #ofPupil(finding: Row): Promise<TracedDataset[]> {
    const pupil = await pupilOf(this.#engine, finding);
    const evidence = JSON.parse(String(finding.evidence_json ?? '{}')) as Readonly<Record<string, unknown>>;
    const period: Period = { from: typeof evidence.first_day === 'string' ? evidence.first_day : null, to: this.#asOf };
    const traced: TracedDataset[] = [];
    for (const { id, isExpected } of tracedTables(this.#check)) {
      const rows = pupil === null ? [] : await this.#rows(id, await rowsOfPupil(this.#engine, id, pupil, period));
      const note = pupil === null ? '现在的数据里已经找不到这条记录（可能重新装载过），只能看台账里的内容' : null;
      if (isExpected || rows.length > 0) traced.push(this.#dataset(id, rows, [], note));
    }
    return pupil === null || pupil.isCurrent ? traced : [...traced, await this.#searched(pupil.schoolCode)];
  }

  /** Where a vanished pupil was looked for and not found. */
  async #searched(school: string): Promise<TracedDataset> {
    const counts = await this.#rosterOf(school);
    return { ...this.#dataset('students', [], counts, '该校现用名册，逐行找过，没有这名学生'), title: '该校现用名册' };
  }

  /** The sheets of a school's current list, with their numbers of pupils. */
  async #rosterOf(school: string): Promise<TracedCount[]> {
    const rows = await this.#engine.rows(
      `select load_batch, source_file, source_sheet, count(*) as n from students where school_code = ${literal(school)}
       group by load_batch, source_file, source_sheet order by load_batch, source_file, source_sheet`,
    );
    return rows.map((row) => ({
      batch: String(row.load_batch),
      file: String(row.source_file),
      sheet: String(row.source_sheet),
      rows: Number(row.n),
      row_numbers: [],
    }));
  }

  async #ofSchool(code: string): Promise<TracedDataset[]> {
    const listed = await this.#rows('schools', await rowsOfSchool(this.#engine, code));
    const pupils = await this.#rows('students', await pupilsOfSchool(this.#engine, code, SHOWN_OF_A_FILE));
    return [
      this.#dataset('schools', listed, [], listed.length === 0 ? '学校表里没有这个标识码' : null),
      this.#dataset('students', pupils, await this.#rosterOf(code), pupils.length === 0 ? '没有用这个标识码报来的学生' : null),
    ];
  }

  async #ofClass(finding: Row): Promise<TracedDataset[]> {
    const key = String(finding.entity_key);
    const traced: TracedDataset[] = [];
    for (const { id } of tracedTables(this.#check)) {
      if (id === 'classes') {
        const rows = await this.#rows(id, await rowsOfClass(this.#engine, key, this.#asOf));
        traced.push(this.#dataset(id, rows, [], rows.length === 0 ? '班级表里没有这个班，或没有收到班级表' : null));
      } else if (id === 'students') {
        const pupils = await pupilsOfClass(this.#engine, key);
        const bySource = inSources(pupils);
        const shown = bySource.flatMap((own) => own.slice(0, SHOWN_OF_A_FILE));
        traced.push(this.#dataset(id, await this.#rows(id, shown), bySource.map(countOf), null));
      }
    }
    return traced;
  }

  #dataset(id: string, rows: readonly TracedRow[], counts: readonly TracedCount[], note: string | null): TracedDataset {
    const isRequired = tracedTables(this.#check).some((table) => table.id === id && table.isRequired);
    return { dataset: id, title: datasetOf(id).title, is_required: isRequired, rows, counts, note };
  }

  async #rows(dataset: string, rows: readonly LakeRow[]): Promise<TracedRow[]> {
    const columns = usedColumns(this.#check, dataset);
    const traced = new Map<LakeRow, TracedRow>();
    for (const own of inSources(rows)) {
      for (const [row, value] of await this.#ofSource(own, columns)) traced.set(row, value);
    }
    return rows.map((row) => traced.get(row)!);
  }

  async #ofSource(rows: readonly LakeRow[], columns: readonly Column[]): Promise<Map<LakeRow, TracedRow>> {
    const { batch, source: number } = rows[0]!;
    const manifest = this.#imports.get(batch);
    const source: ReceivedSource | undefined = manifest?.sources.find((one) => one.source === number && one.same_as === null);
    const known = columns.filter(({ name }) => source?.columns[name] !== undefined || rows.some(({ values }) => values[name] != null));
    const { cellsOf, note } = source
      ? await sourceCells(this.#files, source, rows, known)
      : { cellsOf: new Map<LakeRow, TracedCell[]>(), note: '导入清单里已没有这个来源' };
    return new Map(
      rows.map((row) => [
        row,
        {
          batch,
          received_at: manifest?.received_at ?? '',
          file: row.file,
          sheet: row.sheet,
          row: row.row,
          cells: cellsOf.get(row) ?? [],
          note,
        },
      ]),
    );
  }
}

/** The rows of each source together, in their order. */
function inSources(rows: readonly LakeRow[]): LakeRow[][] {
  const bySource = new Map<string, LakeRow[]>();
  for (const row of rows) {
    const key = `${row.batch}-${row.source}`;
    bySource.set(key, [...(bySource.get(key) ?? []), row]);
  }
  return [...bySource.values()];
}

const countOf = (rows: readonly LakeRow[]): TracedCount => ({
  batch: rows[0]!.batch,
  file: rows[0]!.file,
  sheet: rows[0]!.sheet,
  rows: rows.length,
  row_numbers: rows.map(({ row }) => row),
});
