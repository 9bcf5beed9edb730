import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { listLiteral, literal } from '../engine/sql-text.ts';
import { prepareCalendar } from '../lake/calendar-relation.ts';
import { ManifestLog } from '../lake/manifest.ts';
import { isUnsent, readSchoolList, reportingSchools, type SchoolList } from '../lake/reporting-schools.ts';
import { LakeViews } from '../lake/views.ts';
import { owedStatuses, type RunEvent } from '../ledger/event.ts';
import { Ledger } from '../ledger/ledger.ts';
import { actionWords } from '../packages/reply-words.ts';
import { createKept, hasKept } from '../pipelines/kept-relation.ts';
import { laterRelations } from '../pipelines/run-store.ts';
import { createLastReplies } from '../replies/to-judge.ts';
import { prepareStaging } from '../staging/stage.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What a due list is of. */
export interface DueRequest {
  /** The day on which it is read. */
  readonly day: string;
  /** Workdays ahead that are looked at. */
  readonly within: number;
  /** Natural days after which a school's newest data no longer counts for the period. */
  readonly periodDays: number;
}

export interface DueBasis {
  /** The run whose findings and deadlines they are; null: there was none up to that day. */
  readonly run: RunEvent | null;
  /** False: the run is an earlier version's, which knew no deadlines. */
  readonly hasDeadlines: boolean;
  /** The last day that is looked at. */
  readonly until: string;
}

/**
 * Makes `due_findings` (what schools still owe and has a deadline up to `until`, as the ledger has it on that day), `due_schools` (a school a
 * row), `unsent_schools` and `school_names`.
 * Deadlines are those of the last run; what was waived or explained since is not owed any more.
 */
export async function createDueRelations(engine: Engine, workspace: Workspace, request: DueRequest): Promise<DueBasis> {
  const { day } = request;
  const { head } = await Ledger.open(engine, workspace.path('ledger'), { asOf: day });
  const run = head.runs.findLast((event) => event.as_of <= day) ?? null;
  await createUnsentSchools(engine, workspace, request, run);
  const until = await lastDay(engine, request);
  const hasDeadlines = await createRectification(engine, workspace, run);
  await createLastReplies(engine);
  await createTableFromRows(
    engine,
    'action_words',
    { action: 'varchar', words: 'varchar' },
    Object.entries(actionWords).map(([action, words]) => ({ action, words })),
  );
  await engine.run(`create or replace table due_findings as
    select r.number, r.check_id, r.check_title, r.variant, r.severity, r.certainty, r.is_counted, r.school_code, r.school_name, r.grade_no,
        r.class_no, r.grade_label, r.class_label, r.name, r.registry_number, r.id_number, r.message, r.how_to_fix, f.status, f.mark, f.open_since,
        r.due_on,
        case when r.due_on < date ${literal(day)} then 'overdue' when r.due_on = date ${literal(day)} then 'today' else 'soon' end as due_state,
        greatest(date_diff('day', r.due_on, date ${literal(day)}), 0)::integer as overdue_days,
        a.words as reply, l.state as reply_state
    from rectification r
    join ledger_findings f on f.number = r.number
    left join last_replies l on l.number = r.number
    left join action_words a on a.action = l.action
    where f.status in ${listOf(owedStatuses)} and r.due_on <= date ${literal(until)}`);
  await engine.run(dueSchools);
  return { run, hasDeadlines, until };
}

const dueSchools = `create or replace view due_schools as
    select school_code, max(school_name) as school_name,
        count(case when due_state = 'overdue' then 1 end) as overdue,
        max(case when due_state = 'overdue' then overdue_days end) as longest_overdue,
        count(case when due_state = 'today' then 1 end) as due_today,
        count(case when due_state = 'soon' then 1 end) as due_soon,
        count(case when reply is null then 1 end) as unanswered,
        min(due_on) as earliest_due_on
    from due_findings
    group by school_code`;

const listOf = (values: readonly string[]): string => `(${values.map(literal).join(', ')})`;

/** Schools without data for the period, by the weekly inspection's measure; also makes `calendar_days` and `school_names`. */
async function createUnsentSchools(
  engine: Engine,
  workspace: Workspace,
  { day, periodDays }: DueRequest,
  run: RunEvent | null,
): Promise<void> {
  await prepareStaging(engine);
  const manifests = new ManifestLog(workspace.path('lake')).read();
  const views = new LakeViews(engine, workspace.path('lake'), manifests, { asOf: day, knownAt: null });
  await views.create(['schools', 'calendar']);
  await prepareCalendar(engine, workspace.settings, day);
  const list = await readSchoolList(engine);
  const names = await createSchoolNames(engine, workspace, list, run);
  const schools = reportingSchools(list, views).filter((school) => isUnsent(school, periodDays, day));
  await createTableFromRows(
    engine,
    'unsent_schools',
    { school_code: 'varchar', school_name: 'varchar', last_date: 'date' },
    schools.map(({ code, name, lastDate }) => ({ school_code: code, school_name: names.get(code) ?? name, last_date: lastDate })),
  );
}

/** Makes `school_names`: what the county's list calls its schools, and what the run's lists and packages call those that it does not name. */
async function createSchoolNames(
  engine: Engine,
  workspace: Workspace,
  { schools }: SchoolList,
  run: RunEvent | null,
): Promise<ReadonlyMap<string, string>> {
  const columns = { school_code: 'varchar', school_name: 'varchar' };
  const names = new Map<string, string>();
  if (run !== null && hasKept(workspace, run, 'school_overview')) {
    await createKept(engine, workspace, run, 'school_overview', 'run_schools', columns);
    for (const row of await engine.rows('select school_code, school_name from run_schools')) {
      names.set(String(row.school_code), String(row.school_name));
    }
  }
  for (const { code, name } of schools) if (name !== code) names.set(code, name);
  const rows = [...names].map(([school_code, school_name]) => ({ school_code, school_name }));
  await createTableFromRows(engine, 'school_names', columns, rows);
  return names;
}

/** The `within`-th workday after the day, by the county's calendar. */
async function lastDay(engine: Engine, { day, within }: DueRequest): Promise<string> {
  const [row] = await engine.rows(`
    select min(ahead.day) as day
    from calendar_days today
    join calendar_days ahead on ahead.scope = today.scope
    where today.scope = '' and today.day = date ${literal(day)} and ahead.day >= today.day and ahead.workday_no >= today.workday_no + ${within}`);
  if (row?.day === null || row?.day === undefined) throw new Error(`no calendar for ${within} workdays after ${day}`);
  return String(row.day);
}

/** `rectification` of a run; empty where there is none, or where the run is an earlier version's, which knew no deadlines; then it returns false. */
async function createRectification(engine: Engine, workspace: Workspace, run: RunEvent | null): Promise<boolean> {
  if (run === null || !hasKept(workspace, run, 'rectification')) {
    await engine.run(`create or replace table rectification (${laterRelations.rectification})`);
    return run === null;
  }
  const file = workspace.path('ledger', 'runs', run.folder, 'rectification.parquet');
  await engine.run(`create or replace view rectification as select * from read_parquet(${listLiteral([file])})`);
  return true;
}
