import type { Row } from '../engine/engine.ts';
import { actionWords, type ReplyAction } from '../packages/reply-words.ts';
import type { JudgedDecision } from '../replies/review.ts';
import { textWidth } from '../reports/measure.ts';
import { shortenedText } from './fitted-text.ts';
import { list, place } from './import-text.ts';
import type { RepliesSummary } from './replies-summary.ts';
import { textTable } from './text-table.ts';

/** What an import of answers did, for reading. */
export function repliesText(summary: RepliesSummary): string {
  const { files, lines, schools, refused, verdicts, refused_verdicts, commit, left } = summary;
  if (files.length === 0) return '没有可导入的答复。请把学校发回的整改台账放进工作区的 replies 文件夹，或在命令后面写明文件。';
  const unread = files.filter(({ outcome }) => outcome === '未读取');
  const others = files.filter(({ outcome, note }) => outcome !== '未读取' && note !== null);
  const count = lines.taken + lines.refused + lines.repeated + lines.settled + lines.empty;
  const decided = verdicts.taken + verdicts.repeated + verdicts.undecided + refused_verdicts.length;
  const blocks = [
    commit === null ? '没有新的内容记入台账' : `已记入台账（第 ${commit} 次记录）`,
    count === 0
      ? ''
      : `答复：${schools} 所学校 ${count} 行，采用 ${lines.taken}，未采用 ${lines.refused}，重复 ${lines.repeated}，不需答复 ${lines.settled}，空着没填 ${lines.empty}`,
    decided === 0
      ? ''
      : `审定：记录 ${verdicts.taken}，重复 ${verdicts.repeated}，未采用 ${refused_verdicts.length}，还没有选的 ${verdicts.undecided}`,
    block(
      '未采用的答复',
      refused.map(
        ({ file, sheet, row, number, problem }) => `${place(file, sheet)}第${row}行${number === null ? '' : ` ${number}`}：${problem}`,
      ),
    ),
    block(
      '未采用的审定',
      refused_verdicts.map(({ where, problem }) => `${where}：${problem}`),
    ),
    block(
      '没有读取的文件',
      unread.map(({ file, note }) => `${file}：${note}`),
    ),
    block(
      '需要留意',
      others.map(({ file, outcome, note }) => `${outcome} ${file}：${note}`),
    ),
    block(
      '还留在原处',
      left.map(({ file, reason }) => `${file}：${reason}`),
    ),
    movedText(summary),
    summary.summary === null ? '' : `回执汇总：${summary.summary}`,
    summary.problem ?? '',
  ];
  return blocks.filter((text) => text !== '').join('\n\n');
}

function movedText({ moved, refused, verdicts }: RepliesSummary): string {
  if (moved === null) return '';
  const more = [
    refused.length === 0 ? '' : '；有未采用的答复，改好后重新放进 replies 文件夹',
    verdicts.undecided === 0 ? '' : '；还没有选的，用 heji replies review --export 再写出',
  ];
  return `读过的 ${moved.files} 个文件已移入 ${moved.folder}${more.join('')}`;
}

const block = (title: string, items: readonly string[]): string => (items.length === 0 ? '' : `${title}\n${list(items, '回执汇总')}`);

/** What became of the bureau's decisions, a line each. */
export function verdictsText(judged: readonly JudgedDecision[]): string {
  return judged
    .map(({ decision, outcome }) => {
      if (outcome.kind === 'refused') return `${decision.target}  未记录：${outcome.reason}`;
      const { number } = outcome.finding;
      const verdict = decision.isAccepted ? '采信' : '不采信';
      if (outcome.kind === 'repeated') return `${number}  已经是${verdict}，没有重复记录`;
      if (outcome.to === outcome.finding.status) return `${number}  已记录${verdict}`;
      return `${number}  已记录${verdict}，列为${outcome.to === 'explained' ? '已说明' : '持续'}`;
    })
    .join('\n');
}

const widestText = 40;

/** Rows of `last_replies` as a table of at most `width` half-width characters. */
export function replyTable(rows: readonly Row[], width: number): string {
  const header = ['答复号', '问题编号', '状态', '学校', '姓名', '问题', '处理方式', '内容', '完成日期'];
  const cells = rows.map((row) => [
    String(row.reply),
    String(row.number),
    String(row.state),
    shortenedText(String(row.school_name ?? row.school), 20),
    String(row.name ?? ''),
    shortenedText(String(row.check_title ?? ''), 24),
    actionWords[row.action as ReplyAction],
    shortenedText([row.situation, row.proof].filter((text) => text !== null).join('；'), widestText),
    String(row.done_on ?? ''),
  ]);
  const table = textTable(header, cells, '')
    .split('\n')
    .map((line) => (textWidth(line) > width ? shortenedText(line, width) : line));
  return `${table.join('\n')}\n\n共 ${rows.length} 条，其中待审 ${rows.filter(({ state }) => state === '待审').length} 条。`;
}
