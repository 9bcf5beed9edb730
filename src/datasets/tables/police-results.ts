import { boolean, code, date, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { className, grade, idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 公安比对结果. */
export const policeResults: Dataset = {
  id: 'police_results',
  code: 'POL',
  title: '公安比对结果',
  grain: '一名学生一次比对',
  refresh: 'county',
  key: ['registry_number|id_number', 'compared_date'],
  columns: [
    schoolCode,
    schoolName,
    registryNumber,
    pupilName,
    idNumber,
    grade,
    className,
    code('police_result', 'result', ['比对结果', '公安比对结果', '校验结果', '错误类型'], { required: true, level: 'personal' }),
    text('police_name', ['公安库姓名', '人口库姓名'], { level: 'personal' }),
    date('compared_date', ['比对日期', '校验日期']),
    boolean('handled', ['是否处理', '处理状态']),
    code('problem_action', 'handle_action', ['处理方式']),
    note('personal'),
  ],
};
