import { boolean, code, date, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { campus, className, grade, idNumber, note, pupilName, registryNumber, schoolCode, schoolName, sex } from '../shared-columns.ts';

/** 实际在校名单（进班点名）. */
export const roster: Dataset = {
  id: 'roster',
  code: 'ROS',
  title: '实际在校名单（进班点名）',
  grain: '一名学生一次点名',
  refresh: 'school',
  key: ['school_code', 'registry_number|id_number|name', 'roll_date'],
  columns: [
    schoolCode,
    schoolName,
    campus,
    grade,
    className,
    registryNumber,
    pupilName,
    idNumber,
    sex,
    date('birth_date', ['出生日期', '出生年月日', '生日', 'CSRQ'], { level: 'personal' }),
    text('guardian_phone', ['家长电话', '联系电话'], { level: 'personal' }),
    date('roll_date', ['点名日期', '核查日期', '日期']),
    code('roster_result', 'present', ['点名结果', '是否在校', '到班情况', '结果']),
    code('no_show_reason', 'absent_reason', ['不在校原因', '未到原因'], { level: 'sensitive' }),
    text('whereabouts', ['去向'], { level: 'sensitive' }),
    date('present_since', ['实际入学日期', '到校日期']),
    boolean('class_complete', ['本班是否全部点名', '点名是否完整']),
    text('called_by', ['点名人', '核查人'], { level: 'personal' }),
    text('head_teacher', ['班主任', '班主任签字'], { level: 'personal' }),
    note('personal'),
  ],
};
