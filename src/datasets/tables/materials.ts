import { boolean, code, date, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 证明材料与批准登记. */
export const materials: Dataset = {
  id: 'materials',
  code: 'MAT',
  title: '证明材料与批准登记',
  grain: '一名学生一种材料（批准）',
  refresh: 'events',
  key: ['registry_number|id_number|name', 'material_type'],
  columns: [
    schoolCode,
    schoolName,
    registryNumber,
    pupilName,
    idNumber,
    code('material_type', 'material_type', ['材料种类', '材料名称', '材料类型'], { required: true }),
    boolean('present', ['有无', '是否具备', '是否齐全']),
    text('issued_by', ['出具单位', '出具机构']),
    code('issuer_level', 'issuer_level', ['出具单位级别']),
    date('submitted_date', ['提交日期', '收件日期']),
    text('approved_by', ['批准单位', '批准部门']),
    date('approved_date', ['批准日期']),
    date('valid_from', ['起始日期', '有效期起']),
    date('valid_to', ['截止日期', '有效期止']),
    text('related_change_no', ['关联业务编号']),
    text('content', ['内容摘要'], { level: 'sensitive' }),
    note('personal'),
  ],
};
