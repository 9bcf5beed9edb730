import { DuckDbEngine } from '../engine/duckdb.ts';
import type { Engine, Row } from '../engine/engine.ts';
import { UsageFailure } from '../failure.ts';
import { openStatuses, type RunEvent } from '../ledger/event.ts';
import { toExported } from '../ledger/export.ts';
import type { FindingFilter } from '../ledger/finding-filter.ts';
import { countNotRun, countSchools, type FindingOrder, listFindings } from '../ledger/finding-list.ts';
import { Ledger } from '../ledger/ledger.ts';
import { createPresentFindings } from '../ledger/present-findings.ts';
import { openRun } from '../pipelines/run-store.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { Workspace } from '../workspace/workspace.ts';
import { type FindingOptions, findingFilter } from './finding-options.ts';
import { findingTable } from './finding-table.ts';
import { kindTitles, orderTitles, statusTitles } from './finding-words.ts';
import { repeatedText } from './repeated-text.ts';
import { chooseRun } from './run-choice.ts';
import { severityTitles } from './run-text.ts';
import type { Session } from './session.ts';
import { codesOf } from './word-list.ts';

export interface ListOptions extends FindingOptions {
  readonly workspace: string;
  readonly format: 'table' | 'json';
  /** The same as the format `json`. */
  readonly json?: boolean;
  readonly sort: string;
  readonly limit: number;
  readonly run?: string;
}

interface Listing {
  readonly heading: string;
  readonly total: number;
  /** Each fault once, as the sums of the workbook have it. */
  readonly counted: number;
  readonly rows: readonly Row[];
  readonly notRun: { readonly checks: number; readonly schools: number };
  /** Findings whose record is gone. */
  readonly lost: number;
}

/**
 * `heji findings list`: what the ledger holds now, or with `--run` what a run returned, as far as the filter lets it through. Excused rows
 * are in no ledger: they are the last run's.
 */
export async function listRunFindings(session: Session, options: ListOptions): Promise<void> {
  const asked = await findingFilter(options, 'without');
  const ofRun = options.run !== undefined || asked.excused === 'only';
  if (ofRun && asked.overdue) throw new UsageFailure('--overdue 看的是现在的台账，不能和 --run、--excused 一起用。');
  const filter = ofRun || asked.statuses.length > 0 ? asked : { ...asked, statuses: openStatuses };
  const order = orderOf(options.sort);
  const workspace = Workspace.open(options.workspace);
  const event = chooseRun(workspace, options.run);
  const engine = await DuckDbEngine.open();
  try {
    await openRun(engine, workspace, event);
    const lost = ofRun ? 0 : await openLedger(engine, workspace, session.today);
    await refuseUnknownSchools(engine, filter, event);
    const { total, counted, rows } = await listFindings(engine, filter, order, options.limit);
    const action = `列出${ofRun ? `运行 ${event.run} 的问题清单` : '台账'}（脱敏）`;
    appendAccess(workspace.folder, { action, rows: rows.length, approval: null, reason: null }, session.startedAt);
    if (options.json || options.format === 'json') return session.json(documentOf(event, total, rows));
    const notRun = await countNotRun(engine, filter);
    session.say(listingText({ heading: headingOf(event, ofRun), total, counted, rows, notRun, lost }, asked, session.width));
  } finally {
    engine.close();
  }
}

/** Puts the ledger's findings in place of those of the run that is open. */
async function openLedger(engine: Engine, workspace: Workspace, today: string): Promise<number> {
  await Ledger.open(engine, workspace.path('ledger'));
  return createPresentFindings(engine, today);
}

const headingOf = ({ run, as_of }: RunEvent, ofRun: boolean): string =>
  `${ofRun ? '运行' : '台账  最近运行'} ${run}  检查日 ${as_of}  号码已脱敏`;

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
    ...(row.open_since !== undefined && {
      mark: row.mark,
      due_on: row.due_on,
      overdue_days: row.overdue_days,
      status_since: row.status_since,
    }),
    check_title: row.check_title,
    school_name: row.school_name,
    class: `${row.grade_label ?? ''}${row.class_label ?? ''}`,
  })),
});

function listingText({ heading: title, total, counted, rows, notRun, lost }: Listing, filter: FindingFilter, width: number): string {
  const heading = `${title}${conditionText(filter)}`;
  const gaps = [
    ...(notRun.checks === 0
      ? []
      : [`有 ${notRun.checks} 项检查在 ${notRun.schools} 所学校未运行，没有检查不等于没有问题；见报表“未运行”。`]),
    ...(lost === 0 ? [] : [`台账里另有 ${lost} 条问题的记录已不在，没有列出；请从备份恢复 ledger/runs 文件夹。`]),
  ];
  if (total === 0) return [heading, `没有找到${filter.excused === 'only' ? '已豁免的记录' : '问题'}。`, ...gaps].join('\n');
  const table = findingTable(rows, width);
  // Of one check, nothing is counted twice.
  const repeated = filter.checks.length > 0 || filter.excused === 'only' ? '' : repeatedText(total, counted);
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
  if (filter.overdue) words.push('已逾期');
  return words.length === 0 ? '' : `\n筛选：${words.join('；')}`;
}
