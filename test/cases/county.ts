import { Availability } from '../../src/checks/availability.ts';
import { loadChecks } from '../../src/checks/catalogue.ts';
import type { Check } from '../../src/checks/definition.ts';
import { type CheckPlan, planCheck } from '../../src/checks/plan.ts';
import { requiredDatasets } from '../../src/checks/requirement.ts';
import { type CheckRun, runChecks } from '../../src/checks/run.ts';
import { datasetOf, datasets } from '../../src/datasets/dictionary.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { type CalendarFacts, prepareCalendar } from '../../src/lake/calendar-relation.ts';
import { buildMarts, martSql, martsFor, relationsOf } from '../../src/lake/marts.ts';
import { LakeViews } from '../../src/lake/views.ts';
import { createAvailableDatasets, createCountyRelations, createSchoolOverview } from '../../src/pipelines/context.ts';
import { loadPacks, policiesDir } from '../../src/policy/load.ts';
import type { Override } from '../../src/policy/override.ts';
import { emptyDatasetSql } from '../../src/staging/empty.ts';
import { learnSchools, prepareStaging } from '../../src/staging/stage.ts';
import type { Settings } from '../../src/workspace/settings.ts';
import { manifestOf } from './manifest.ts';
import { Sheets } from './sheets.ts';
import type { Specification } from './specification.ts';
import { submissionColumns } from './staged-table.ts';

const checks = loadChecks();
const packs = loadPacks(policiesDir, checks);

/** Relations of the lake that any check or mart reads, with the dataset that each is of. */
const relations: ReadonlyMap<string, string> = new Map([
  ...['students', 'calendar', ...datasetsRead()].map((id) => [id, id] as const),
  ['students_history', 'students'],
]);

function datasetsRead(): string[] {
  const read = new Set([...martSql.values(), ...checks.map((check) => check.sql)].flatMap((sql) => [...relationsOf(sql)]));
  return [...datasets.keys()].filter((id) => read.has(id));
}

/** A county of a few rows, made anew for every case in one engine: real staging, calendar, marts, plan and policy. */
export class County {
  readonly #engine: Engine;
  readonly #sheets: Sheets;
  readonly #filled = new Set<string>();
  #settings = '';
  #calendar: { readonly key: string; readonly facts: CalendarFacts } | null = null;

  private constructor(engine: Engine, sheets: Sheets) {
    this.#engine = engine;
    this.#sheets = sheets;
  }

  static async open(specs: readonly Specification[]): Promise<County> {
    const engine = await DuckDbEngine.open();
    // Each table has a few rows: handing them round between threads costs more than it saves.
    await engine.run('set threads = 1');
    await prepareStaging(engine);
    await learnSchools(engine, [
      { code: '2230100001', name: '城关一中' },
      { code: '2230100002', name: '城关二中' },
    ]);
    const county = new County(engine, new Sheets(specs, requiredOf));
    await county.#sheets.stage(engine);
    for (const [relation, dataset] of relations) {
      await emptyDatasetSql(engine, datasetOf(dataset));
      await county.#clear(relation);
    }
    return county;
  }

  close(): void {
    this.#engine.close();
  }

  /** Runs the case's check, and those beside it. */
  async inspect(spec: Specification): Promise<CheckRun> {
    const { as_of: asOf, regulation } = spec;
    const wanted = checksOf(spec);
    await this.#fill(spec);
    await this.#settle(settingsOf(spec));
    const { termStart } = await this.#days(spec);
    const views = new LakeViews(this.#engine, '', [manifestOf(spec, this.#sheets)], { asOf, knownAt: null });
    const availability = await Availability.read(this.#engine, views, termStart, asOf, [...requiredOf(spec), 'students', 'graduations']);
    await createAvailableDatasets(this.#engine, availability);
    const marts = martsFor([...wanted.map((check) => check.sql), 'from protected_students join current_classes join school_facts']);
    await buildMarts(this.#engine, marts, asOf);
    const schools = await createSchoolOverview(this.#engine, views, asOf, 7);
    const policyOf = (_school: string, id: string) => ({
      pack: packs.get(regulation),
      policy: packs.policyFor(regulation, id, overridesOf(spec)),
    });
    const plans: CheckPlan[] = [];
    for (const check of wanted) plans.push(await planCheck(this.#engine, check, schools, policyOf, availability, asOf));
    return runChecks(this.#engine, plans, asOf, () => {});
  }

  async #fill(spec: Specification): Promise<void> {
    const queries = this.#sheets.queriesOf(spec);
    for (const relation of [...this.#filled]) if (!queries.has(relation)) await this.#clear(relation);
    for (const [relation, query] of queries) {
      await this.#engine.run(`create or replace table ${relation} as ${query}`);
      this.#filled.add(relation);
    }
  }

  async #clear(relation: string): Promise<void> {
    const dataset = relations.get(relation)!;
    const added = datasetOf(dataset).refresh === 'school' ? submissionColumns('null', 'null', 'null') : '';
    await this.#engine.run(`create or replace table ${relation} as select *${added} from empty_${dataset}`);
    this.#filled.delete(relation);
  }

  /** The county's own facts are made again only where a case changes them: the table of characters is large. */
  async #settle(settings: Settings): Promise<void> {
    const key = JSON.stringify(settings);
    if (key !== this.#settings) await createCountyRelations(this.#engine, settings);
    this.#settings = key;
  }

  async #days(spec: Specification): Promise<CalendarFacts> {
    const key = JSON.stringify([spec.as_of, this.#sheets.rowsOf(spec, 'calendar')]);
    const facts = this.#calendar?.key === key ? this.#calendar.facts : await prepareCalendar(this.#engine, settingsOf(spec), spec.as_of);
    this.#calendar = { key, facts };
    return facts;
  }
}

const checksOf = (spec: Specification): Check[] =>
  [spec.check, ...(spec.beside ?? [])].map((id) => checks.find((check) => check.id === id)!);

const requiredOf = (spec: Specification): string[] => checksOf(spec).flatMap(requiredDatasets);

/** The county's own numbers; a param that is another check's is set there. */
function overridesOf({ check, params = {} }: Specification): Override[] {
  const declared = checks.find(({ id }) => id === check)!.params;
  const homeOf = (name: string): string => declared[name]?.same_as ?? check;
  return [...new Set(Object.keys(params).map(homeOf))].map((home) => ({
    check: home,
    params: Object.fromEntries(Object.entries(params).filter(([name]) => homeOf(name) === home)),
    reason: '本县会议纪要',
  }));
}

const settingsOf = (spec: Specification): Settings => ({
  county_code: spec.settings?.county_code ?? '230104',
  county_name: spec.settings?.county_name ?? '测试县',
  policy: 'heilongjiang-2020',
  policies_by_area: {},
  persons_scope: spec.settings?.persons_scope ?? 'county',
  terms: { first: { from: '09-01', to: '01-15' }, second: { from: '03-01', to: '07-15' } },
  transfer_open_workdays: spec.settings?.transfer_open_workdays ?? 60,
  authorised_copy: null,
  deadlines: { red: 0, orange: 5, yellow: 'month-end', blue: 'none' },
  notices: { number: '{serial}', contact: '', telephone: '' },
  overrides: [],
});
