import { type LearnedTitleSummary, type TitlesSummary, tableTitle } from '../titles/summary.ts';
import { list } from './import-text.ts';

/** What was learned of unknown titles and what is asked, for reading; '' when there is nothing to say. */
export function titlesText({ learned, learned_tables, problems, open_titles, open_tables, workbook }: TitlesSummary): string {
  const lessons = [
    ...learned.map(learnedText),
    ...learned_tables.map(
      ({ titles, dataset }) => `表头“${titles.slice(0, 4).join('、')}${titles.length > 4 ? '……' : ''}”的表：${tableTitle(dataset)}`,
    ),
  ];
  const asked = [...(open_titles > 0 ? [`${open_titles} 个列名`] : []), ...(open_tables > 0 ? [`${open_tables} 张表`] : [])].join('、');
  const blocks = [
    lessons.length === 0
      ? ''
      : `已学会（heji titles 列出全部；以前导入过的文件要按新的列名重读，请运行 heji restage）\n${list(lessons, 'heji titles')}`,
    problems.length === 0 ? '' : `列名对照没有采用的\n${list(problems)}`,
    workbook === null
      ? ''
      : `有 ${asked}不认识，已写入 ${workbook}\n  请在“您的选择”里选好，保存后放进 inbox 文件夹（或就在原处保存），下次导入时生效；拿不准的留空。`,
  ];
  return blocks.filter((text) => text !== '').join('\n\n');
}

export const learnedText = ({ dataset_title, title, column, column_title }: LearnedTitleSummary): string =>
  `《${dataset_title}》“${title}”＝${column === null ? '不是我们要的列' : (column_title ?? column)}`;
