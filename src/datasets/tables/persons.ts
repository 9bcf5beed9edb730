import { code, date, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { note, sex } from '../shared-columns.ts';

/** 人口信息抽取（公安户籍）. */
export const persons: Dataset = {
  id: 'persons',
  code: 'POL',
  title: '人口信息抽取（公安户籍）',
  grain: '一个自然人',
  refresh: 'county',
  key: ['id_number'],
  columns: [
    text('id_number', ['公民身份号码', '身份证号', '身份证件号', '证件号码', 'GMSFHM'], { required: true, level: 'sensitive' }),
    text('name', ['姓名', 'XM'], { required: true, level: 'personal' }),
    sex,
    date('birth_date', ['出生日期', '出生年月日', '生日', 'CSRQ'], { level: 'personal' }),
    code('ethnicity', 'ethnicity', ['民族', 'MZ'], { level: 'personal' }),
    text('household_address', ['户籍地址', '户口所在地', '户籍详址', 'HJDZ'], { level: 'sensitive' }),
    text('household_area_code', ['户籍地行政区划', '户籍地区划码', 'HJDQH'], { level: 'personal' }),
    text('household_no', ['户号', 'HH'], { level: 'sensitive' }),
    code('head_relation', 'relation_to_head', ['与户主关系', 'YHZGX'], { level: 'personal' }),
    integer('household_size', ['户内人数'], { level: 'personal' }),
    date('registered_date', ['迁入日期', '落户日期'], { level: 'personal' }),
    code('person_status', 'person_status', ['人员状态', '注销标识'], { level: 'personal' }),
    date('status_date', ['注销日期', '状态日期'], { level: 'sensitive' }),
    note('personal'),
  ],
};
