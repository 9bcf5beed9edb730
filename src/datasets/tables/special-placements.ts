import { boolean, code, date, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 特殊教育安置. */
export const specialPlacements: Dataset = {
  id: 'special_placements',
  code: 'SPED',
  title: '特殊教育安置',
  grain: '一名学生一次安置',
  refresh: 'events',
  key: ['registry_number|id_number|name', 'start_date'],
  columns: [
    schoolCode,
    schoolName,
    registryNumber,
    pupilName,
    idNumber,
    text('record_school_code', ['学籍学校标识码', '学籍所在学校标识码']),
    date('assessed_date', ['评估日期', '评估鉴定日期'], { level: 'sensitive' }),
    text('committee', ['评估机构', '专家委员会']),
    code('disability_type', 'disability_type', ['残疾类型'], { level: 'sensitive' }),
    text('disability_cert_no', ['残疾证号', '残疾人证号'], { level: 'sensitive' }),
    code('placement_type', 'placement', ['安置方式', '安置类型'], { required: true, level: 'sensitive' }),
    text('host_school_code', ['承担学校标识码', '送教学校标识码']),
    text('host_school_name', ['承担学校', '送教学校', '安置学校'], { level: 'sensitive' }),
    date('start_date', ['安置起始日期', '开始日期']),
    date('end_date', ['安置结束日期', '结束日期']),
    date('downgrade_approved_date', ['降级批准日期'], { level: 'sensitive' }),
    boolean('consent', ['监护人是否同意'], { level: 'sensitive' }),
    note('sensitive'),
  ],
};
