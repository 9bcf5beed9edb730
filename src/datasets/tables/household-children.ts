import { boolean, code, date, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { idNumber, note, sex } from '../shared-columns.ts';

/** 户籍适龄儿童名册. */
export const householdChildren: Dataset = {
  id: 'household_children',
  code: 'HH',
  title: '户籍适龄儿童名册',
  grain: '一名适龄儿童少年',
  refresh: 'county',
  key: ['id_number|name'],
  columns: [
    integer('seq', ['序号']),
    text('township', ['乡镇（街道）', '乡镇']),
    text('village', ['自然村（屯）', '村（社区）', '行政村']),
    text('name', ['姓名', '应接受义务教育未接受适龄儿童少年姓名', '儿童姓名'], { required: true, level: 'personal' }),
    code('id_type', 'id_type', ['身份证件类型', '身份证类型', '证件类型', 'SFZJLXM', 'SFZJLX'], { level: 'personal' }),
    idNumber,
    sex,
    date('birth_date', ['出生日期', '出生年月日', '生日', 'CSRQ', '出生年月'], { level: 'personal' }),
    code('ethnicity', 'ethnicity', ['民族'], { level: 'personal' }),
    text('household_head', ['户主姓名', '户主'], { level: 'personal' }),
    code('head_relation', 'relation_to_head', ['与户主关系'], { level: 'personal' }),
    text('household_address', ['户籍地址', '户口所在地', '户籍所在地'], { level: 'sensitive' }),
    text('current_address', ['现住址', '居住地址'], { level: 'sensitive' }),
    text('guardian_name', ['监护人姓名', '家长姓名'], { level: 'personal' }),
    text('guardian_phone', ['联系电话', '家长电话'], { level: 'personal' }),
    text('school_name', ['就读学校', '现就读学校']),
    text('school_area', ['就读地']),
    code('child_status', 'child_status', ['状态', '就学情况'], { level: 'sensitive' }),
    text('reason', ['未入学原因', '辍学原因', '失能原因'], { level: 'sensitive' }),
    boolean('is_poverty_alleviated', ['是否脱贫户', '脱贫户'], { level: 'sensitive' }),
    note('sensitive'),
  ],
};
