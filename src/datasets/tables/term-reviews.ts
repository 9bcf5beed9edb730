import { boolean, date, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { note, schoolCode, schoolName } from '../shared-columns.ts';

/** 学籍核查记录. */
export const termReviews: Dataset = {
  id: 'term_reviews',
  code: 'REV',
  title: '学籍核查记录',
  grain: '一所学校一次核查',
  refresh: 'events',
  key: ['school_code', 'term', 'review_date'],
  columns: [
    schoolCode,
    schoolName,
    text('term', ['学期', '核查学期'], { required: true }),
    date('review_date', ['核查日期', '复核日期'], { required: true }),
    integer('registered_count', ['在籍数', '在籍人数']),
    integer('present_count', ['实到数', '在校人数']),
    integer('consistent_count', ['人籍一致数', '一致人数']),
    integer('problem_count', ['问题数', '问题条数']),
    date('report_date', ['报告提交日期', '上报日期']),
    text('reviewer', ['核查人', '复核人'], { level: 'personal' }),
    boolean('principal_signed', ['校长是否签字']),
    note('public'),
  ],
};
