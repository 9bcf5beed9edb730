import { boolean, code, date, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { idNumber, note, pupilName, registryNumber } from '../shared-columns.ts';

/** 档案转移. */
export const archives: Dataset = {
  id: 'archives',
  code: 'ARC',
  title: '档案转移',
  grain: '一份档案一次转移',
  refresh: 'events',
  key: ['registry_number|id_number|name', 'reason', 'transfer_done_date'],
  columns: [
    registryNumber,
    pupilName,
    idNumber,
    text('from_school_code', ['转出学校标识码']),
    text('from_school_name', ['转出学校', '转出学校名称']),
    text('to_school_code', ['转入学校标识码']),
    text('to_school_name', ['转入学校', '接收单位']),
    code('archive_reason', 'reason', ['转移原因', '转档原因']),
    code('archive_form', 'archive_form', ['档案形式']),
    date('transfer_done_date', ['转接办结日期', '异动办结日期']),
    date('sent_date', ['转出日期', '档案转出日期']),
    date('received_date', ['接收日期', '签收日期']),
    boolean('backup_kept', ['是否留存备份']),
    text('received_by', ['签收人'], { level: 'personal' }),
    note('personal'),
  ],
};
