import { boolean, code, date, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { idNumber, note, pupilName, registryNumber, sex } from '../shared-columns.ts';

/** 录取（招生）名单. */
export const admissions: Dataset = {
  id: 'admissions',
  code: 'ADM',
  title: '录取（招生）名单',
  grain: '一名被录取学生',
  refresh: 'county',
  key: ['year', 'admit_school_code', 'id_number|registry_number|name'],
  columns: [
    integer('year', ['年度', '招生年度', '录取年度'], { required: true }),
    text('admit_school_code', ['录取学校标识码', '学校标识码'], { required: true }),
    text('admit_school_name', ['录取学校', '录取学校名称', '学校名称']),
    code('school_stage', 'stage', ['学段', '录取学段']),
    registryNumber,
    pupilName,
    idNumber,
    sex,
    date('birth_date', ['出生日期', '出生年月日', '生日', 'CSRQ'], { level: 'personal' }),
    text('origin_school_code', ['毕业学校标识码', '生源学校标识码']),
    text('origin_school_name', ['毕业学校', '毕业小学', '生源学校']),
    text('batch', ['批次', '录取批次']),
    code('admission_type', 'admission_type', ['录取方式', '入学方式', '录取类型']),
    text('notice_no', ['录取通知书号', '通知书编号']),
    date('admitted_date', ['录取日期', '审核日期']),
    boolean('deferred', ['是否延缓入学', '延缓入学']),
    text('special_policy', ['政策类别', '照顾类型'], { level: 'personal' }),
    note('personal'),
  ],
};
