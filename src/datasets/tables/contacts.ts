import { code, datetime, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { className, grade, idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 缺勤联系记录. */
export const contacts: Dataset = {
  id: 'contacts',
  code: 'CON',
  title: '缺勤联系记录',
  grain: '一次联系（电话、家访、微信等）',
  refresh: 'events',
  key: ['school_code', 'registry_number|id_number|name', 'contact_time'],
  columns: [
    schoolCode,
    schoolName,
    grade,
    className,
    registryNumber,
    pupilName,
    idNumber,
    datetime('contact_time', ['联系时间', '联系日期', '日期', '家访时间'], { required: true }),
    code('contact_method', 'method', ['联系方式', '方式', '联系途径']),
    text('contacted_person', ['联系对象', '被联系人', '监护人姓名'], { level: 'personal' }),
    code('family_relation', 'contacted_relation', ['与学生关系', '关系'], { level: 'personal' }),
    text('phone', ['联系电话', '电话'], { level: 'personal' }),
    code('contact_result', 'result', ['联系结果', '是否联系上', '结果'], { required: true }),
    text('whereabouts', ['去向', '学生去向'], { level: 'sensitive' }),
    text('reason', ['缺勤原因', '原因'], { level: 'sensitive' }),
    text('contacted_by', ['联系人', '登记人', '家访人'], { level: 'personal' }),
    note('personal'),
  ],
};
