import { describe, expect, it } from 'vitest';
import { loadChecks } from '../../src/checks/catalogue.ts';
import { handlingTexts, protectedTexts } from '../../src/handling/texts.ts';
import { actionMeanings } from '../../src/packages/reply-words.ts';
import { otherSchool, placeText, schoolText } from '../../src/packages/school-text.ts';
import { isSensitiveReason } from '../../src/privacy/sensitive-reasons.ts';

describe('what a school may read', () => {
  it.each([
    ['身份证件号不成立，校验位应为7', '身份证件号不成立，校验位应为7'],
    ['与230999201503150028相同', '与230999**********28相同'],
    ['缺3项必采信息：民族、残疾人类型、随班就读', '缺3项必采信息：民族、（略）（略去的内容请向县教育局核实）'],
    ['学籍状态仍为强制戒毒', '（略）（略去的内容请向县教育局核实）'],
  ])('%s', (text, shown) => {
    expect(schoolText(text)).toBe(shown);
  });

  it('finds a word that a cut would tear apart', () => {
    expect(schoolText('特、教')).toBe('特、教');
    expect(isSensitiveReason(schoolText('专门，学校；专门学校'))).toBe(false);
  });

  it('names no school whose name says what is the matter', () => {
    expect(otherSchool('松岭县第二小学')).toBe('松岭县第二小学');
    expect(otherSchool('松岭县特殊教育学校')).toBe('另一所学校');
  });

  it('names no such class either', () => {
    expect(placeText('五年级', '2班')).toBe('五年级2班');
    expect(placeText('五年级', '特教班')).toBe('五年级');
    expect(placeText('', '')).toBe('');
  });

  it('has nothing to hide in the texts of the product itself', () => {
    const texts = [...Object.values(handlingTexts), ...Object.values(protectedTexts), ...Object.values(actionMeanings)];
    expect(texts.filter(isSensitiveReason)).toEqual([]);
    expect(
      loadChecks()
        .map(({ title }) => title)
        .filter(isSensitiveReason),
    ).toEqual([]);
  });
});
