import { DuckDbEngine } from '../engine/duckdb.ts';
import type { Engine } from '../engine/engine.ts';
import type { RunEvent } from '../ledger/event.ts';
import { loadPipelineTitle } from '../pipelines/declaration.ts';
import { createKept } from '../pipelines/kept-relation.ts';
import { Workspace } from '../workspace/workspace.ts';
import { notRunLines } from './not-run-text.ts';
import { chooseRun } from './run-choice.ts';
import type { RunsOptions } from './runs-options.ts';
import type { Session } from './session.ts';
import { textTable } from './text-table.ts';

interface NotRun {
  readonly check: string;
  readonly title: string;
  readonly status: string;
  readonly reason: string | null;
  readonly schools: number;
}

/** `heji runs show`: what a run was made of, how long it took and what it could not check. */
export async function showRun(session: Session, asked: string, options: RunsOptions): Promise<void> {
  const workspace = Workspace.open(options.workspace);
  const event = chooseRun(workspace, asked);
  const engine = await DuckDbEngine.open();
  try {
    const notRun = await checksNotRun(engine, workspace, event);
    const titles = await checkTitles(engine);
    if (options.json) session.json({ ...event, not_run: notRun });
    else session.say(runText(event, titles, notRun));
  } finally {
    engine.close();
  }
}

async function checksNotRun(engine: Engine, workspace: Workspace, event: RunEvent): Promise<NotRun[]> {
  const columns = {
    check_id: 'varchar',
    check_title: 'varchar',
    check_order: 'integer',
    school_code: 'varchar',
    status: 'varchar',
    reason: 'varchar',
  };
  await createKept(engine, workspace, event, 'check_statuses', 'shown_statuses', columns);
  const rows = await engine.rows(`select check_id as "check", check_title as title, status, reason, count(distinct school_code) as schools
    from shown_statuses where status in ('未运行', '出错') group by all order by min(check_order), status, schools desc, reason`);
  return rows as unknown as NotRun[];
}

/** As the run called its checks. */
async function checkTitles(engine: Engine): Promise<ReadonlyMap<string, string>> {
  const rows = await engine.rows('select check_id, min(check_title) as title from shown_statuses group by check_id');
  return new Map(rows.map((row) => [String(row.check_id), String(row.title)]));
}

function runText(event: RunEvent, titles: ReadonlyMap<string, string>, notRun: readonly NotRun[]): string {
  const facts: [string, string][] = [
    ['流程', `${loadPipelineTitle(event.pipeline)}（${event.pipeline}）`],
    ['检查日', event.as_of],
    ['时间', `${event.started_at} 至 ${event.finished_at.slice(11)}`],
    ['定时', event.slot ?? '手工运行'],
    ['用到的数据', `到批次 ${event.lake || '（没有）'}${fingerprint(event.manifests)}`],
    ['规定', packsText(event)],
    ['设置', event.settings === '' ? '没有记下' : `指纹 ${short(event.settings)}`],
    ['程序', event.program || '没有记下'],
    ['记录', `ledger/runs/${event.folder}，台账第 ${event.sequence} 号`],
  ];
  return [
    `运行 ${event.run}`,
    textTable([], facts),
    '',
    '【用时】',
    textTable(
      ['阶段', '毫秒'],
      event.phases.map(({ name, milliseconds }) => [phaseTitles[name] ?? name, milliseconds]),
    ),
    '',
    '【检查】',
    textTable(
      ['检查', '查出（含豁免）', '毫秒', '版本'],
      event.checks.map(({ check, rows, milliseconds, version }) => [titles.get(check) ?? check, rows, milliseconds, short(version)]),
    ),
    '',
    ...(notRun.length === 0
      ? ['各项检查在各校都运行了。']
      : ['【没有运行的】没有检查不等于没有问题', ...notRunLines(notRun).map((line) => `  · ${line}`)]),
  ].join('\n');
}

const phaseTitles: Readonly<Record<string, string>> = {
  import: '导入',
  papers: '退回单',
  open: '打开台账',
  marts: '整理数据',
  checks: '检查',
  ledger: '对账',
  state: '台账状态',
  roster: '名册',
  save: '保存',
};

const short = (digest: string): string => digest.slice(0, 12);

const fingerprint = (digest: string): string => (digest === '' ? '' : `，指纹 ${short(digest)}`);

function packsText({ policy, packs }: RunEvent): string {
  const known = Object.entries(packs);
  return known.length === 0 ? policy : known.map(([pack, digest]) => `${pack}（指纹 ${short(digest)}）`).join('、');
}
