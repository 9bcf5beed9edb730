import { DuckDbEngine } from '../engine/duckdb.ts';
import type { Engine } from '../engine/engine.ts';
import { type FindingStatus, findingStatuses, type RunEvent } from '../ledger/event.ts';
import { readHead } from '../ledger/ledger-head.ts';
import { loadPipelineTitle } from '../pipelines/declaration.ts';
import { createKept, hasKept } from '../pipelines/kept-relation.ts';
import { Workspace } from '../workspace/workspace.ts';
import { statusTitles } from './finding-words.ts';
import { repeatedSentence } from './repeated-text.ts';
import type { RunsOptions } from './runs-options.ts';
import type { Session } from './session.ts';
import { textTable } from './text-table.ts';

type StatusCounts = Readonly<Partial<Record<FindingStatus, number>>>;

/** What is listed of a run; `findings` null: its record is gone. */
interface ListedRun {
  readonly event: RunEvent;
  readonly findings: StatusCounts | null;
  /** How many faults those are: one that two checks return is two findings. */
  readonly faults: number;
  readonly files: number | null;
}

/** `heji runs list`: what ran when, and what came of it. */
export async function listRuns(session: Session, options: RunsOptions): Promise<void> {
  const workspace = Workspace.open(options.workspace);
  const { runs } = readHead(workspace.path('ledger'));
  const engine = await DuckDbEngine.open();
  try {
    const listed: ListedRun[] = [];
    for (const event of runs.slice(-options.limit).reverse()) listed.push(await listedRun(engine, workspace, event));
    if (options.json) return session.json({ total: runs.length, runs: listed.map(documentOf) });
    session.say(runs.length === 0 ? '还没有运行过。' : listText(listed, runs.length));
  } finally {
    engine.close();
  }
}

async function listedRun(engine: Engine, workspace: Workspace, event: RunEvent): Promise<ListedRun> {
  if (!hasKept(workspace, event, 'all_findings')) return { event, findings: null, faults: 0, files: null };
  await createKept(engine, workspace, event, 'imports', 'listed_imports', { file: 'varchar', outcome: 'varchar' });
  const [files] = await engine.rows('select count(distinct file) as files from listed_imports');
  return { event, ...(await countedFindings(engine, workspace, event)), files: Number(files?.files) };
}

/** Open findings of its pipeline by status, and those that came to their end in the run. Runs of format 1 only know what they returned. */
async function countedFindings(
  engine: Engine,
  workspace: Workspace,
  event: RunEvent,
): Promise<{ readonly findings: StatusCounts; readonly faults: number }> {
  const hasLedger = hasKept(workspace, event, 'rectification');
  await createKept(engine, workspace, event, hasLedger ? 'rectification' : 'all_findings', 'listed_findings', {
    number: 'varchar',
    status: 'varchar',
    is_of_pipeline: 'boolean',
    is_open: 'boolean',
    changed_in_run: 'boolean',
    is_counted: 'boolean',
  });
  const rows = await engine.rows(`select status, count(*) as findings, count(case when coalesce(is_counted, true) then 1 end) as faults
    from listed_findings
    where status is not null ${hasLedger ? 'and is_of_pipeline and (is_open or changed_in_run)' : ''} group by status`);
  return {
    findings: Object.fromEntries(rows.map((row) => [String(row.status), Number(row.findings)])),
    faults: rows.reduce((sum, { faults }) => sum + Number(faults), 0),
  };
}

const documentOf = ({ event, findings, files }: ListedRun): object => ({
  run: event.run,
  pipeline: event.pipeline,
  as_of: event.as_of,
  started_at: event.started_at,
  finished_at: event.finished_at,
  policy: event.policy,
  lake: event.lake,
  slot: event.slot,
  findings,
  files,
});

function listText(listed: readonly ListedRun[], total: number): string {
  const shown = findingStatuses.filter((status) => listed.some(({ findings }) => (findings?.[status] ?? 0) > 0));
  const table = textTable(
    ['运行', '流程', '检查日', '开始', ...shown.map((status) => statusTitles[status]!), '规定', '收到文件'],
    listed.map(({ event, findings, files }) => [
      event.run,
      loadPipelineTitle(event.pipeline),
      event.as_of,
      event.started_at.slice(0, 16),
      ...shown.map((status) => (findings === null ? '—' : (findings[status] ?? 0))),
      event.policy,
      files ?? '记录不在了',
    ]),
    '',
  );
  const records = listed.flatMap(({ findings }) => Object.values(findings ?? {}));
  const repeated = repeatedSentence(
    records.reduce((sum, count) => sum + count, 0),
    listed.reduce((sum, { faults }) => sum + faults, 0),
  );
  const left = total - listed.length;
  return `${table}\n\n共 ${total} 次${left === 0 ? '' : `，列出最近 ${listed.length} 次；用 --limit ${total} 全部列出`}。已销号、已了结只算在发生的那一次。${repeated}`;
}
