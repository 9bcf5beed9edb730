import { boolean, code, date, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { className, grade, idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 请假. */
export const leaves: Dataset = {
  id: 'leaves',
  code: 'LEAVE',
  title: '请假',
  grain: '一次请假',
  refresh: 'events',
  key: ['school_code', 'registry_number|id_number|name', 'start_date'],
  columns: [
    schoolCode,
    schoolName,
    grade,
    className,
    registryNumber,
    pupilName,
    idNumber,
    code('leave_type', 'leave_type', ['请假类型', '假别', '请假类别'], { level: 'sensitive' }),
    date('start_date', ['开始日期', '请假开始日期', '起始日期'], { required: true }),
    date('end_date', ['结束日期', '请假结束日期', '截止日期'], { required: true }),
    text('approved_by', ['批准人', '审批人'], { level: 'personal' }),
    date('approved_date', ['批准日期', '审批日期']),
    code('approval_status', 'approval_status', ['审批状态', '批准状态', '审核状态']),
    text('reason', ['事由', '请假事由', '原因'], { level: 'sensitive' }),
    integer('lessons', ['请假学时', '请假节数']),
    boolean('has_proof', ['是否有证明', '证明材料']),
    note('personal'),
  ],
};
