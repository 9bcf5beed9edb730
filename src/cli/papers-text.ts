import { dirname } from 'node:path';
import type { PapersSummary } from '../returns/papers-summary.ts';

/** Where 导入记录 and 退回单 are; '' when there are none. */
export function papersText(papers: PapersSummary | null): string {
  if (papers === null) return '';
  if (papers.problem !== null) return `注意：${papers.problem}`;
  const [slip] = papers.slips;
  const slips = slip === undefined ? '没有需要退回学校的内容' : `退回单 ${papers.slips.length} 份，一校一份，在 ${dirname(slip)}`;
  return `导入记录（逐个文件、逐条原因）\n  ${papers.log}\n${slips}`;
}
