import { boolean, code, date, decimal, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 高中学分、学考与毕业条件. */
export const exams: Dataset = {
  id: 'exams',
  code: 'EXAM',
  title: '高中学分、学考与毕业条件',
  grain: '一名学生一个考核项目',
  refresh: 'events',
  key: ['registry_number|id_number', 'item_type', 'item_name'],
  columns: [
    schoolCode,
    schoolName,
    registryNumber,
    pupilName,
    idNumber,
    code('exam_item_type', 'item_type', ['项目类型', '类别'], { required: true }),
    text('item_name', ['科目', '项目', '科目名称'], { required: true }),
    code('pass_result', 'result', ['结果', '成绩', '等级', '是否合格'], { level: 'personal' }),
    decimal('value', ['数值', '学分', '年限'], { level: 'personal' }),
    decimal('required_value', ['要求值', '规定学分']),
    date('exam_date', ['考试日期', '认定日期']),
    boolean('is_makeup', ['是否补考']),
    note('personal'),
  ],
};
