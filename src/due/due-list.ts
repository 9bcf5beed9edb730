import { join } from 'node:path';
import { DuckDbEngine } from '../engine/duckdb.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { renderReport } from '../reports/render.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createDueRelations, type DueBasis, type DueRequest } from './due-relations.ts';

/** What is due, in numbers; nothing personal. Keys as `--json` prints them; dates 'YYYY-MM-DD'. */
export interface DueSummary {
  readonly day: string;
  /** The last day that counts as soon. */
  readonly until: string;
  /** The run whose deadlines they are; null: nothing was inspected up to that day. */
  readonly run: string | null;
  /** False: the run is an earlier version's, which knew none, so that nothing can be due. */
  readonly has_deadlines: boolean;
  readonly overdue: number;
  readonly due_today: number;
  readonly due_soon: number;
  /** How many faults the three are: one that two checks return is two findings. */
  readonly faults: number;
  /** Most overdue first. */
  readonly schools: readonly DueSchool[];
  readonly unsent: readonly UnsentSchool[];
}

export interface DueSchool {
  readonly school_code: string;
  readonly school_name: string;
  readonly overdue: number;
  readonly due_today: number;
  readonly due_soon: number;
  /** Of these, how many the school has not answered. */
  readonly unanswered: number;
  readonly earliest_due_on: string;
}

/** `last_date`: data date of its newest data; null: it never sent any. */
export interface UnsentSchool {
  readonly school_code: string;
  readonly school_name: string;
  readonly last_date: string | null;
}

/** Writes outbox/到期-<day>/到期清单.xlsx, masked, and sums it up. `now`: 'YYYY-MM-DD HH:MM:SS'. */
export async function writeDueList(
  workspace: Workspace,
  request: DueRequest,
  now: string,
): Promise<{ readonly summary: DueSummary; readonly file: string; readonly wanted: string }> {
  const engine = await DuckDbEngine.open();
  try {
    const basis = await createDueRelations(engine, workspace, request);
    const summary = await dueSummary(engine, request, basis);
    await createListRelation(engine, workspace, request, basis, now);
    const wanted = join(workspace.path('outbox', `到期-${request.day}`), '到期清单.xlsx');
    const log = (rows: number): string =>
      appendAccess(workspace.folder, { action: `生成 ${request.day} 的到期清单（脱敏）`, rows, approval: null, reason: null }, now).hash;
    const { file } = await renderReport('due-list', engine, wanted, { audience: 'county', unmasked: false, log });
    return { summary, file, wanted };
  } finally {
    engine.close();
  }
}

/** The one row that titles and footers are made of. */
async function createListRelation(
  engine: Engine,
  workspace: Workspace,
  request: DueRequest,
  { run, hasDeadlines, until }: DueBasis,
  now: string,
): Promise<void> {
  const columns = {
    county_name: 'varchar',
    day: 'date',
    within: 'integer',
    until: 'date',
    run_id: 'varchar',
    run_as_of: 'date',
    has_deadlines: 'boolean',
    made_at: 'varchar',
  };
  await createTableFromRows(engine, 'due_list', columns, [
    {
      county_name: workspace.settings.county_name,
      day: request.day,
      within: request.within,
      until,
      run_id: run?.run ?? null,
      run_as_of: run?.as_of ?? null,
      has_deadlines: hasDeadlines,
      made_at: now,
    },
  ]);
}

/** Sums up the relations of `createDueRelations`. */
export async function dueSummary(engine: Engine, { day }: DueRequest, { run, hasDeadlines, until }: DueBasis): Promise<DueSummary> {
  const schools = (await engine.rows('select * from due_schools order by overdue desc, due_today desc, due_soon desc, school_code')).map(
    (row): DueSchool => ({
      school_code: String(row.school_code),
      school_name: String(row.school_name),
      overdue: Number(row.overdue),
      due_today: Number(row.due_today),
      due_soon: Number(row.due_soon),
      unanswered: Number(row.unanswered),
      earliest_due_on: String(row.earliest_due_on),
    }),
  );
  const sum = (count: (school: DueSchool) => number): number => schools.reduce((total, school) => total + count(school), 0);
  const [counted] = await engine.rows('select count(case when coalesce(is_counted, true) then 1 end) as faults from due_findings');
  const unsent = await engine.rows(
    'select school_code, school_name, last_date from unsent_schools order by last_date nulls first, school_code',
  );
  return {
    day,
    until,
    run: run?.run ?? null,
    has_deadlines: hasDeadlines,
    overdue: sum(({ overdue }) => overdue),
    due_today: sum(({ due_today }) => due_today),
    due_soon: sum(({ due_soon }) => due_soon),
    faults: Number(counted?.faults),
    schools,
    unsent: unsent.map((row) => ({
      school_code: String(row.school_code),
      school_name: String(row.school_name),
      last_date: row.last_date === null ? null : String(row.last_date),
    })),
  };
}
