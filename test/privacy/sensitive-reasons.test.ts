import { expect, test } from 'vitest';
import { specialStudyMode } from '../../src/datasets/codes/special-education.ts';
import { excuseReason, isSensitiveReason } from '../../src/privacy/sensitive-reasons.ts';

test.each(['专门学校', '工读学校就读', '涉案', '残疾', '随班就读', '送教上门', '特教班', '因病休学', '隔离住院', '强制教育措施'])(
  '%s',
  (reason) => {
    expect(excuseReason(reason, 'county', true)).toBe(reason);
    expect(excuseReason(reason, 'county', false)).toBe('其他已核实');
    for (const audience of ['leader', 'school', 'public'] as const) expect(excuseReason(reason, audience, true)).toBe('其他已核实');
  },
);

test.each(['休学', '转出在办', '出境', '在途转学', '户籍不在本县'])('%s may be read by all', (reason) => {
  expect(excuseReason(reason, 'school', false)).toBe(reason);
});

test('every way of special schooling in the code list is sensitive', () => {
  expect(specialStudyMode.items.filter(({ label }) => !isSensitiveReason(label))).toEqual([]);
});
