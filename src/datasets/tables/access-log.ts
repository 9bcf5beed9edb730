import { boolean, code, datetime, integer, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { note } from '../shared-columns.ts';

/** 访问与导出日志. */
export const accessLog: Dataset = {
  id: 'access_log',
  code: 'LOG',
  title: '访问与导出日志',
  grain: '一次操作',
  refresh: 'events',
  key: ['time', 'account', 'action'],
  columns: [
    datetime('time', ['时间', '操作时间'], { required: true }),
    text('account', ['账号', '用户名'], { required: true, level: 'personal' }),
    text('operator', ['操作人', '姓名'], { level: 'personal' }),
    text('unit_code', ['单位代码', '学校标识码']),
    text('unit_name', ['单位名称']),
    text('ip', ['IP地址', '登录IP'], { level: 'personal' }),
    text('device', ['终端', '设备'], { level: 'personal' }),
    code('access_action', 'action', ['操作类型', '操作'], { required: true }),
    integer('record_count', ['条数', '记录数']),
    text('content', ['内容', '导出范围']),
    boolean('external', ['是否对外提供', '对外提供']),
    text('recipient', ['接收单位', '提供对象']),
    text('approval_no', ['批准文号']),
    text('approver', ['批准单位', '批准部门']),
    code('approver_level', 'approver_level', ['批准单位级别']),
    boolean('masked', ['是否脱敏', '脱敏']),
    note('public'),
  ],
};
