import type { Check } from '../checks/definition.ts';
import type { Engine, Row, Value } from '../engine/engine.ts';
import type { RunEvent } from '../ledger/event.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createSides } from './run-sides.ts';

/** Why a finding is not as it was: other data came, the numbers changed, the check did, or only the day is a later one. */
export type DiffCause = 'data' | 'policy' | 'check' | 'day';

export interface ChangedFinding {
  readonly number: string;
  readonly check_id: string;
  readonly check_title: string;
  readonly school_code: string;
  readonly school_name: string;
  readonly class: string;
  readonly name: string | null;
  /** False: another check returns the same fault, and it is counted there. */
  readonly is_counted: boolean;
  /** Status in the earlier run; null: not known then. */
  readonly was: string | null;
  readonly is: string | null;
  /** Severities, where they differ. */
  readonly severity_was: string | null;
  readonly severity_is: string | null;
  readonly mark: string | null;
  /** The ledger's reason for the status in the later run. */
  readonly why: string | null;
  readonly causes: readonly DiffCause[];
  /** What of the data came in between: the school's submission and others, by data date. */
  readonly data: string | null;
}

export interface ChangedNumbers {
  readonly check_id: string;
  readonly check_title: string;
  readonly policy: string;
  readonly was: readonly string[];
  readonly is: readonly string[];
}

/** A check that ran in one of the runs only, or not at all for another reason. */
export interface ChangedCoverage {
  readonly check_id: string;
  readonly check_title: string;
  readonly was: string | null;
  readonly is: string | null;
  readonly schools: number;
}

export interface RunDiff {
  readonly findings: readonly ChangedFinding[];
  readonly numbers: readonly ChangedNumbers[];
  readonly coverage: readonly ChangedCoverage[];
  /** Checks of another version. */
  readonly checks: readonly string[];
  readonly packs: readonly string[];
  readonly settings: boolean;
  readonly program: readonly [string, string] | null;
}

/** What changed between two runs of one pipeline, `earlier` before `later`, and why, as far as they kept it. @throws Failure when a run's record is gone */
export async function diffRuns(
  engine: Engine,
  workspace: Workspace,
  checks: readonly Check[],
  earlier: RunEvent,
  later: RunEvent,
): Promise<RunDiff> {
  const changedChecks = otherVersions(earlier, later);
  await createSides(engine, workspace, checks, { earlier, later, changedChecks });
  const packs = [...new Set([...Object.keys(earlier.packs), ...Object.keys(later.packs)])];
  const areKnown = earlier.program !== '' && later.program !== '';
  return {
    findings: (await engine.rows(findingsSql(earlier.as_of !== later.as_of))).map(findingOf),
    numbers: (await engine.rows(numbersSql)).map(numbersOf),
    coverage: (await engine.rows(coverageSql)) as unknown as ChangedCoverage[],
    checks: changedChecks,
    packs: areKnown ? packs.filter((pack) => earlier.packs[pack] !== later.packs[pack]) : [],
    settings: areKnown && earlier.settings !== later.settings,
    program: areKnown && earlier.program !== later.program ? [earlier.program, later.program] : null,
  };
}

/** Runs of format 1 did not note the versions of their checks. */
function otherVersions(earlier: RunEvent, later: RunEvent): string[] {
  const versions = new Map(earlier.checks.map(({ check, version }) => [check, version]));
  return later.checks
    .filter(({ check, version }) => version !== '' && (versions.get(check) ?? '') !== '' && versions.get(check) !== version)
    .map(({ check }) => check);
}

/** What changes without anything having changed: a finding grows a week older. */
const stateOf = (status: string): string => `case when ${status} in ('new', 'persisting', 'reopened') then 'open' else ${status} end`;

