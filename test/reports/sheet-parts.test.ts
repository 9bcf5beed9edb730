import { describe, expect, it } from 'vitest';
import { sheetParts } from '../../src/reports/sheet-parts.ts';

const rows = (...values: (string | null)[]) => values.map((value, index) => ({ value, index }));
const dealt = (parts: ReturnType<typeof sheetParts>) =>
  parts.map((part) => [part.value, part.firstNumber, part.rows.map((row) => row.index)]);

describe('rows are dealt out to sheets', () => {
  it('all to one, even when there are none', () => {
    expect(dealt(sheetParts(rows('a', 'b'), undefined))).toEqual([[undefined, 1, [0, 1]]]);
    expect(dealt(sheetParts([], undefined))).toEqual([[undefined, 1, []]]);
  });

  it('by value, in the order in which the values come', () => {
    expect(dealt(sheetParts(rows('b', 'a', null, 'b'), 'value'))).toEqual([
      ['b', 1, [0, 3]],
      ['a', 1, [1]],
      [null, 1, [2]],
    ]);
    expect(sheetParts([], 'value')).toEqual([]);
  });

  it.each([
    [2, [[1, 2]]],
    [3, [[1, 3]]],
    [
      4,
      [
        [1, 3],
        [4, 1],
      ],
    ],
    [
      7,
      [
        [1, 3],
        [4, 3],
        [7, 1],
      ],
    ],
  ])('%i rows at three a sheet', (length, sheets) => {
    const parts = sheetParts(rows(...Array.from({ length }, () => 'a')), 'value', 3);
    expect(parts.map((part) => [part.firstNumber, part.rows.length])).toEqual(sheets);
  });
});
