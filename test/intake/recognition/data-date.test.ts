import { describe, expect, test } from 'vitest';
import { dateInName, parseDate, schoolCodeInName } from '../../../src/intake/recognition/data-date.ts';

describe('the date in a file name', () => {
  test.each([
    ['学籍20261016.xlsx', '2026-10-16'],
    ['2026-10-16 第一小学.csv', '2026-10-16'],
    ['第一小学2026年10月16日名册.xlsx', '2026-10-16'],
    ['名册2026.10.16.xlsx', '2026-10-16'],
    ['名册２０２６年９月１日.xlsx', '2026-09-01'],
    ['2230100001_STU_20261016.csv', '2026-10-16'],
    ['考勤20260901-20261016.xlsx', '2026-10-16'],
    ['20240229.csv', '2024-02-29'],
  ])('%s says %s', (name, date) => expect(dateInName(name)).toBe(date));

  test.each([
    '20260229.csv',
    '20261301.csv',
    '2026101.csv',
    '202610160.csv',
    '2230100001.csv',
    '120261016.csv',
    '2026年10月.csv',
    '2026-10-165.csv',
    '18991231.csv',
    '21000101.csv',
    '名册.xlsx',
  ])('%s says none', (name) => expect(dateInName(name)).toBeNull());
});

describe('the school code in a file name', () => {
  test.each([
    ['2230100001_STU_20261016.csv', '2230100001'],
    ['第一小学（2230100001）2230100001.xlsx', '2230100001'],
    ['223010001.csv', null],
    ['22301000012.csv', null],
    ['2230100001与2230100002.csv', null],
    ['G110105201809010021.csv', null],
  ])('%s: %s', (name, code) => expect(schoolCodeInName(name)).toBe(code));
});

describe('a date written out', () => {
  test.each([
    '20150831',
    '2015-08-31',
    '2015/8/31',
    '2015.8.31',
    '2015年8月31日',
    '2015-08-31 00:00:00',
    ' 2015-8-31 8:30 ',
    '２０１５年８月３１日',
    '2015-08-31T08:30:00.000',
  ])('%s is 2015-08-31', (text) => expect(parseDate(text)).toBe('2015-08-31'));

  test.each([
    '2017-02-29',
    '20150231',
    '2015/13/1',
    '15/8/31',
    '8/31/15',
    '31.8.2015',
    '201409',
    '2014-09',
    '2014年9月',
    '42247',
    '长期',
    '',
    '2015-08/31',
    '1899-12-31',
  ])('%j is none', (text) => expect(parseDate(text)).toBeNull());
});
