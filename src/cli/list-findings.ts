import { DuckDbEngine } from '../engine/duckdb.ts';
import type { Engine, Row } from '../engine/engine.ts';
import { UsageFailure } from '../failure.ts';
import type { RunEvent } from '../ledger/event-log.ts';
import { toExported } from '../ledger/export.ts';
import type { FindingFilter } from '../ledger/finding-filter.ts';
import { countNotRun, countSchools, type FindingOrder, listFindings } from '../ledger/finding-list.ts';
import { openRun } from '../pipelines/run-store.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { Workspace } from '../workspace/workspace.ts';
import { type FindingOptions, findingFilter } from './finding-options.ts';
import { findingTable } from './finding-table.ts';
import { kindTitles, orderTitles, statusTitles } from './finding-words.ts';
import { chooseRun } from './run-choice.ts';
import { severityTitles } from './run-text.ts';
import type { Session } from './session.ts';
import { codesOf } from './word-list.ts';

export interface ListOptions extends FindingOptions {
  readonly workspace: string;
  readonly format: 'table' | 'json';
  readonly sort: string;
  readonly limit: number;
  readonly run?: string;
}

interface Listing {
  readonly event: RunEvent;
  readonly total: number;
  /** Each fault once, as the sums of the workbook have it. */
  readonly counted: number;
  readonly rows: readonly Row[];
  readonly notRun: { readonly checks: number; readonly schools: number };
}

/** `heji findings list`: a run's findings on the screen, as far as the filter lets them through. */
export async function listRunFindings(session: Session, options: ListOptions): Promise<void> {
  const filter = await findingFilter(options, 'without');
  const order = orderOf(options.sort);
  const workspace = Workspace.open(options.workspace);
  const event = chooseRun(workspace, options.run);
  const engine = await DuckDbEngine.open();
  try {
    await openRun(engine, workspace, event);
    await refuseUnknownSchools(engine, filter, event);
    const { total, counted, rows } = await listFindings(engine, filter, order, options.limit);
    const action = `列出运行 ${event.run} 的问题清单（脱敏）`;
    appendAccess(workspace.folder, { action, rows: rows.length, approval: null, reason: null }, session.startedAt);
    if (options.format === 'json') return session.json(documentOf(event, total, rows));
    session.say(listingText({ event, total, counted, rows, notRun: await countNotRun(engine, filter) }, filter, session.width));
  } finally {
    engine.close();
  }
}

function orderOf(text: string): FindingOrder {
  const [order, further] = codesOf('--sort', text, orderTitles);
  if (further !== undefined) throw new UsageFailure(`--sort 只写一个，写的是“${text}”。`);
  return order as FindingOrder;
}

/** A school that is misspelt would look like one without problems. */
async function refuseUnknownSchools(engine: Engine, { schools }: FindingFilter, { run }: RunEvent): Promise<void> {
  for (const school of schools) {
    if ((await countSchools(engine, [school])) !== 0) continue;
    throw new UsageFailure(`运行 ${run} 里没有标识码是“${school}”或名称含“${school}”的学校。请核对，学校见报表“学校汇总”。`);
  }
}

const documentOf = ({ run, as_of }: RunEvent, total: number, rows: readonly Row[]): object => ({
  run,
  as_of,
  total,
  shown: rows.length,
  findings: rows.map((row) => ({
    ...toExported(row, false),
    check_title: row.check_title,
    school_name: row.school_name,
    class: `${row.grade_label ?? ''}${row.class_label ?? ''}`,
  })),
});

function listingText({ event, total, counted, rows, notRun }: Listing, filter: FindingFilter, width: number): string {
  const heading = `运行 ${event.run}  检查日 ${event.as_of}  号码已脱敏${conditionText(filter)}`;
  const gaps =
    notRun.checks === 0 ? [] : [`有 ${notRun.checks} 项检查在 ${notRun.schools} 所学校未运行，没有检查不等于没有问题；见报表“未运行”。`];
  if (total === 0) return [heading, `没有找到${filter.excused === 'only' ? '已豁免的记录' : '问题'}。`, ...gaps].join('\n');
  const table = findingTable(rows, width);
  // Of one check, nothing is counted twice.
  const repeated =
    counted === total || filter.checks.length > 0 || filter.excused === 'only'
      ? ''
      : `（同一错误被两项检查查出的各算一条；报表合计只算一次，是 ${counted} 条）`;
  const left = total - rows.length;
  const more = left === 0 ? '' : `，列出前 ${rows.length} 条；还有 ${left} 条，用 --limit ${total} 全部列出`;
  const count = `共 ${total} 条${repeated}${more}。`;
  const narrow = table.left.length === 0 ? [] : [`屏幕窄，没有列出“${table.left.join('”“')}”；把窗口拉宽，或用 heji trace 编号 看一条。`];
  return [heading, '', table.text, '', count, ...narrow, ...gaps].join('\n');
}

/** What was asked for, so that what is missing is not taken for nothing. */
function conditionText(filter: FindingFilter): string {
  const { checks, categories, severities, kinds, statuses, certainties, schools, search } = filter;
  const conditions = [
    ['检查', checks],
    ['类别', categories],
    ['级别', severities.map((code) => severityTitles[code as keyof typeof severityTitles])],
    ['性质', kinds.map((code) => kindTitles[code]!)],
    ['状态', statuses.map((code) => statusTitles[code]!)],
    ['确定程度', certainties],
    ['学校', schools],
    ['含', search === null ? [] : [search]],
  ] as const;
  const words = conditions.filter(([, values]) => values.length > 0).map(([title, values]) => `${title} ${values.join('、')}`);
  if (filter.excused === 'only') words.push('已豁免');
  return words.length === 0 ? '' : `\n筛选：${words.join('；')}`;
}
