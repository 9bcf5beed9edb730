import type { Engine, Row, Value } from '../engine/engine.ts';
import { excuseReason } from '../privacy/sensitive-reasons.ts';
import type { PapersSummary } from '../returns/papers-summary.ts';

/** What a run found and did not do, in numbers; nothing personal. Keys as `--json` prints them. */
export interface RunSummary {
  readonly run: string;
  readonly pipeline: string;
  readonly pipeline_title: string;
  readonly as_of: string;
  readonly county_name: string;
  readonly policy_title: string;
  /** Every regulation by which schools were judged, the workspace's own first. */
  readonly policies: readonly PolicyInUse[];
  /** What must be known of the data and the settings before a number is trusted. */
  readonly notes: readonly string[];
  readonly calendar_note: string | null;
  /** Schools from which data is expected, and how many codes of the list are a school's second one, with its zeros lost. */
  readonly submissions: {
    readonly schools: number;
    readonly by_state: readonly { readonly state: string; readonly schools: number }[];
    readonly shortened_codes: number;
  };
  /** The pipeline's findings as they stand after the run, each fault once. */
  readonly findings: FindingCounts & { readonly groups: readonly FindingGroup[] };
  readonly not_run: readonly NotRunGroup[];
  readonly excused: { readonly total: number; readonly groups: readonly ExcusedGroup[] };
  readonly not_imported: { readonly files: readonly UnreadFile[]; readonly rejected_rows: number; readonly skipped_rows: number };
  /** Workbooks, relative to the folder in which the command was called. */
  readonly reports: readonly string[];
  /** What the run's import left for people; null: there was nothing to import. */
  readonly papers: PapersSummary | null;
}

/** How many findings stand how. `total`: those still owed (`fresh` 新增, persisting, reopened, not_submitted); closed and ended: since the run before. */
export interface FindingCounts {
  readonly total: number;
  readonly fresh: number;
  readonly persisting: number;
  readonly reopened: number;
  readonly not_submitted: number;
  readonly closed: number;
  readonly ended: number;
  readonly waived: number;
  readonly explained: number;
  readonly overdue: number;
}

export interface FindingGroup extends FindingCounts {
  readonly category: string;
  readonly severity: 'red' | 'orange' | 'yellow' | 'blue';
}

export interface PolicyInUse {
  readonly policy: string;
  readonly title: string;
  readonly schools: number;
}

export interface NotRunGroup {
  readonly check: string;
  readonly title: string;
  readonly status: '未运行' | '出错';
  readonly reason: string;
  readonly schools: number;
}

/** A sensitive reason is 其他已核实 here too. */
export interface ExcusedGroup {
  readonly title: string;
  readonly reason: string;
  readonly rows: number;
}

export interface UnreadFile {
  readonly file: string;
  readonly sheet: string | null;
  readonly outcome: string;
  readonly reason: string;
}

/** Sums up the run whose relations are open (`openRun`). */
export async function summariseRun(engine: Engine, reports: readonly string[], papers: PapersSummary | null): Promise<RunSummary> {
  const [run] = await engine.rows('select * from run');
  if (!run) throw new Error('a run without its own row');
  const groups = await findingGroups(engine);
  const allStates = await engine.rows(
    'select submission as state, count(*) as schools from school_overview group by submission order by submission',
  );
  const shortened = allStates.find(({ state }) => state === '不另报（前导零丢失）');
  const states = allStates.filter((state) => state !== shortened);
  const [rows] = await engine.rows(
    "select coalesce(sum(rejected), 0) as rejected, coalesce(sum(skipped), 0) as skipped from imports where outcome in ('已导入', '已扣住')",
  );
  return {
    run: String(run.run_id),
    pipeline: String(run.pipeline),
    pipeline_title: String(run.pipeline_title),
    as_of: String(run.as_of),
    county_name: String(run.county_name),
    policy_title: String(run.policy_title),
    policies: (await engine.rows('select policy_id, title, schools from policies_in_use')).map((row) => ({
      policy: String(row.policy_id),
      title: String(row.title),
      schools: Number(row.schools),
    })),
    notes: (await engine.rows('select note from data_notes')).map((row) => String(row.note)),
    calendar_note: textOrNull(run.calendar_note),
    submissions: {
      schools: states.reduce((schools, state) => schools + Number(state.schools), 0),
      by_state: states.map((state) => ({ state: String(state.state), schools: Number(state.schools) })),
      shortened_codes: Number(shortened?.schools ?? 0),
    },
    findings: { ...sumOf(groups), groups },
    not_run: (await engine.rows(notRunSql)).map(toNotRun),
    excused: await excusedGroups(engine),
    not_imported: {
      files: (await engine.rows(unreadSql)).map(toUnread),
      rejected_rows: Number(rows?.rejected),
      skipped_rows: Number(rows?.skipped),
    },
    reports,
    papers,
  };
}

