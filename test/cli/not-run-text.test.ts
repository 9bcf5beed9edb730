import { expect, it } from 'vitest';
import { notRunLines } from '../../src/cli/not-run-text.ts';

const notRun = (title: string, more: object = {}) => ({ title, status: '未运行', reason: '没有报送“考勤”', schools: 2, ...more });

it('names the checks that one reason kept from running in one line', () => {
  expect(
    notRunLines([
      notRun('缺勤预警'),
      notRun('超标准班额', { status: '出错', reason: null }),
      notRun('疑似辍学'),
      notRun('名册消失', { schools: 1 }),
    ]),
  ).toEqual(['没有报送“考勤”（2 所）：缺勤预警、疑似辍学', '【出错】没有记下原因（2 所）：超标准班额', '没有报送“考勤”（1 所）：名册消失']);
});

it.each([
  [5, '1、2、3、4、5'],
  [6, '1、2、3、4、5、6'],
  [7, '1、2、3、4、5、6 等 7 项'],
])('names %i checks as %s', (count, titles) => {
  expect(notRunLines(Array.from({ length: count }, (_, index) => notRun(String(index + 1))))).toEqual([
    `没有报送“考勤”（2 所）：${titles}`,
  ]);
});
