import { Availability } from '../checks/availability.ts';
import type { CheckPlan } from '../checks/plan.ts';
import { planCheck } from '../checks/plan.ts';
import { requiredDatasets } from '../checks/requirement.ts';
import { type CheckRun, runChecks } from '../checks/run.ts';
import { datasets } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { type CalendarFacts, prepareCalendar } from '../lake/calendar-relation.ts';
import type { Manifest } from '../lake/manifest.ts';
import { buildMarts, datasetsFor, martsFor } from '../lake/marts.ts';
import { LakeViews } from '../lake/views.ts';
import { prepareStaging } from '../staging/stage.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createAvailableDatasets, createCountyRelations, createSchoolOverview } from './context.ts';
import type { AreaBySchool, CountyPolicy } from './county-policy.ts';
import type { Pipeline } from './declaration.ts';
import { rosterSources } from './roster-relations.ts';
import { findSuccessors } from './school-codes.ts';

/** What all reports and the ledger need of the marts, whatever is checked. */
const alwaysNeeded = [
  'select * from current_classes join protected_students join vanished_students join school_facts join police_results',
  rosterSources,
];

/** The checks of a pipeline over the lake as of one day. */
export interface Inspection {
  readonly views: LakeViews;
  readonly calendar: CalendarFacts;
  /** The regulations, school by school. */
  readonly policy: CountyPolicy;
  readonly schools: readonly string[];
  readonly plans: readonly CheckPlan[];
  readonly checks: CheckRun;
  readonly milliseconds: { readonly marts: number; readonly checks: number };
}

export interface InspectOptions {
  readonly pipeline: Pipeline;
  readonly policy: CountyPolicy;
  readonly asOf: string;
  /** 'YYYY-MM-DD HH:MM:SS': what came later was not known. Null: all. */
  readonly knownAt: string | null;
  /** The newest import of the run before; null: there was none. */
  readonly lastKnown: string | null;
  readonly onProgress: (text: string) => void;
}

export async function inspect(
  engine: Engine,
  workspace: Workspace,
  manifests: readonly Manifest[],
  { pipeline, policy: countyPolicy, asOf, knownAt, lastKnown, onProgress }: InspectOptions,
): Promise<Inspection> {
  await prepareStaging(engine);
  const statements = [...alwaysNeeded, ...pipeline.checks.map((check) => check.sql)];
  const marts = martsFor(statements);
  const wanted = new Set(pipeline.checks.flatMap(requiredDatasets));
  const [lakeFolder, horizon] = [workspace.path('lake'), { asOf, knownAt }];
  const successors = await findSuccessors(engine, lakeFolder, manifests, horizon, lastKnown);
  const views = new LakeViews(engine, lakeFolder, manifests, horizon, successors);
  await views.create(new Set([...datasetsFor(statements), ...[...wanted].filter((name) => datasets.has(name)), 'calendar']));
  await createCountyRelations(engine, workspace.settings);
  const calendar = await prepareCalendar(engine, workspace.settings, asOf);
  const availability = await Availability.read(engine, views, calendar.termStart, asOf, new Set([...wanted, 'graduations']));
  await createAvailableDatasets(engine, availability);

  onProgress('整理数据');
  const martsStart = performance.now();
  await buildMarts(engine, marts, asOf, statements);
  const martsTime = performance.now() - martsStart;
  const schools = await createSchoolOverview(engine, views, asOf, pipeline.period_days);

  const policy = countyPolicy.withAreas(await areasOf(engine, schools));

  const plans: CheckPlan[] = [];
  const policyOf = (schoolCode: string, checkId: string) => policy.of(schoolCode, checkId);
  for (const check of pipeline.checks) plans.push(await planCheck(engine, check, schools, policyOf, availability, asOf));
  const checksStart = performance.now();
  const checks = await runChecks(engine, plans, asOf, (title) => onProgress(`检查 ${title}`));
  return { views, calendar, policy, schools, plans, checks, milliseconds: { marts: martsTime, checks: performance.now() - checksStart } };
}

/** Where the list of schools says that they lie. */
async function areasOf(engine: Engine, schools: readonly string[]): Promise<AreaBySchool> {
  const rows = await engine.rows('select school_code, area_code from school_facts');
  const listed = new Map(rows.map((row) => [String(row.school_code), row.area_code === null ? null : String(row.area_code)]));
  return new Map(schools.map((schoolCode) => [schoolCode, listed.get(schoolCode) ?? null]));
}
