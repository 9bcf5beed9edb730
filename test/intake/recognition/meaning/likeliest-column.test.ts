import { describe, expect, it } from 'vitest';
import { datasetOf } from '../../../../src/datasets/dictionary.ts';
import { likeliestColumn } from '../../../../src/intake/recognition/meaning/likeliest-column.ts';

const guess = (dataset: string, title: string, values: readonly string[] = [], taken: readonly string[] = []) =>
  likeliestColumn(datasetOf(dataset), title, values, new Set(taken));

describe('the likeliest column of an unknown title', () => {
  it.each([
    ['students', '学生学籍号码', [], 'registry_number', '列名相近'],
    ['students', 'XSXB', [], 'sex', '列名相近'],
    ['students', 'SFZHM', [], 'id_number', '列名相近'],
    ['students', '证件', ['110105201809012030'], 'id_number', '列名相近，内容像18位证件号码'],
    ['students', '族别', ['汉族', '回族'], 'ethnicity', '内容像“民族”里的选项'],
    ['students', '监护人手机', ['13812345678'], 'guardian1_phone', '列名相近，内容像电话号码'],
    ['absences', '缺席日期', ['2026-09-01'], 'date', '列名相近，内容像日期'],
    ['absences', '情况', ['事假', '病假'], 'status', '列名相近，内容像“考勤状态”里的选项'],
  ])('%s %s %j is %s: %s', (dataset, title, values, column, why) => {
    const found = guess(dataset, title, values);
    expect([found?.column.name, found?.why]).toEqual([column, why]);
  });

  it.each([
    ['宿舍号', ['3-201']],
    ['月考成绩', ['88', '90']],
    ['兴趣小组', ['足球', '绘画']],
    // A date may be any of many.
    ['入校日', ['2026-09-01']],
  ])('is nothing for %s %j: no guess is better than a wild one', (title, values) => {
    expect(guess('students', title, values)).toBeNull();
  });

  it('is never one that another title has', () => {
    expect(guess('students', '学生学籍号码', [], ['registry_number'])?.column.name).not.toBe('registry_number');
  });

  it('is not one whose values never fit, however alike the titles', () => {
    expect(guess('students', '出生日', ['2016-01-02'])?.column.name).toBe('birth_date');
    expect(guess('students', '出生日', ['星期一', '星期二'])?.column.name).not.toBe('birth_date');
  });

  // Four of five fit: enough. Three of five: not.
  it.each([
    [4, 'ethnicity'],
    [3, undefined],
  ])('takes %i fitting values of five for %s', (fitting, column) => {
    const values = Array.from({ length: 5 }, (_, at) => (at < fitting ? '汉族' : '某某'));
    expect(guess('students', '族', values)?.column.name).toBe(column);
  });
});