const findingsSql = (isOtherDay: boolean): string => `
  with earlier as (select * from earlier_findings where number is not null and excused_by is null and is_of_pipeline is distinct from false),
  later as (select * from later_findings where number is not null and excused_by is null and is_of_pipeline is distinct from false),
  changes as (
      select coalesce(l.number, e.number) as number, coalesce(l.check_id, e.check_id) as check_id,
             coalesce(l.check_title, e.check_title) as check_title, coalesce(l.school_code, e.school_code) as school_code,
             coalesce(l.school_name, e.school_name) as school_name,
             coalesce(l.grade_label, e.grade_label, '') || coalesce(l.class_label, e.class_label, '') as class,
             coalesce(l.name, e.name) as name, coalesce(l.is_counted, e.is_counted, true) as is_counted, e.status as was, l.status as "is", e.severity as severity_was, l.severity as severity_is,
             l.mark, case when l.status is distinct from e.status then l.why end as why
      from earlier e full join later l on l.number = e.number
      where ${stateOf('e.status')} is distinct from ${stateOf('l.status')}
         or l.status = 'reopened' and e.status <> 'reopened'
         or e.number is not null and l.number is not null and (e.severity <> l.severity or e.mark is distinct from l.mark)
  )
  select c.* replace (case when c.severity_was <> c.severity_is then c.severity_was end as severity_was,
                      case when c.severity_was <> c.severity_is then c.severity_is end as severity_is),
         k.check_id is not null or c.why is not distinct from 'check-changed' as by_check,
         es.numbers <> ls.numbers or c.why is not distinct from 'numbers-changed' as by_policy,
         own.data is not null or county.data is not null
             or eo.submission is distinct from lo.submission or eo.data_date is distinct from lo.data_date as by_data,
         ${isOtherDay} as by_day,
         nullif(concat_ws('；', case when eo.data_date is distinct from lo.data_date or eo.submission is distinct from lo.submission
             then '该校报送 ' || concat_ws(' ', eo.data_date, eo.submission) || ' → ' || concat_ws(' ', lo.data_date, lo.submission) end,
             case when eo.data_date is not distinct from lo.data_date and eo.submission is not distinct from lo.submission then own.data end,
             county.data), '') as data
  from changes c
  left join changed_checks k on k.check_id = c.check_id
  left join earlier_statuses es on es.check_id = c.check_id and es.school_code = c.school_code
  left join later_statuses ls on ls.check_id = c.check_id and ls.school_code = c.school_code
  left join earlier_overview eo on eo.school_code = c.school_code
  left join later_overview lo on lo.school_code = c.school_code
  left join arrivals own on own.check_id = c.check_id and own.school_code = c.school_code
  left join (select * from arrivals where school_code is null) county on county.check_id = c.check_id
  order by c.school_code, c.check_id, c.class, c.name, c.number`;

const numbersSql = `
  select check_id, coalesce(l.check_title, e.check_title) as check_title, coalesce(l.policy, e.policy) as policy,
         e.params as was, l.params as "is"
  from earlier_texts e full join later_texts l using (check_id, policy_id)
  where e.params is distinct from l.params
  order by check_id, policy`;

const coverageSql = `
  select check_id, coalesce(max(l.check_title), max(e.check_title)) as check_title, e.ran as was, l.ran as "is", count(*) as schools
  from (select *, case when status in ('有问题', '无问题') then '已检查' else status end as ran from earlier_statuses) e
  full join (select *, case when status in ('有问题', '无问题') then '已检查' else status end as ran from later_statuses) l
      using (check_id, school_code)
  where e.ran is distinct from l.ran
  group by check_id, e.ran, l.ran
  order by check_id, e.ran, l.ran`;

const textOf = (value: Value | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** What lies on the day alone is said only where nothing else explains it. */
function findingOf(row: Row): ChangedFinding {
  const causes: DiffCause[] = [
    ...(row.by_check === true ? ['check' as const] : []),
    ...(row.by_policy === true ? ['policy' as const] : []),
    ...(row.by_data === true ? ['data' as const] : []),
  ];
  return {
    number: String(row.number),
    check_id: String(row.check_id),
    check_title: String(row.check_title),
    school_code: String(row.school_code),
    school_name: String(row.school_name),
    class: String(row.class),
    name: textOf(row.name),
    is_counted: row.is_counted !== false,
    was: textOf(row.was),
    is: textOf(row.is),
    severity_was: textOf(row.severity_was),
    severity_is: textOf(row.severity_is),
    mark: textOf(row.mark),
    why: textOf(row.why),
    causes: causes.length === 0 && row.by_day === true ? ['day'] : causes,
    data: textOf(row.data),
  };
}

const linesOf = (value: Value | undefined): string[] => (textOf(value) ?? '').split('\n').filter((line) => line !== '');

function numbersOf(row: Row): ChangedNumbers {
  const [was, is] = [linesOf(row.was), linesOf(row.is)];
  return {
    check_id: String(row.check_id),
    check_title: String(row.check_title),
    policy: String(row.policy),
    was: was.filter((line) => !is.includes(line)),
    is: is.filter((line) => !was.includes(line)),
  };
}
