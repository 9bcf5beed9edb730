import { type Dataset, isOwedBySchool } from '../datasets/dataset.ts';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { identifier } from '../engine/sql-text.ts';
import type { Content, ReceivedSource } from '../lake/manifest.ts';
import type { LakeViews } from '../lake/views.ts';
import { lastSeen } from './requirement.ts';

/** unusable: numbers that are all masked, damaged or blank. */
export type ColumnState = 'present' | 'absent' | 'unusable';

/** What the lake has, as checks ask for it. */
export class Availability {
  readonly #bySchool = new Map<string, ReadonlySet<string>>();
  readonly #county = new Map<string, boolean>();
  /** By dataset|school, or by dataset where one table is the whole county's. */
  readonly #columns = new Map<string, ReadonlySet<string>>();
  /** dataset.column */
  readonly #unusable = new Set<string>();

  static async read(engine: Engine, views: LakeViews, termStart: string, asOf: string, datasets: Iterable<string>): Promise<Availability> {
    const availability = new Availability();
    for (const name of new Set(datasets)) {
      const dataset = datasetOf(name === lastSeen ? 'students' : name);
      if (!isOwedBySchool(dataset)) {
        availability.#county.set(name, await hasRow(engine, `from ${identifier(name)}`));
        if (dataset.refresh === 'county') await availability.#readCountyColumns(engine, dataset, views, asOf);
        else availability.#readEventColumns(dataset.id, views);
        continue;
      }
      const inTerm = name === 'absences' ? ` where date between date '${termStart}' and date '${asOf}'` : '';
      // A pupil can be missed only by a school that has reported before.
      const relation = name === lastSeen ? 'students_history' : name;
      const rows = await engine.rows(`select distinct school_code from ${identifier(relation)}${inTerm}`);
      availability.#bySchool.set(name, new Set(rows.map((row) => String(row.school_code))));
      if (name === lastSeen) continue;
      if (dataset.refresh === 'school') availability.#readColumns(name, views);
      else availability.#readEventColumns(name, views);
    }
    return availability;
  }

  /** Whether any row of the dataset came at all. */
  hasAny(dataset: string): boolean {
    return this.#county.get(dataset) ?? (this.#bySchool.get(dataset)?.size ?? 0) > 0;
  }

  has(dataset: string, schoolCode: string): boolean {
    return this.#county.get(dataset) ?? this.#bySchool.get(dataset)?.has(schoolCode) ?? false;
  }

  /** Whether a column is there and can be worked with. A dataset that did not come lacks no column: that it is missing says enough. */
  column(dataset: string, column: string, schoolCode: string): ColumnState {
    const columns = this.#columns.get(`${dataset}|${schoolCode}`) ?? this.#columns.get(dataset);
    if (columns !== undefined && !columns.has(column)) return 'absent';
    return this.#unusable.has(`${dataset}.${column}`) ? 'unusable' : 'present';
  }

  /** A school has a column when each of its current sheets has it, or says it once for all its rows. */
  #readColumns(dataset: string, views: LakeViews): void {
    for (const [schoolCode, submissions] of views.selection.historyOf(dataset)) {
      this.#columns.set(`${dataset}|${schoolCode}`, commonColumns(dataset, submissions.at(-1)?.content ?? [], views));
    }
  }

  /** Events of many files are one list: a column that any of them has is there. */
  #readEventColumns(dataset: string, views: LakeViews): void {
    const sources = views.selection.imports.flatMap((manifest) => manifest.sources.filter((source) => source.dataset === dataset));
    if (sources.length > 0) this.#columns.set(dataset, new Set(sources.flatMap(columnsOf)));
  }

  /** A county's table has a column when all its sheets have it; its numbers are of use when at least one of them can be compared. */
  async #readCountyColumns(engine: Engine, dataset: Dataset, views: LakeViews, asOf: string): Promise<void> {
    const content = views.selection.newestOf(dataset.id, asOf);
    if (content.length > 0) this.#columns.set(dataset.id, commonColumns(dataset.id, content, views));
    if (!this.hasAny(dataset.id) || !dataset.columns.some(({ name }) => name === 'id_number')) return;
    const isComparable = await hasRow(engine, `from ${identifier(dataset.id)} where id_key is not null`);
    if (!isComparable) this.#unusable.add(`${dataset.id}.id_number`);
  }
}

/** The columns that all sheets have. */
function commonColumns(dataset: string, contents: readonly Content[], views: LakeViews): ReadonlySet<string> {
  const sheets = contents
    .map((content) => views.selection.source(content))
    .filter((source) => source?.dataset === dataset)
    .map((source) => (source === undefined ? [] : columnsOf(source)));
  return new Set(sheets.length === 0 ? [] : sheets.reduce((a, b) => a.filter((column) => b.includes(column))));
}

/** Those with a title, and those that a title row gives for all rows. */
const columnsOf = ({ columns, stated_columns }: ReceivedSource): string[] => [...Object.keys(columns), ...stated_columns];

async function hasRow(engine: Engine, query: string): Promise<boolean> {
  const [row] = await engine.rows(`select count(*) as n from (select 1 ${query} limit 1)`);
  return Number(row?.n) > 0;
}
