import { boolean, code, date, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { note } from '../shared-columns.ts';

/** 报送记录. */
export const filings: Dataset = {
  id: 'filings',
  code: 'RPT',
  title: '报送记录',
  grain: '一个单位一次报送一个事项',
  refresh: 'events',
  key: ['unit_code', 'item', 'period'],
  columns: [
    text('unit_code', ['报送单位代码', '学校标识码', '单位代码'], { required: true }),
    text('unit_name', ['报送单位', '学校名称', '单位名称']),
    code('filing_item', 'item', ['报送事项', '事项'], { required: true }),
    text('target', ['报送对象', '接收单位']),
    text('period', ['所属期', '报送期次', '学期']),
    date('due_date', ['应报日期', '截止日期']),
    date('filed_date', ['实报日期', '报送日期']),
    text('doc_no', ['文号']),
    integer('record_count', ['条数', '人数']),
    boolean('is_zero_report', ['是否零报告', '零报告']),
    code('report_form', 'form', ['报送形式']),
    note('public'),
  ],
};
