import { describe, expect, test } from 'vitest';
import { type ContactState, findForbiddenAdvice, howToFix } from '../../src/handling/advice.ts';
import { handlingTexts } from '../../src/handling/texts.ts';

const pupil = { protected: false, contactState: null } as const;
const protectedPupil = { protected: true, contactState: null } as const;
const codes = Object.keys(handlingTexts);

describe('the text of a code', () => {
  test('is word for word', () => {
    expect(codes).toEqual(['H01', 'H05', 'H07', 'H08', 'H10', 'H16', 'H19']);
    expect(howToFix('H05', pupil)).toBe('停止向该班新注册、转入；限期拆班或分流，报消除计划与时间表；起始年级新增大班额的约谈校长。');
    expect(howToFix('H19', protectedPupil)).toBe(handlingTexts.H19);
  });
  test('of a duplicate is another where a protected pupil is concerned', () => {
    expect(howToFix('H01', pupil)).toContain('按程序“删除”');
    expect(howToFix('H01', protectedPupil)).toBe(
      '涉及学校核对户口簿、居民身份证原件，确认实际就读（安置）情况并书面报县教育局；该生学籍在核清和安置落实前一律保留，由县教育局会同相关学校确定学籍所在校。',
    );
  });
  test('that does not exist is a mistake of the check', () => {
    expect(() => howToFix('H99', pupil)).toThrow('no handling text H99');
    expect(() => howToFix('toString', pupil)).toThrow('no handling text');
  });
});

describe('marking 疑似辍学', () => {
  const text = (contactState: ContactState): string => howToFix('H07', { protected: true, contactState });

  test('when the guardian cannot be reached', () => {
    expect(text('failed')).toBe(handlingTexts.H07);
  });
  test('after trying, when nobody has tried', () => {
    expect(text('none')).toBe(
      '班主任当日电话、校级次日家访，留存联系记录；先联系监护人并登记结果，仍无法联系的做疑似辍学标注，保留学籍，书面报乡镇人民政府（街道）和县教育局，纳入疑似辍学台账。',
    );
  });
  test.each(['reached', null] as const)('not when contact is %s: only one of the two conditions can be met', (state) => {
    expect(text(state)).toBe('班主任当日电话、校级次日家访，留存联系记录。');
  });
});

describe('what must not be said of a protected pupil', () => {
  test.each([
    ['建议注销学籍。', '注销学籍'],
    ['报县教育局删除其学籍', '删除其学籍'],
    ['可以取消该生的学籍', '取消该生的学籍'],
    ['该生学籍予以注销', '学籍予以注销'],
    ['按程序核减', '核减'],
    ['办理退学', '退学'],
    ['予以清退', '清退'],
    ['劝 退', '劝退'],
    ['开\n除', '开除'],
    ['确属重复建籍的按程序“删除”', '按程序“删除'],
    ['按程序"删除"', '按程序"删除'],
  ])('%j', (text, found) => {
    expect(findForbiddenAdvice(text)).toBe(found);
  });

  test.each(['', '学籍保留，补齐去向和联系记录。', '不得自行删除任何一方', '退回县教育局复核', '重复记录在核清前保留'])(
    '%j may be said',
    (text) => {
      expect(findForbiddenAdvice(text)).toBeNull();
    },
  );

  test('no advice for a protected pupil says it', () => {
    for (const contactState of ['failed', 'none', 'reached', null] as const) {
      for (const code of codes) expect(findForbiddenAdvice(howToFix(code, { protected: true, contactState }))).toBeNull();
    }
  });

  test('the sentence that pursues those responsible is the exception, a part of it is not', () => {
    expect(findForbiddenAdvice(`名册消失。${handlingTexts.H16}`)).toBeNull();
    expect(findForbiddenAdvice(handlingTexts.H16.slice(0, -1))).toBe('劝退');
    expect(findForbiddenAdvice(`${handlingTexts.H16}劝退`)).toBe('劝退');
    expect(howToFix('H16', protectedPupil)).toBe(handlingTexts.H16);
  });
});
