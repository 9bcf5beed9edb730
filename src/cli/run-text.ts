import type { FindingCounts, RunSummary } from '../pipelines/summary.ts';
import { list, place } from './import-text.ts';
import { notRunLines } from './not-run-text.ts';
import { papersText } from './papers-text.ts';
import { textTable } from './text-table.ts';

/** Severity as the screen names it. */
export const severityTitles = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' } as const;

/** What a run found and did not do, for reading. */
export function runText(summary: RunSummary & { readonly packages?: string | null }): string {
  const isChecked = summary.submissions.schools > 0;
  const blocks = [
    headingText(summary),
    submissionText(summary),
    ...(isChecked
      ? [findingText(summary), notRunText(summary)]
      : [summary.notes.some((note) => note.includes('什么也没有检查')) ? '' : nothingChecked]),
    excusedText(summary),
    notImportedText(summary),
    papersText(summary.papers),
    `报表（号码已脱敏）\n${summary.reports.map((file) => `  ${file}`).join('\n')}`,
    summary.packages ?? '',
  ];
  return blocks.filter((text) => text !== '').join('\n\n');
}

function headingText(summary: RunSummary): string {
  const policies =
    summary.policies.length > 1 ? summary.policies.map(({ title, schools }) => `《${title}》（${schools} 所）`).join('、') : null;
  return [
    `${summary.county_name}${summary.pipeline_title}  检查日 ${summary.as_of}  运行 ${summary.run}`,
    `依据${policies ?? `《${summary.policies[0]?.title ?? summary.policy_title}》`}`,
    ...(summary.calendar_note === null ? [] : [summary.calendar_note]),
    ...summary.notes.map((note) => `注意：${note}`),
  ].join('\n');
}

const nothingChecked = '什么也没有检查：还没有任何学校的数据。请把学校报来的表放进工作区的 inbox 文件夹，再运行一次。';

function submissionText({ submissions }: RunSummary): string {
  const states = submissions.by_state.map(({ state, schools }) => `${state} ${schools} 所`).join('，');
  const shortened = submissions.shortened_codes;
  const twins = shortened === 0 ? '' : `；另有 ${shortened} 个前导零丢失的标识码，与补零后的是同一所，不另报`;
  return `报送：共 ${submissions.schools} 所学校${states === '' ? '' : `，${states}`}${twins}`;
}

function findingText({ findings }: RunSummary): string {
  const { total, groups } = findings;
  const standing = countsText(findings, ['fresh', 'persisting', 'reopened', 'not_submitted', 'overdue']);
  const settled = countsText(findings, ['closed', 'ended', 'explained', 'waived']);
  const rest = settled === '' ? '' : `；${settled}，不在其内`;
  if (total === 0) return `问题：没有待整改的问题${rest}；没有检查的见下面`;
  // A column that is empty throughout is left out, but for the two that every run has.
  const shown = countNames.filter((name) => ['fresh', 'persisting'].includes(name) || groups.some((group) => group[name] > 0));
  const rows = groups.map((group) => [group.category, severityTitles[group.severity], group.total, ...shown.map((name) => group[name])]);
  return `问题：${total} 条待整改，${standing}${rest}\n${textTable(['类别', '级别', '条数', ...shown.map((name) => countTitles[name])], rows)}`;
}

/** `overdue` is a part of the four before it; the last four are not in the total. */
const countTitles = {
  fresh: '新增',
  persisting: '持续',
  reopened: '反弹',
  not_submitted: '未报送',
  overdue: '其中逾期',
  closed: '本期销号',
  ended: '本期了结',
  explained: '已说明',
  waived: '县局豁免',
} as const;

type CountName = keyof typeof countTitles;
const countNames = Object.keys(countTitles) as CountName[];

const countsText = (counts: FindingCounts, names: readonly CountName[]): string =>
  names
    .filter((name) => counts[name] > 0)
    .map((name) => `${countTitles[name]} ${counts[name]}`)
    .join('，');

function notRunText({ not_run }: RunSummary): string {
  if (not_run.length === 0) return '未运行：无，各项检查在各校都已运行';
  const checks = new Set(not_run.map(({ check }) => check)).size;
  return `未运行：${checks} 项，没有检查不等于没有问题\n${list(notRunLines(not_run), '报表“未运行”')}`;
}

/** A line for each check, the reason with the most rows first. */
function excusedText({ excused }: RunSummary): string {
  if (excused.total === 0) return '已豁免：无';
  const lines = [...groupBy(excused.groups, ({ title }) => title)].map(([title, group]) => {
    const reasons = group.toSorted((a, b) => b.rows - a.rows).map(({ reason, rows }) => `${reason} ${rows}`);
    return `${title}：${reasons.join('，')}`;
  });
  return `已豁免：${excused.total} 条，有正当事由或未能比对，不作问题\n${list(lines, '报表“已豁免”')}`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly [T, ...T[]]> {
  const groups = new Map<string, readonly [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    groups.set(keyOf(item), group ? [...group, item] : [item]);
  }
  return groups;
}

function notImportedText({ not_imported }: RunSummary): string {
  const { files, rejected_rows, skipped_rows } = not_imported;
  const rows = `拒收 ${rejected_rows} 行，跳过（表头、合计、空行等）${skipped_rows} 行`;
  if (files.length === 0) return `未导入：没有被拒的文件；${rows}`;
  const lines = files.map(({ file, sheet, outcome, reason }) => `${outcome} ${place(file, sheet)}：${reason}`);
  return `未导入：${files.length} 个文件或工作表；${rows}\n${list(lines, '报表“未导入”')}`;
}
