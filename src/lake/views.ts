import { join } from 'node:path';
import type { Dataset } from '../datasets/dataset.ts';
import { datasetOf, datasets } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { identifier, listLiteral, literal } from '../engine/sql-text.ts';
import { Failure } from '../failure.ts';
import { emptyDatasetSql } from '../staging/empty.ts';
import { readableSince } from '../staging/stage.ts';
import type { Content, Manifest } from './manifest.ts';
import { eventKey } from './record-key.ts';
import type { SchoolSuccessors } from './school-successors.ts';
import { type Horizon, type SelectedSubmission, Selection } from './selection.ts';

/** Rows of a school as of one submission. */
interface SchoolContent {
  readonly schoolCode: string;
  readonly submission: SelectedSubmission;
}

/**
 * Makes a view per dataset that shows the lake at a horizon, and beside `students` its earlier states:
 * `students_last_submission` (the complete submission before the current one) and `students_history` (all complete ones before).
 * Views name the files they need; nothing filters all of history.
 */
export class LakeViews {
  readonly selection: Selection;
  readonly #engine: Engine;
  readonly #lakeFolder: string;
  readonly #asOf: string;
  readonly #successors: SchoolSuccessors;

  /** `successors`: schools that report under another code than before keep their history. */
  constructor(
    engine: Engine,
    lakeFolder: string,
    manifests: readonly Manifest[],
    horizon: Horizon,
    successors: SchoolSuccessors = new Map(),
  ) {
    this.#engine = engine;
    this.#lakeFolder = lakeFolder;
    this.#asOf = horizon.asOf;
    this.#successors = successors;
    this.selection = new Selection(manifests, horizon, successors);
  }

  /** @throws Failure where rows were staged by a version whose columns are not enough. */
  async create(ids: Iterable<string> = datasets.keys()): Promise<void> {
    for (const id of ids) await this.#createDataset(datasetOf(id));
  }

