import { code, date, datetime, text } from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { note } from '../shared-columns.ts';

/** 系统账号. */
export const accounts: Dataset = {
  id: 'accounts',
  code: 'ACC',
  title: '系统账号',
  grain: '一个账号',
  refresh: 'county',
  key: ['account'],
  columns: [
    text('account', ['账号', '用户名', '登录名'], { required: true, level: 'personal' }),
    text('unit_code', ['单位代码', '学校标识码']),
    text('unit_name', ['单位名称', '学校名称']),
    text('owner', ['使用人', '账号持有人'], { level: 'personal' }),
    code('staff_role', 'role', ['角色', '权限']),
    date('created_date', ['开通日期', '创建日期']),
    datetime('last_login', ['最后登录时间', '末次登录']),
    date('password_changed', ['密码修改日期', '改密日期']),
    code('account_status', 'status', ['账号状态', '状态']),
    date('sealed_date', ['封存日期']),
    note('public'),
  ],
};
