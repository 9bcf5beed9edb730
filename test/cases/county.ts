import { Availability } from '../../src/checks/availability.ts';
import { loadChecks } from '../../src/checks/catalogue.ts';
import type { Check } from '../../src/checks/definition.ts';
import { planCheck, requiredDatasets } from '../../src/checks/plan.ts';
import { type CheckRun, runChecks } from '../../src/checks/run.ts';
import { datasetOf, datasets } from '../../src/datasets/dictionary.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { type CalendarFacts, prepareCalendar } from '../../src/lake/calendar-relation.ts';
import { buildMarts, martSql, martsFor, relationsOf } from '../../src/lake/marts.ts';
import { LakeViews } from '../../src/lake/views.ts';
import { createAvailableDatasets, createCountyRelations, createSchoolOverview } from '../../src/pipelines/context.ts';
import { loadPacks, policiesDir } from '../../src/policy/load.ts';
import { emptyDatasetSql } from '../../src/staging/empty.ts';
import { learnSchools, prepareStaging } from '../../src/staging/stage.ts';
import type { Settings } from '../../src/workspace/settings.ts';
import { manifestOf } from './manifest.ts';
import type { Specification } from './specification.ts';
import { type SheetRow, stageTable, submissionColumns } from './staged-table.ts';
import { type Tables, tableRows } from './table-rows.ts';

const checks = loadChecks();
const packs = loadPacks(policiesDir, checks);

const settingsOf = (spec: Specification): Settings => ({
  county_code: '230104',
  county_name: '测试县',
  policy: spec.regulation,
  persons_scope: 'county',
  terms: { first: { from: '09-01', to: '01-15' }, second: { from: '03-01', to: '07-15' } },
  transfer_open_workdays: spec.settings?.transfer_open_workdays ?? 60,
  overrides: [],
});

/** Datasets that any check or mart reads; `history` is the table `students_history`. */
const relations = new Set([...martSql.values(), ...checks.map((check) => check.sql)].flatMap((sql) => [...relationsOf(sql)]));
const datasetsRead = ['students', 'calendar', ...[...datasets.keys()].filter((id) => id !== 'students' && id !== 'calendar' && relations.has(id))];

/** A county of a few rows, made anew for every case in one engine: real staging, calendar, marts, plan and policy. */
export class County {
  readonly #engine: Engine;
  readonly #filled = new Set<string>();
  /** Tables already staged, by their rows: many cases differ in one table only. */
  readonly #staged = new Map<string, string>();
  #settings = '';
  #days: { readonly key: string; readonly facts: CalendarFacts } | null = null;

  private constructor(engine: Engine) {
    this.#engine = engine;
  }

  static async open(): Promise<County> {
    const county = new County(await DuckDbEngine.open());
    // Each table has a few rows: handing them round between threads costs more than it saves.
    await county.#engine.run('set threads = 1');
    await prepareStaging(county.#engine);
    for (const id of datasetsRead) {
      await emptyDatasetSql(county.#engine, datasetOf(id));
      await county.#clear(id);
    }
    await county.#clear('students_history');
    return county;
  }

  close(): void {
    this.#engine.close();
  }

  /** Runs the case's check, and those beside it. */
  async inspect(spec: Specification): Promise<CheckRun> {
    const wanted = [spec.check, ...(spec.beside ?? [])].map((id) => checks.find((check) => check.id === id)!);
    const required = wanted.flatMap(requiredDatasets);
    const tables = tableRows(spec, required);
    await this.#fill(spec, tables);
    await this.#settle(settingsOf(spec));
    const views = new LakeViews(this.#engine, '', [manifestOf(spec, tables, columnsOf)], { asOf: spec.as_of, knownAt: null });
    const { termStart } = await this.#calendar(spec, tables);
    const availability = await Availability.read(this.#engine, views, termStart, spec.as_of, [...required, 'students', 'graduations']);
    await createAvailableDatasets(this.#engine, availability);
    const marts = martsFor([...wanted.map((check) => check.sql), 'from protected_students join current_classes join school_facts']);
    await buildMarts(this.#engine, marts, spec.as_of);
    const schools = await createSchoolOverview(this.#engine, views, spec.as_of, 7);
    const policyOf = (_school: string, id: string) => ({
      pack: packs.get(spec.regulation),
      policy: packs.policyFor(spec.regulation, id, overridesOf(spec, id)),
    });
    const plans = [];
    for (const check of wanted) plans.push(await planCheck(this.#engine, check, schools, policyOf, availability, spec.as_of));
    return runChecks(this.#engine, plans, spec.as_of, () => {});
  }

  async #calendar(spec: Specification, tables: Tables): Promise<CalendarFacts> {
    const key = JSON.stringify([settingsOf(spec), spec.as_of, tables.get('calendar')]);
    const facts = this.#days?.key === key ? this.#days.facts : await prepareCalendar(this.#engine, settingsOf(spec), spec.as_of);
    this.#days = { key, facts };
    return facts;
  }

  async #fill(spec: Specification, tables: Tables): Promise<void> {
    for (const name of [...this.#filled]) if (!tables.has(tableOf(name))) await this.#clear(name);
    const schools = tables.get('schools') ?? [];
    await learnSchools(
      this.#engine,
      schools.map(({ cells }) => ({ code: String(cells.school_code), name: String(cells.school_name) })),
    );
    for (const [table, rows] of tables) {
      const name = table === 'history' ? 'students_history' : table;
      const dataset = table === 'history' ? 'students' : table;
      const staged = await this.#stage(name, dataset, rows, columnsOf(spec, dataset, rows));
      await this.#engine.run(`create or replace table ${name} as select * from ${staged}`);
      this.#filled.add(name);
    }
  }

  async #stage(name: string, dataset: string, rows: readonly SheetRow[], columns: readonly string[]): Promise<string> {
    const key = JSON.stringify([name, rows, columns]);
    const known = this.#staged.get(key);
    if (known !== undefined) return known;
    const table = `staged_${this.#staged.size}`;
    await stageTable(this.#engine, table, dataset, rows, columns);
    this.#staged.set(key, table);
    return table;
  }

  /** An empty table with all columns of the dataset. */
  async #clear(name: string): Promise<void> {
    const dataset = name === 'students_history' ? 'students' : name;
    const submission = datasetOf(dataset).refresh === 'school' ? submissionColumns('null', 'null', 'null') : '';
    await this.#engine.run(`create or replace table ${name} as select *${submission} from empty_${dataset}`);
    this.#filled.delete(name);
  }

  /** The county's own facts are made again only where a case changes them: the table of characters is large. */
  async #settle(settings: Settings): Promise<void> {
    const key = JSON.stringify(settings);
    if (key === this.#settings) return;
    await createCountyRelations(this.#engine, settings);
    this.#settings = key;
  }
}

const tableOf = (name: string): string => (name === 'students_history' ? 'history' : name);

/** Columns that the case's files of a dataset have. */
function columnsOf(spec: Specification, dataset: string, rows: readonly SheetRow[]): string[] {
  const names = new Set(rows.flatMap(({ cells }) => Object.keys(cells)).filter((name) => !name.endsWith('__number')));
  return [...names].filter((name) => !spec.without?.includes(`${dataset}.${name}`));
}

const overridesOf = (spec: Specification, check: string) =>
  spec.params !== undefined && check === spec.check ? [{ check, params: spec.params, reason: '本县会议纪要' }] : [];

/** The check of a folder. */
export const checkOf = (id: string): Check => checks.find((check) => check.id === id)!;
export const checkIds: readonly string[] = checks.map((check) => check.id);