/** Whether something was refused, held back or not checked: then the work is done, but not all of it. */
export const hasRunGaps = ({ not_run, not_imported, submissions, papers }: RunSummary): boolean =>
  submissions.schools === 0 ||
  (papers !== null && papers.problem !== null) ||
  not_run.length > 0 ||
  not_imported.files.length > 0 ||
  not_imported.rejected_rows > 0 ||
  submissions.by_state.some(({ state }) => state.includes('已扣住'));

const textOrNull = (value: Value | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** Columns of the counts and the statuses that they count. */
const statusColumns = {
  fresh: 'new',
  persisting: 'persisting',
  reopened: 'reopened',
  not_submitted: 'not-submitted',
  closed: 'closed',
  ended: 'ended',
  waived: 'waived',
  explained: 'explained',
} as const;

async function findingGroups(engine: Engine): Promise<FindingGroup[]> {
  const counts = Object.entries(statusColumns).map(
    ([name, status]) => `sum(case when status = '${status}' then findings else 0 end) as ${name}`,
  );
  const rows = await engine.rows(`
    select category, severity, ${counts.join(', ')}, sum(overdue) as overdue
    from trend where run_id = (select run_id from run)
    group by category, severity
    order by list_position(['重复', '班额', '辍学', '信息质量'], category), list_position(['red', 'orange', 'yellow', 'blue'], severity)`);
  return rows.map((row) => {
    const count = (name: string): number => Number(row[name]);
    return {
      category: String(row.category),
      severity: String(row.severity) as FindingGroup['severity'],
      total: count('fresh') + count('persisting') + count('reopened') + count('not_submitted'),
      fresh: count('fresh'),
      persisting: count('persisting'),
      reopened: count('reopened'),
      not_submitted: count('not_submitted'),
      closed: count('closed'),
      ended: count('ended'),
      waived: count('waived'),
      explained: count('explained'),
      overdue: count('overdue'),
    };
  });
}

function sumOf(groups: readonly FindingGroup[]): FindingCounts {
  const sum = (name: keyof FindingCounts): number => groups.reduce((total, group) => total + group[name], 0);
  return {
    total: sum('total'),
    fresh: sum('fresh'),
    persisting: sum('persisting'),
    reopened: sum('reopened'),
    not_submitted: sum('not_submitted'),
    closed: sum('closed'),
    ended: sum('ended'),
    waived: sum('waived'),
    explained: sum('explained'),
    overdue: sum('overdue'),
  };
}

const notRunSql = `
  select check_id, check_title, status, reason, min(check_order) as check_order, count(distinct school_code) as schools
  from check_statuses where status in ('未运行', '出错')
  group by check_id, check_title, status, reason
  order by status desc, check_order, schools desc, reason`;

const toNotRun = (row: Row): NotRunGroup => ({
  check: String(row.check_id),
  title: String(row.check_title),
  status: String(row.status) as NotRunGroup['status'],
  reason: String(row.reason),
  schools: Number(row.schools),
});

async function excusedGroups(engine: Engine): Promise<RunSummary['excused']> {
  const rows = await engine.rows(
    'select check_title, excused_by, count(*) as n from all_findings where excused_by is not null group by check_title, excused_by order by check_title, excused_by',
  );
  // Several sensitive reasons become one.
  const groups = new Map<string, ExcusedGroup>();
  for (const row of rows) {
    const reason = excuseReason(String(row.excused_by), 'county', false);
    const key = JSON.stringify([row.check_title, reason]);
    groups.set(key, { title: String(row.check_title), reason, rows: Number(row.n) + (groups.get(key)?.rows ?? 0) });
  }
  return { total: rows.reduce((sum, row) => sum + Number(row.n), 0), groups: [...groups.values()] };
}

const unreadSql = `
  select file, sheet, outcome, reason from imports
  where outcome in ('已拒收', '未识别', '已扣住')
  order by outcome, file, sheet`;

const toUnread = (row: Row): UnreadFile => ({
  file: String(row.file),
  sheet: textOrNull(row.sheet) || null,
  outcome: String(row.outcome),
  reason: String(row.reason),
});
