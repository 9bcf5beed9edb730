import { boolean, code, date, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { className, grade, idNumber, note, pupilName, registryNumber, schoolCode, schoolName } from '../shared-columns.ts';

/** 报到注册. */
export const registrations: Dataset = {
  id: 'registrations',
  code: 'REG',
  title: '报到注册',
  grain: '一名新生一次报到',
  refresh: 'school',
  key: ['school_code', 'id_number|registry_number|name', 'term_start_date'],
  columns: [
    schoolCode,
    schoolName,
    grade,
    className,
    registryNumber,
    pupilName,
    idNumber,
    code('school_stage', 'stage', ['学段']),
    code('entry_kind', 'entry_kind', ['入学类别', '新生类别']),
    date('term_start_date', ['开学日期']),
    boolean('reported', ['是否报到', '报到情况']),
    date('report_date', ['报到日期', '实际报到日期', '入学日期']),
    date('deferral_apply_date', ['延期申请日期']),
    date('deferral_approved_date', ['延期批准日期']),
    date('deferral_until', ['延期截止日期', '延期至']),
    code('no_show_reason', 'no_show_reason', ['未报到原因'], { level: 'sensitive' }),
    text('whereabouts', ['去向'], { level: 'sensitive' }),
    note('personal'),
  ],
};
