import { code, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { note, schoolCode, schoolName } from '../shared-columns.ts';

/** 学区对照表. */
export const districts: Dataset = {
  id: 'districts',
  code: '学区',
  title: '学区对照表',
  grain: '一所学校一块学区范围',
  refresh: 'county',
  key: ['school_code', 'area'],
  columns: [
    schoolCode,
    schoolName,
    code('school_stage', 'stage', ['学段']),
    text('area', ['学区范围', '服务范围', '村（社区）', '小区'], { required: true }),
    text('area_code', ['区划代码', '村居代码']),
    text('township', ['乡镇（街道）', '乡镇']),
    integer('year', ['年度']),
    note('public'),
  ],
};
