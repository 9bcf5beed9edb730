import { boolean, code, date, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { note } from '../shared-columns.ts';

/** 校历与节假日. */
export const calendar: Dataset = {
  id: 'calendar',
  code: 'CAL',
  title: '校历与节假日',
  grain: '一天',
  refresh: 'county',
  key: ['date', 'scope'],
  columns: [
    date('date', ['日期'], { required: true }),
    boolean('school_day', ['是否教学日', '是否上课', '教学日']),
    boolean('workday', ['是否工作日', '工作日']),
    text('term', ['学期']),
    integer('week_no', ['周次', '教学周']),
    code('calendar_event', 'event', ['事件', '事项']),
    text('scope', ['适用范围', '学校标识码']),
    note('public'),
  ],
};
