import type { DueSummary } from '../due/due-list.ts';
import type { Todo } from '../todo/todo.ts';
import { noDeadlines } from './due-text.ts';
import { list } from './import-text.ts';
import { repeatedText } from './repeated-text.ts';

/** 周一待办 for reading: what waits, and which command or file it takes. */
export function todoText(todo: Todo): string {
  const blocks = [
    neverRun(todo.due),
    ofEarlierVersion(todo.due),
    item(
      '未报送催报',
      `${todo.due.unsent.length} 所学校本期没有报送学生名册`,
      todo.due.unsent.map(({ school_name, last_date }) => `${school_name}：${last_date === null ? '从未报送' : `最近数据日 ${last_date}`}`),
      '请催报（名单也在到期清单的“未报送”页：heji due）；收到的表放进 inbox 文件夹',
    ),
    item(
      '扣住的报送',
      `${todo.held.length} 所学校的名册疑似不完整，没有生效`,
      todo.held.map(({ school_code, school_name, reason }) => `${school_name}（${school_code}）：${reason}`),
      '人数确实减少的，运行 heji accept 学校标识码；报漏了的，请学校补齐重报',
    ),
    overdueText(todo.due),
    item(
      '待审的学校说明',
      `${todo.to_judge.reduce((sum, { replies }) => sum + replies, 0)} 条`,
      todo.to_judge.map(({ school_name, replies }) => `${school_name}：${replies} 条`),
      '运行 heji replies review，逐条采信或退回',
    ),
    item(
      '没有导入的回执',
      `replies 文件夹里有 ${todo.reply_files.length} 个文件`,
      todo.reply_files.map(({ file }) => file),
      '运行 heji replies import；导入过而仍在这里的，原因见那次的回执汇总',
    ),
    item(
      '没有导入的表',
      `inbox 文件夹里有 ${todo.inbox_files.length} 个文件`,
      todo.inbox_files.map(({ file, reason }) => (reason === null ? file : `${file}：${reason}`)),
      '运行 heji import；读不懂的，用 heji import 文件 --explain 看原因，请学校重报',
    ),
    item('不认识的列名', '有列名等您选择含义', todo.title_workbooks, '打开这个工作簿，逐行选好、存盘；下次导入时生效'),
    item(
      '快到期的豁免',
      `${todo.ending_waivers.length} 条`,
      todo.ending_waivers.map(({ number, school_name, until }) => `${number}${school_name === '' ? '' : ` ${school_name}`}：到 ${until}`),
      '到期后重新算作问题；仍要豁免的，运行 heji waive 问题编号 --until 日期 --reason 理由',
    ),
    item(
      '没有做成的定时运行',
      `${todo.failed_slots.length} 次`,
      todo.failed_slots.map(({ slot, title }) => `${title}：${slot}`),
      '手工运行 heji run 流程 看原因；heji schedule status 看经过',
    ),
  ].filter((text) => text !== '');
  const heading = `周一待办（${todo.day}）`;
  return blocks.length === 0 ? `${heading}\n没有待办：各校都已报送，没有逾期和待审的。` : [heading, ...blocks].join('\n\n');
}

/** A thing to do; '' when there is nothing of the kind. */
const item = (title: string, found: string, lines: readonly string[], action: string): string =>
  lines.length === 0 ? '' : `【${title}】${found}\n${list(lines)}\n  → ${action}`;

const neverRun = ({ run }: DueSummary): string =>
  run === null ? '【还没有检查】\n  → 把学校报来的表放进 inbox 文件夹，运行 heji run weekly-inspection' : '';

const ofEarlierVersion = ({ run, has_deadlines }: DueSummary): string =>
  run === null || has_deadlines ? '' : `【没有整改时限】${noDeadlines(run)}`;

function overdueText({ run, overdue, due_today, due_soon, faults, until, schools }: DueSummary): string {
  if (schools.length === 0) return '';
  const lines = schools.map((school) => {
    const parts = [
      ...(school.overdue > 0 ? [`逾期 ${school.overdue} 条`] : []),
      ...(school.due_today > 0 ? [`今日到期 ${school.due_today} 条`] : []),
      ...(school.due_soon > 0 ? [`即将到期 ${school.due_soon} 条`] : []),
    ];
    return `${school.school_name}：${parts.join('，')}（最早 ${school.earliest_due_on}），未答复 ${school.unanswered} 条`;
  });
  return item(
    '到期的整改',
    `已逾期 ${overdue} 条，今日到期 ${due_today} 条，即将到期（至 ${until}）${due_soon} 条${repeatedText(overdue + due_today + due_soon, faults)}；时限依运行 ${run}`,
    lines,
    '运行 heji due，得到到期清单（outbox 文件夹），照它催办',
  );
}
