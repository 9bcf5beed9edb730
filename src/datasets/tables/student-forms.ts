import type { RepeatingForm } from '../dataset.ts';

/** 采集表 2022: two header rows; 姓名, 民族, 身份证件号 … stand in it three times, told apart by the group row. */
export const form37: RepeatingForm = {
  id: 'form37',
  title: '中小学学生基础信息采集表（37项）',
  groups: [
    { title: '学生个人信息', aliases: ['学生基本信息', '个人基础信息'], items: [1, 17], prefix: '' },
    {
      title: '学生家庭成员或监护人信息一',
      aliases: ['家庭成员或监护人信息一', '监护人信息一', '家庭成员信息1', '成员1'],
      items: [18, 26],
      prefix: 'guardian1_',
    },
    {
      title: '学生家庭成员或监护人信息二',
      aliases: ['家庭成员或监护人信息二', '监护人信息二', '家庭成员信息2', '成员2'],
      items: [27, 35],
      prefix: 'guardian2_',
    },
    { title: '特殊教育学生信息', aliases: [], items: [36, 37], prefix: '' },
  ],
  guardianTitles: ['姓名', '关系', '是否监护人', '民族', '身份证件类型', '身份证件号', '工作单位', '户口所在地具体地址', '联系电话'],
};

/** 采集表 2013 and exports of that age: one header row, titles repeat by position only. */
export const form72: RepeatingForm = {
  id: 'form72',
  title: '学生基础信息表（72项）',
  groups: [
    { title: '学生', aliases: [], items: [1, 48], prefix: '' },
    { title: '监护人一', aliases: [], items: [49, 60], prefix: 'guardian1_' },
    { title: '监护人二', aliases: [], items: [61, 72], prefix: 'guardian2_' },
  ],
  guardianTitles: [
    '姓名',
    '关系',
    '关系说明',
    '民族',
    '工作单位',
    '现住址',
    '户口所在地',
    '联系电话',
    '是否监护人',
    '身份证件类型',
    '身份证件号',
    '职务',
  ],
};