  async #createDataset(dataset: Dataset): Promise<void> {
    this.#refuseOldRows(dataset);
    if (dataset.refresh === 'events') return this.#createEvents(dataset);
    if (dataset.refresh === 'county') return this.#createCountyView(dataset, this.selection.newestOf(dataset.id, this.#asOf));
    const history = [...this.selection.historyOf(dataset.id)].map(([schoolCode, submissions]) => ({ schoolCode, submissions }));
    const newest = (back: number): SchoolContent[] =>
      history.flatMap(({ schoolCode, submissions }) => {
        const submission = submissions.at(-1 - back);
        return submission ? [{ schoolCode, submission }] : [];
      });
    await this.#createSchoolView(dataset, dataset.id, newest(0));
    if (dataset.id !== 'students') return;
    await this.#createSchoolView(dataset, 'students_last_submission', newest(1));
    const earlier = history.flatMap(({ schoolCode, submissions }) =>
      submissions.slice(0, -1).map((submission) => ({ schoolCode, submission })),
    );
    await this.#createSchoolView(dataset, 'students_history', earlier);
  }

  #refuseOldRows(dataset: Dataset): void {
    const since = readableSince[dataset.id] ?? 0;
    const old = this.selection.imports.find(({ staging_version, files }) => staging_version < since && files[dataset.id] !== undefined);
    if (old === undefined) return;
    throw new Failure(
      `“${dataset.title}”里有旧版核籍装载的数据（批次 ${old.id}），缺少现在要用的列。请先运行 heji restage 用保存的原件重新装载，再运行一次。`,
    );
  }

  async #createSchoolView(dataset: Dataset, name: string, contents: readonly SchoolContent[]): Promise<void> {
    const rows = contents.flatMap(({ schoolCode, submission }) =>
      submission.content
        .filter((content) => this.selection.source(content)?.dataset === dataset.id)
        .map((content) => ({
          ...content,
          schoolCode,
          sentAs: submission.sentAs,
          submission: submission.id,
          date: submission.data_date,
          sentDate: this.selection.dateOf(content, submission.batch) ?? submission.data_date,
        })),
    );
    if (rows.length === 0) return this.#createEmpty(dataset, name, true);
    const table = `content_of_${name}`;
    const values = rows.map(
      (row) =>
        `(${literal(row.batch)}, ${row.source}, ${literal(row.schoolCode)}, ${literal(row.sentAs)}, ${literal(row.submission)}, date ${literal(row.date)}, date ${literal(row.sentDate)})`,
    );
    await this.#engine.run(
      `create or replace table ${table} as select * from (values ${values.join(', ')}) t(load_batch, source, school_code, sent_as, submission, submission_date, sent_date)`,
    );
    await this.#engine.run(`create or replace view ${identifier(name)} as
      select r.* replace (c.sent_date as data_date, c.school_code as school_code), r.load_batch || '-' || r.source || '-' || r.source_row as record_key, c.submission, c.submission_date from ${this.#parquet(dataset.id, rows)} r
      join ${table} c on c.load_batch = r.load_batch and c.source = r.source and c.sent_as = r.school_code`);
  }

  async #createCountyView(dataset: Dataset, contents: readonly Content[]): Promise<void> {
    if (contents.length === 0) return this.#createEmpty(dataset, dataset.id, false);
    const named = contents.map((content) => `(${literal(content.batch)}, ${content.source})`).join(', ');
    await this.#engine.run(`create or replace view ${identifier(dataset.id)} as
      select * from ${this.#parquet(dataset.id, contents)} where (load_batch, source) in (${named})`);
  }

  /** Events are merged: of the same event the newest row counts; a re-sent day of a class replaces that day (absences). */
  async #createEvents(dataset: Dataset): Promise<void> {
    const batches = this.selection.imports.filter((manifest) => (manifest.files[dataset.id] ?? []).length > 0);
    if (batches.length === 0) return this.#createEmpty(dataset, dataset.id, false);
    const all = this.#underPresentCodes(
      dataset,
      this.#parquet(
        dataset.id,
        batches.map((manifest) => ({ batch: manifest.id, source: 0 })),
      ),
    );
    if (!overlap(batches.map((manifest) => manifest.days[dataset.id]))) {
      return this.#engine.run(`create or replace view ${identifier(dataset.id)} as select * from ${all}`);
    }
    await this.#engine.run(`create or replace view ${identifier(dataset.id)} as
      with kept as (
          select * from ${all} e
          ${dataset.id === 'absences' ? replacedClassDays(all) : ''}
      )
      select * from kept
      qualify row_number() over (partition by ${eventKey(dataset).join(', ')} order by data_date desc, load_batch desc) = 1`);
  }

  #underPresentCodes(dataset: Dataset, rows: string): string {
    if (this.#successors.size === 0 || !dataset.columns.some(({ name }) => name === 'school_code')) return rows;
    const cases = [...this.#successors].map(([from, to]) => `when ${literal(from)} then ${literal(to)}`);
    return `(select * replace (case school_code ${cases.join(' ')} else school_code end as school_code) from ${rows})`;
  }

  async #createEmpty(dataset: Dataset, name: string, withSubmission: boolean): Promise<void> {
    const columns = withSubmission ? ', null::varchar as record_key, null::varchar as submission, null::date as submission_date' : '';
    await this.#engine.run(
      `create or replace view ${identifier(name)} as select *${columns} from (${await emptyDatasetSql(this.#engine, dataset)})`,
    );
  }

  #parquet(dataset: string, contents: readonly Content[]): string {
    const files = this.selection.filesOf(dataset, new Set(contents.map((content) => content.batch)));
    return `read_parquet(${listLiteral(files.map((file) => join(this.#lakeFolder, file)))})`;
  }
}

/** Whether any two snapshots can hold the same event. A snapshot whose days are not known can hold any. */
function overlap(days: readonly ([string, string] | undefined)[]): boolean {
  if (days.length < 2) return false;
  const known = days.filter((range) => range !== undefined).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  if (known.length < days.length) return true;
  return known.some((range, index) => index > 0 && range[0] <= known[index - 1]![1]);
}

/** A class's day that was called again (with 到校 or 班级已上报 rows) replaces what earlier snapshots said of that day. */
const replacedClassDays = (all: string): string => `
          where not exists (
              select 1 from ${all} n
              where n.status in ('present', 'class_reported') and n.load_batch > e.load_batch and n.school_code = e.school_code and n.date = e.date
                and n.grade_kind is not distinct from e.grade_kind and n.grade_value is not distinct from e.grade_value
                and n.class_label is not distinct from e.class_label)`;
