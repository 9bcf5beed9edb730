import type { DueSummary } from '../due/due-list.ts';
import { repeatedText } from './repeated-text.ts';
import { textTable } from './text-table.ts';

/** Schools on the screen; the workbook has all. */
const mostSchools = 15;

/** What is due, for reading. */
export function dueText(summary: DueSummary): string {
  const { day, until, run, overdue, due_today, due_soon, faults, schools, unsent } = summary;
  if (run === null)
    return `${day} 到期清单：还没有运行过，没有整改时限可查。请先运行 heji run weekly-inspection。${unsentText(unsent.length)}`;
  if (!summary.has_deadlines) return `${day} 到期清单：${noDeadlines(run)}${unsentText(unsent.length)}`;
  const heading = `${day} 到期清单：已逾期 ${overdue} 条，今日到期 ${due_today} 条，即将到期（至 ${until}）${due_soon} 条${repeatedText(overdue + due_today + due_soon, faults)}；时限依运行 ${run}`;
  const rows = schools
    .slice(0, mostSchools)
    .map((school) => [school.school_name, school.overdue, school.due_today, school.due_soon, school.unanswered, school.earliest_due_on]);
  const more = schools.length > mostSchools ? `\n  另有 ${schools.length - mostSchools} 所学校，见工作簿` : '';
  const table = schools.length === 0 ? '' : `\n${textTable(['学校', '已逾期', '今日到期', '即将到期', '未答复', '最早时限'], rows)}${more}`;
  return `${heading}${table}${unsentText(unsent.length)}`;
}

const unsentText = (schools: number): string => (schools === 0 ? '' : `\n本期未报送 ${schools} 所学校，名单在工作簿的“未报送”页`);

/** Nothing is due by a run of an earlier version, and yet much may be open. */
export const noDeadlines = (run: string): string =>
  `最近一次运行 ${run} 没有留下整改时限（旧版所做，或记录不在了），查不出逾期，不等于没有逾期。请先运行 heji run weekly-inspection`;
