import { code, date, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { campus, note, schoolCode, schoolName } from '../shared-columns.ts';

/** 招生计划. */
export const enrolmentPlans: Dataset = {
  id: 'enrolment_plans',
  code: 'PLAN',
  title: '招生计划',
  grain: '一校一年一起始年级',
  refresh: 'county',
  key: ['year', 'school_code', 'stage'],
  columns: [
    integer('year', ['年度', '招生年度'], { required: true }),
    schoolCode,
    schoolName,
    campus,
    code('school_stage', 'stage', ['学段'], { required: true }),
    integer('planned', ['计划数', '招生计划数', '计划招生人数'], { required: true }),
    integer('planned_classes', ['计划班数', '招生班数']),
    integer('class_size_limit', ['规定班额', '计划班额']),
    integer('adjusted', ['调整后计划数', '调整计划数']),
    text('adjust_approval_no', ['调整批复文号', '批复文号']),
    text('approved_by', ['批准部门', '下达部门']),
    date('approved_date', ['批准日期', '下达日期']),
    note('public'),
  ],
};
