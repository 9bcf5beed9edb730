import { boolean, code, date, integer, text, yearmonth } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { campus, note, schoolCode, schoolName } from '../shared-columns.ts';

/** 班级. */
export const classes: Dataset = {
  id: 'classes',
  code: 'CLS',
  title: '班级',
  grain: '一所学校一个班',
  refresh: 'school',
  key: ['school_code', 'grade', 'class_name'],
  columns: [
    schoolCode,
    schoolName,
    campus,
    text('grade', ['年级', '年级名称', '所在年级', '就读年级', 'NJ', 'NJMC'], { required: true }),
    text('class_name', ['班级', '班级名称', '所在班级', '行政班', 'BJ', 'BJMC', 'BH'], { required: true }),
    text('class_code', ['班号', '班级代码', '班号BH']),
    code('class_type', 'class_type', ['班级类型', 'BJLX', 'BJLXM']),
    boolean('is_placeholder', ['是否待分班', '虚拟班']),
    yearmonth('established_month', ['建班年月', 'JBNY']),
    text('head_teacher', ['班主任', '班主任姓名'], { level: 'personal' }),
    text('head_teacher_phone', ['班主任电话', '班主任联系电话'], { level: 'personal' }),
    code('schooling_system', 'schooling_system', ['学制', 'XZ']),
    integer('size_limit', ['规定班额', '班额标准']),
    integer('reported_size', ['班级人数', '班额', '人数']),
    boolean('is_bilingual', ['是否双语班', '双语教学']),
    date('graduation_date', ['毕业日期']),
    note('public'),
  ],
};
