import { boolean, code, date, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 劝返记录. */
export const persuasions: Dataset = {
  id: 'persuasions',
  code: 'DRP',
  title: '劝返记录',
  grain: '一次劝返',
  refresh: 'events',
  key: ['registry_number|id_number|name', 'persuasion_date'],
  columns: [
    schoolCode,
    schoolName,
    registryNumber,
    pupilName,
    idNumber,
    integer('seq', ['劝返次数', '序次', '第几次']),
    date('persuasion_date', ['劝返时间', '劝返日期'], { required: true }),
    code('contact_method', 'method', ['劝返方式', '方式']),
    text('persuader', ['劝返人员姓名', '劝返人员'], { level: 'personal' }),
    text('persuader_phone', ['劝返人员电话'], { level: 'personal' }),
    text('persuader_unit', ['劝返人员单位', '单位']),
    text('record', ['劝返就读情况记录', '劝返记录', '情况记录'], { level: 'sensitive' }),
    code('persuasion_result', 'result', ['劝返结果', '结果']),
    boolean('guardian_signed', ['监护人是否签字']),
    note('sensitive'),
  ],
};
