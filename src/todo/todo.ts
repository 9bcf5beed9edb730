import { addDays } from '../calendar/days.ts';
import { type DueSummary, dueSummary } from '../due/due-list.ts';
import { createDueRelations, type DueRequest } from '../due/due-relations.ts';
import { DuckDbEngine } from '../engine/duckdb.ts';
import type { Engine } from '../engine/engine.ts';
import { literal } from '../engine/sql-text.ts';
import { heldSubmissions } from '../lake/accept.ts';
import { ManifestLog } from '../lake/manifest.ts';
import type { ScheduleStatus } from '../schedule/status.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openQuestionnaires, type WaitingFile, waitingFiles, waitingReplies } from './waiting-files.ts';

/** How many days before its end a waiver is called to mind. */
const waiverDays = 7;

/** What waits for the bureau. Keys as `--json` prints them; nothing personal. */
export interface Todo {
  readonly day: string;
  /** Deadlines, and schools whose data for the period has not come. */
  readonly due: DueSummary;
  /** 疑似不完整 submissions that are held until `heji accept`. */
  readonly held: readonly { readonly school_code: string; readonly school_name: string; readonly reason: string }[];
  /** Answers of schools that the bureau has not judged. */
  readonly to_judge: readonly { readonly school_code: string; readonly school_name: string; readonly replies: number }[];
  /** Files in replies/ and in inbox/; `reason`: why the last import did not take it. */
  readonly reply_files: readonly WaitingFile[];
  readonly inbox_files: readonly WaitingFile[];
  /** Workbooks with questions about unknown titles, relative to the workspace. */
  readonly title_workbooks: readonly string[];
  readonly ending_waivers: readonly { readonly number: string; readonly school_name: string; readonly until: string }[];
  /** Times of the schedule that were not done and are not tried again. */
  readonly failed_slots: readonly { readonly slot: string; readonly title: string }[];
}

/** Looks through the workspace for all that waits; writes nothing. */
export async function findTodo(workspace: Workspace, request: DueRequest, schedule: ScheduleStatus): Promise<Todo> {
  const manifests = new ManifestLog(workspace.path('lake')).read();
  const engine = await DuckDbEngine.open();
  try {
    const due = await dueSummary(engine, request, await createDueRelations(engine, workspace, request));
    const names = await schoolNames(engine);
    return {
      day: request.day,
      due,
      held: heldSubmissions(manifests).map(({ school_code, held }) => ({
        school_code,
        school_name: names.get(school_code) ?? school_code,
        reason: held ?? '',
      })),
      to_judge: await repliesToJudge(engine, names),
      reply_files: waitingReplies(workspace),
      inbox_files: waitingFiles(workspace, manifests),
      title_workbooks: openQuestionnaires(workspace),
      ending_waivers: await endingWaivers(engine, request.day),
      failed_slots: schedule.pipelines.flatMap(({ title, open }) =>
        open.filter(({ state }) => state === 'failed').map(({ slot }) => ({ slot, title })),
      ),
    };
  } finally {
    engine.close();
  }
}

async function schoolNames(engine: Engine): Promise<ReadonlyMap<string, string>> {
  const rows = await engine.rows('select school_code, school_name from school_names');
  return new Map(rows.map((row) => [String(row.school_code), String(row.school_name)]));
}

async function repliesToJudge(engine: Engine, names: ReadonlyMap<string, string>): Promise<Todo['to_judge']> {
  const rows = await engine.rows(`
    select school as school_code, count(*) as replies
    from last_replies where state = '待审'
    group by school order by replies desc, school`);
  return rows.map((row) => {
    const code = String(row.school_code);
    return { school_code: code, school_name: names.get(code) ?? code, replies: Number(row.replies) };
  });
}

async function endingWaivers(engine: Engine, day: string): Promise<Todo['ending_waivers']> {
  const rows = await engine.rows(`
    select f.number, coalesce(r.school_name, '') as school_name, f.waived_until as until
    from ledger_findings f left join rectification r on r.number = f.number
    where f.status = 'waived' and f.waived_until <= date ${literal(addDays(day, waiverDays))}
    order by f.waived_until, f.number`);
  return rows.map((row) => ({ number: String(row.number), school_name: String(row.school_name), until: String(row.until) }));
}
