import { expect, test } from 'vitest';
import { builtInKind, kindOfFormat } from '../../../../src/intake/formats/xlsx/number-format.ts';

test('the built-in formats', () => {
  const dates = Array.from({ length: 82 }, (_, id) => id).filter((id) => builtInKind(id) === 'date');
  expect(dates).toEqual([
    14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58,
  ]);
  expect(builtInKind(46)).toBe('elapsed');
});

test.each([
  ['yyyy-mm-dd', 'date'],
  ['yyyy"年"m"月"d"日"', 'date'],
  ['yyyy年m月d日', 'date'],
  ['[$-804]yyyy"年"m"月"d"日";@', 'date'],
  ['[DBNum1][$-804]yyyy"年"m"月"', 'date'],
  ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
  ['上午/下午h"时"mm"分"', 'date'],
  ['h:mm AM/PM', 'date'],
  ['aaaa', 'date'],
  ['mm:ss.0', 'date'],
  ['[Red]yyyy/m/d', 'date'],
  ['[h]:mm', 'elapsed'],
  ['[HH]:mm:ss', 'elapsed'],
  ['[mm]:ss', 'elapsed'],
  ['General', 'number'],
  ['G/通用格式', 'number'],
  ['G/通用格式"人"', 'number'],
  ['0.00', 'number'],
  ['0.00E+00', 'number'],
  ['##0.0e-0', 'number'],
  ['#,##0.00_);[Red]\\(#,##0.00\\)', 'number'],
  ['_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', 'number'],
  ['"d"0', 'number'],
  ['\\d0', 'number'],
  ['0_d', 'number'],
  ['*d0', 'number'],
  ['0"年级"', 'number'],
  ['[$CNY] 0', 'number'],
  ['[Blue]0', 'number'],
  ['[DBNum2][$-804]General', 'number'],
  ['[=1]"是";[=0]"否";0', 'number'],
  ['@', 'number'],
  ['', 'number'],
])('%s shows a %s', (code, kind) => expect(kindOfFormat(code)).toBe(kind));
