import { boolean, code, date, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { idNumber, note } from '../shared-columns.ts';

/** 学籍管理员. */
export const staff: Dataset = {
  id: 'staff',
  code: 'STAFF',
  title: '学籍管理员',
  grain: '一人一任期',
  refresh: 'school',
  key: ['unit_code', 'name', 'start_date'],
  columns: [
    text('unit_code', ['单位代码', '学校标识码'], { required: true }),
    text('unit_name', ['单位名称', '学校名称']),
    text('name', ['姓名', '管理员姓名'], { required: true, level: 'personal' }),
    idNumber,
    code('staff_role', 'role', ['岗位', '角色']),
    boolean('on_establishment', ['是否在编', '在编'], { level: 'personal' }),
    boolean('is_full_time', ['是否专职', '专职']),
    date('filed_date', ['备案日期', '报送日期']),
    date('trained_date', ['培训日期', '最近培训日期']),
    date('start_date', ['任职日期', '上岗日期']),
    date('end_date', ['离任日期', '离岗日期']),
    boolean('handover_done', ['是否办理交接', '交接情况']),
    date('system_updated_date', ['系统登记日期']),
    text('phone', ['联系电话', '手机'], { level: 'personal' }),
    note('personal'),
  ],
};
