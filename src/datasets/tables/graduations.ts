import { boolean, code, date, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { className, grade, idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 毕业名单. */
export const graduations: Dataset = {
  id: 'graduations',
  code: 'GRAD',
  title: '毕业名单',
  grain: '一名学生一个学段的毕业（结业、肄业）',
  refresh: 'events',
  key: ['stage', 'grad_year', 'registry_number|id_number|name'],
  columns: [
    schoolCode,
    schoolName,
    grade,
    className,
    registryNumber,
    pupilName,
    idNumber,
    code('school_stage', 'stage', ['学段', '毕业学段'], { required: true }),
    integer('grad_year', ['毕业年份', '毕业年度', '届别'], { required: true }),
    code('graduation_type', 'grad_type', ['毕业类型', '毕结业类型', '毕业结论']),
    date('grad_date', ['毕业日期']),
    date('operation_date', ['毕业操作日期', '办理日期', '毕业处理日期']),
    date('approved_date', ['审核日期', '主管部门审核日期']),
    text('cert_number', ['毕业证书号', '证书编号', '毕业证号'], { level: 'personal' }),
    boolean('exam_passed', ['毕业考试是否合格', '成绩合格'], { level: 'personal' }),
    boolean('quality_passed', ['综合素质评价是否合格'], { level: 'personal' }),
    date('returned_date', ['退回日期', '复读退回日期']),
    boolean('return_approved', ['退回是否审核同意']),
    text('return_reason', ['退回原因', '复读原因'], { level: 'sensitive' }),
    boolean('has_proof', ['退回证明材料', '是否有证明材料']),
    text('destination', ['去向', '升入学校'], { level: 'personal' }),
    note('personal'),
  ],
};
