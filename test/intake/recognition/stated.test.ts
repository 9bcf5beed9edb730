import { expect, test } from 'vitest';
import { readStated } from '../../../src/intake/recognition/stated.ts';

const nothing = { reportedOn: null, exportedOn: null, cutoffOn: null, unit: null, schoolCode: null, grade: null, className: null };

test.each([
  [['填报单位：阳光小学  填报时间：2026年10月16日'], { unit: '阳光小学', reportedOn: '2026-10-16' }],
  [['填报单位:阳光小学填报时间:2026年10月16日'], { unit: '阳光小学', reportedOn: '2026-10-16' }],
  [['填报单位（盖章）：阳光小学'], { unit: '阳光小学' }],
  [['填报单位：阳光小学（盖章）', null, '填表人：赵主任', '填表日期：2026-9-1'], { unit: '阳光小学', reportedOn: '2026-09-01' }],
  [['学校标识码：2230100001', '学校名称', '阳光小学'], { schoolCode: '2230100001', unit: '阳光小学' }],
  [['学校标识码：223010000'], {}],
  [['导出时间：2026-10-16 08:30:00', '统计截止日：20261015'], { exportedOn: '2026-10-16', cutoffOn: '2026-10-15' }],
  [['阳光小学考勤表（截至2026年10月15日）'], { cutoffOn: '2026-10-15' }],
  [['截止日期', '2026/10/15'], { cutoffOn: '2026-10-15' }],
  [['制表日期：2026年2月30日'], {}],
  [['单位：人'], {}],
  [['阳光学校学生名单'], {}],
])('%j', (cells, expected) => {
  expect(readStated([{ row: 1, cells }])).toEqual({ ...nothing, ...expected });
});

test('of several statements the first counts', () => {
  const rows = ['学校：甲校', '学校：乙校'].map((cell, index) => ({ row: index + 1, cells: [cell] }));
  expect(readStated(rows).unit).toBe('甲校');
});
