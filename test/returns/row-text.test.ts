import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowText, rowTexts } from '../../src/returns/row-text.ts';

const everyOther = (count: number): number[] => Array.from({ length: count }, (_, index) => 1 + index * 2);

describe('row numbers as people write them', () => {
  it.each([
    [[], ''],
    [[5], '第5行'],
    [[5, 6], '第5、6行'],
    [[5, 6, 7], '第5–7行'],
    [[20, 5, 8, 13, 14, 15, 5], '第5、8、13–15、20行'],
  ])('%j', (rows, text) => {
    expect(rowText(rows, rows.length)).toBe(text);
  });

  it.each([
    [29, '、57行'],
    [30, '、59行'],
    [31, '、59行等共31行'],
  ])('%i ranges in one text', (count, end) => {
    expect(rowText(everyOther(count), count).endsWith(end)).toBe(true);
  });

  it.each([
    [30, 1],
    [31, 2],
    [60, 2],
    [61, 3],
  ])('%i ranges in as many texts as it takes', (count, texts) => {
    expect(rowTexts(everyOther(count), count)).toHaveLength(texts);
  });

  it('says how many there are where only the first two hundred were kept', () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
    expect(rowText(numbers, 200)).toBe('第1–200行');
    expect(rowText(numbers, 201)).toBe('第1–200行等共201行');
    // several records of one row: the list is whole
    expect(rowText([3, 4], 60)).toBe('第3、4行');
  });

  it('loses no row', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 199 }), (rows) => {
        const found = rowTexts(rows, rows.length).flatMap((text) =>
          text
            .slice(1, -1)
            .split('、')
            .flatMap((part) => {
              const [from, to = from] = part.split('–').map(Number) as [number, number?];
              return Array.from({ length: to - from + 1 }, (_, index) => from + index);
            }),
        );
        expect(found).toEqual([...rows].sort((a, b) => a - b));
      }),
    );
  });
});
