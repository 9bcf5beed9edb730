import { boolean, code, date, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 关键数据变更记录. */
export const keyChanges: Dataset = {
  id: 'key_changes',
  code: 'KEY',
  title: '关键数据变更记录',
  grain: '一次变更的一个字段',
  refresh: 'events',
  key: ['change_no', 'registry_number|id_number|name', 'field', 'apply_date'],
  columns: [
    schoolCode,
    schoolName,
    registryNumber,
    pupilName,
    idNumber,
    text('change_no', ['业务编号', '变更编号', '流水号']),
    code('key_field', 'field', ['变更字段', '变更项目', '字段名称', '变更内容'], { required: true }),
    text('old_value', ['变更前', '原值', '变更前内容'], { level: 'sensitive' }),
    text('new_value', ['变更后', '新值', '变更后内容'], { level: 'sensitive' }),
    date('apply_date', ['申请日期', '申请时间']),
    date('school_date', ['学校审核日期', '校审日期']),
    date('bureau_date', ['主管部门审核日期', '局审日期']),
    code('approval_status', 'approval_status', ['审核状态', '审批状态']),
    boolean('has_evidence', ['是否有佐证材料', '佐证材料', '附件']),
    text('evidence', ['佐证材料名称', '材料名称'], { level: 'personal' }),
    text('applicant', ['申请人'], { level: 'personal' }),
    code('family_relation', 'applicant_relation', ['申请人与学生关系'], { level: 'personal' }),
    text('operator', ['操作人', '经办人'], { level: 'personal' }),
    text('reason', ['变更原因', '原因'], { level: 'personal' }),
    note('personal'),
  ],
};
