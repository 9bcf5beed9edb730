import { expect, test } from 'vitest';
import { classInName, classInTitle } from '../../../src/intake/recognition/class-in-name.ts';

test.each([
  ['三年级1班', '三年级', '1班'],
  ['三年级（12）班', '三年级', '(12)班'],
  ['301', '3年级', '1班'],
  ['912班', '9年级', '12班'],
  ['3.1', '3年级', '1班'],
  ['12-40', '12年级', '40班'],
  ['三（1）', '三', '1班'],
  ['三（1）班', '三', '1班'],
  ['高一2班', '高一', '2班'],
  ['初二3班', '初二', '3班'],
  ['初二3', '初二', '3班'],
  ['高三十二班', '高三', '十二班'],
  ['2024级3班', '2024级', '3班'],
  ['（2）班', null, '(2)班'],
  ['五年级待分班', '五年级', '待分班'],
  ['尚未分班', null, '尚未分班'],
  ['三年级', '三年级', null],
])('%s is grade %s class %s', (name, grade, className) => expect(classInName(name)).toEqual({ grade, className }));

test.each([
  '300',
  '340班',
  '013',
  '2026',
  '13-1',
  '3.41',
  '9月',
  'Sheet1',
  '学生',
  '阳光小学',
  '第三小学',
  '高一级中学',
  '一至三年级',
  '三年级1、2班',
  '七八班级名单',
])('%s names no class', (name) => expect(classInName(name)).toEqual({ grade: null, className: null }));

test.each([
  ['阳光小学2026年秋季三年级（2）班学生名单', '三年级', '(2)班'],
  ['第三小学三（2）班花名册', '三', '2班'],
  ['年级：三年级 班级：2班', '三年级', '2班'],
  ['班级：2', null, '2'],
  ['初中三年级1班', '初中三年级', '1班'],
  ['三年级1班、三年级2班学生名单', null, null],
  ['三年级学生花名册', '三年级', null],
  ['2026年10月16日301', null, null],
  ['填报时间：2026-10-16', null, null],
])('%s speaks of grade %s class %s', (title, grade, className) => expect(classInTitle(title)).toEqual({ grade, className }));
