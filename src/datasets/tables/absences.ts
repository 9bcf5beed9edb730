import { boolean, code, date, datetime, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { className, grade, idNumber, note, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 考勤. */
export const absences: Dataset = {
  id: 'absences',
  code: 'ATT',
  title: '考勤',
  grain: '一名学生一天（或半天）一条；可只报缺勤，也可全量',
  refresh: 'events',
  isOwedBySchool: true,
  key: ['school_code', 'registry_number|id_number|name', 'date', 'day_part'],
  columns: [
    schoolCode,
    schoolName,
    grade,
    className,
    registryNumber,
    text('name', ['姓名', '学生姓名', 'XM', 'XSXM'], { level: 'personal' }),
    idNumber,
    date('date', ['日期', '考勤日期', '缺勤日期', 'KQRQ'], { required: true }),
    code('day_part', 'day_part', ['时段', '节次', '上午/下午']),
    code('absence_status', 'status', ['状态', '考勤状态', '出勤情况', '考勤结果', '缺勤类型'], { required: true, level: 'personal' }),
    boolean('approved', ['是否批准', '是否请假获批', '请假是否批准']),
    text('reason', ['原因', '缺勤原因', '事由'], { level: 'sensitive' }),
    integer('lessons_missed', ['缺课节数', '缺课学时']),
    text('recorded_by', ['填报人', '登记人', '点名人'], { level: 'personal' }),
    datetime('recorded_at', ['填报时间', '登记时间', '录入时间']),
    note('personal'),
  ],
};
