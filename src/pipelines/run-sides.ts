import type { Check } from '../checks/definition.ts';
import { requiredDatasets } from '../checks/requirement.ts';
import { datasets } from '../datasets/dictionary.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { ManifestLog } from '../lake/manifest.ts';
import type { RunEvent } from '../ledger/event.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createKept, hasKept } from './kept-relation.ts';

/** Two runs of one pipeline, and the checks that are of another version in the later one. */
export interface ComparedRuns {
  readonly earlier: RunEvent;
  readonly later: RunEvent;
  readonly changedChecks: readonly string[];
}

const findingColumns = {
  number: 'varchar',
  check_id: 'varchar',
  check_title: 'varchar',
  school_code: 'varchar',
  school_name: 'varchar',
  grade_label: 'varchar',
  class_label: 'varchar',
  name: 'varchar',
  severity: 'varchar',
  status: 'varchar',
  mark: 'varchar',
  why: 'varchar',
  is_of_pipeline: 'boolean',
  is_counted: 'boolean',
  excused_by: 'varchar',
};
const statusColumns = { check_id: 'varchar', check_title: 'varchar', school_code: 'varchar', status: 'varchar', numbers: 'varchar' };
const overviewColumns = { school_code: 'varchar', submission: 'varchar', data_date: 'date' };
const textColumns = { check_id: 'varchar', check_title: 'varchar', policy_id: 'varchar', policy: 'varchar', params: 'varchar' };

/**
 * Makes what two runs kept, as `earlier_…` and `later_…` (findings, statuses, overview, texts), `changed_checks`, and `arrivals`.
 * @throws Failure when a run's record is gone
 */
export async function createSides(
  engine: Engine,
  workspace: Workspace,
  checks: readonly Check[],
  { earlier, later, changedChecks }: ComparedRuns,
): Promise<void> {
  for (const [side, run] of [
    ['earlier', earlier],
    ['later', later],
  ] as const) {
    const findings = hasKept(workspace, run, 'rectification') ? 'rectification' : 'all_findings';
    await createKept(engine, workspace, run, findings, `${side}_findings`, findingColumns);
    await createKept(engine, workspace, run, 'check_statuses', `${side}_statuses`, statusColumns);
    await createKept(engine, workspace, run, 'school_overview', `${side}_overview`, overviewColumns);
    await createKept(engine, workspace, run, 'check_texts', `${side}_texts`, textColumns);
  }
  await createTableFromRows(
    engine,
    'changed_checks',
    { check_id: 'varchar' },
    changedChecks.map((check_id) => ({ check_id })),
  );
  await createArrivals(engine, workspace, checks, earlier, later);
}

/** Makes `arrivals`: what came between the runs, by the checks that read it; a school's own, or (school null) the county's and events. */
async function createArrivals(
  engine: Engine,
  workspace: Workspace,
  checks: readonly Check[],
  earlier: RunEvent,
  later: RunEvent,
): Promise<void> {
  const imports = new ManifestLog(workspace.path('lake'))
    .read()
    .filter((manifest) => manifest.kind === 'import')
    .filter(({ id }) => id > earlier.lake && id <= later.lake);
  const arrived = imports.flatMap((manifest) => [
    ...manifest.submissions.flatMap(({ school_code, datasets: names, data_date }) =>
      names.map((dataset) => ({ school_code, dataset, data_date })),
    ),
    ...manifest.sources
      .filter(({ dataset }) => datasets.get(dataset)?.refresh !== 'school')
      .map(({ dataset, data_date }) => ({ school_code: null, dataset, data_date })),
  ]);
  await createTableFromRows(
    engine,
    'arrived_datasets',
    { school_code: 'varchar', dataset: 'varchar', title: 'varchar', data_date: 'date' },
    arrived
      .filter(({ data_date }) => data_date <= later.as_of)
      .map((one) => ({ ...one, title: datasets.get(one.dataset)?.title ?? one.dataset })),
  );
  await createTableFromRows(
    engine,
    'check_datasets',
    { check_id: 'varchar', dataset: 'varchar' },
    checks.flatMap((check) => [...new Set(requiredDatasets(check))].map((dataset) => ({ check_id: check.id, dataset }))),
  );
  await engine.run(`create or replace table arrivals as
    select check_id, school_code, string_agg(title || ' ' || newest, '、' order by title) as data
    from (
        select c.check_id, a.school_code, a.title, max(a.data_date) as newest
        from arrived_datasets a join check_datasets c on c.dataset = a.dataset
        group by c.check_id, a.school_code, a.title
    )
    group by check_id, school_code`);
}
