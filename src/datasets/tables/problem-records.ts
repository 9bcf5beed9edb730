import { code, date, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { className, grade, idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 问题学籍清单. */
export const problemRecords: Dataset = {
  id: 'problem_records',
  code: 'PRB',
  title: '问题学籍清单',
  grain: '一名学生一个问题',
  refresh: 'events',
  key: ['registry_number|id_number', 'problem_type'],
  columns: [
    schoolCode,
    schoolName,
    grade,
    className,
    registryNumber,
    pupilName,
    idNumber,
    code('problem_type', 'problem_type', ['问题类型', '问题学籍类型', '问题类别'], { required: true }),
    text('problem_group', ['问题编号', '问题组号', '重复组号']),
    date('found_date', ['发现日期', '产生日期', '下发日期']),
    text('other_school_name', ['重复学校', '对方学校']),
    text('other_area', ['对方所在地', '对方省份']),
    code('problem_action', 'action', ['处理方式', '处理类型']),
    date('action_date', ['处理日期', '提交日期']),
    text('evidence', ['佐证材料'], { level: 'personal' }),
    code('approval_status', 'approval_status', ['审核状态', '处理状态']),
    date('closed_date', ['办结日期', '销号日期']),
    note('personal'),
  ],
};
