import { describe, expect, test } from 'vitest';
import { keptText, longestText } from '../../src/replies/kept-text.ts';

describe('numbers of persons', () => {
  test.each([
    ['号码211105201001010015无误', '号码211105**********15无误'],
    ['21110520100101001X', '211105**********1X'],
    ['L211105201001010015', 'L211105**********15'],
    ['211105 20100101 0015', '211105**********15'],
    ['211105-20100101-0015', '211105**********15'],
    ['２１１１０５２０１００１０１００１５', '211105**********15'],
    ['旧号211105100101001', '旧号211**********01'],
    ['2111052010010100151', '2111*************51'],
    ['电话13800001234', '电话13********4'],
    ['138-0000-1234', '13********4'],
  ])('%s', (text, kept) => {
    expect(keptText(text)).toBe(kept);
  });

  test.each(['2026-11-18 2026-11-19', '豫教〔2022〕99号', '2026-000123-1', '学校标识码2111050201', '20261118、20261119'])(
    '%s holds none',
    (text) => {
      expect(keptText(text)).toBe(text);
    },
  );
});

describe('everything else', () => {
  test('control characters and line breaks become one blank', () => {
    expect(keptText(' 一\u0007二\r\n三\t\t四\u200b ')).toBe('一 二 三 四');
  });

  test('formulas stay text', () => {
    expect(keptText('=HYPERLINK("x")')).toBe('=HYPERLINK("x")');
  });

  test('blank is nothing', () => {
    expect([keptText(null), keptText(''), keptText(' \n ')]).toEqual([null, null, null]);
  });

  test.each([
    [longestText - 1, longestText - 1, false],
    [longestText, longestText, false],
    [longestText + 1, longestText, true],
  ])('%i characters', (length, kept, isCut) => {
    const text = keptText('好'.repeat(length))!;
    expect([[...text].length, text.endsWith('…')]).toEqual([kept, isCut]);
  });
});
