import { describe, expect, it } from 'vitest';
import { maskSample } from '../../src/privacy/sample.ts';

describe('a sample of a column that nobody knows', () => {
  it.each(['男', '汉族', '在读', '3', '12345', '98.5', 'A', '三年级', '1班', '（2）班'])('shows %s', (value) => {
    expect(maskSample(value)).toBe(value);
  });

  it.each([
    ['张三', '**'],
    ['欧阳小明', '欧***'],
    ['123456', '1****6'],
    ['13812345678', '13********8'],
    ['230123201601020018', '230123**********18'],
    ['G230123201601020018', 'G230*************18'],
    ['2016-01-02', '2016-**'],
    ['2016年1月2日', '2016年**'],
  ])('hides %s: %s', (value, shown) => {
    expect(maskSample(value)).toBe(shown);
  });

  it('shows at most a third of what may be a person’s', () => {
    for (const value of ['朝阳路12号3单元', '阿依古丽·买买提', 'zhangsan@example.com']) {
      const shown = [...maskSample(value)].filter((character) => character !== '*').length;
      expect(shown).toBeLessThanOrEqual([...value].length / 3);
    }
  });
});
