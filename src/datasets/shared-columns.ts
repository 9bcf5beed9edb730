// Columns that many tables have in the same form.
import { type Column, code, type Level, text } from './column.ts';

export const schoolCode = text('school_code', ['学校标识码', '学校代码', '学校编码', '学校识别码', '标识码', 'XXBSM', 'XXDM'], {
  required: true,
});
export const schoolName = text('school_name', ['学校名称', '学校', '就读学校', '所在学校', 'XXMC']);
export const campus = text('campus', ['校区', '校区名称', '所在校区']);
export const registryNumber = text(
  'registry_number',
  ['学籍号', '全国学籍号', '国家学籍号', '学籍号码', '正式学籍号', '教育ID', 'QGXJH', 'XJH'],
  { level: 'personal' },
);
export const grade = text('grade', ['年级', '年级名称', '所在年级', '就读年级', 'NJ', 'NJMC']);
export const className = text('class_name', ['班级', '班级名称', '所在班级', '行政班', 'BJ', 'BJMC']);
export const idNumber = text(
  'id_number',
  ['身份证件号', '身份证号', '身份证号码', '身份证件号码', '证件号码', '证件号', '公民身份号码', 'SFZJH', 'SFZH'],
  { level: 'sensitive' },
);
export const pupilName = text('name', ['姓名', '学生姓名', 'XM', 'XSXM'], { required: true, level: 'personal' });
export const sex = code('sex', 'sex', ['性别', 'XB', 'XBM'], { level: 'personal' });

/** The free remark column; how sensitive it is depends on the table. */
export const note = (level: Level): Column => text('note', ['备注', '说明', 'BZ'], { level });
