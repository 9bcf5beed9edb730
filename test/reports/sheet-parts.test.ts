import { describe, expect, it } from 'vitest';
import { sheetParts } from '../../src/reports/sheet-parts.ts';

const rows = (...values: (string | null)[]) => values.map((value, index) => ({ value, index }));

/** The parts of rows that come in pieces of two. */
async function parts(all: ReturnType<typeof rows>, key: string | undefined, most?: number) {
  async function* pieces() {
    for (let from = 0; from < all.length; from += 2) yield all.slice(from, from + 2);
  }
  return sheetParts(pieces(), ['value', 'index'], key, most);
}
const dealt = async (...given: Parameters<typeof parts>) =>
  (await parts(...given)).map((part) => [part.value, part.firstNumber, [...part.rows].map((row) => row.index)]);

describe('rows are dealt out to sheets', () => {
  it('all to one, even when there are none', async () => {
    expect(await dealt(rows('a', 'b'), undefined)).toEqual([[undefined, 1, [0, 1]]]);
    expect(await dealt([], undefined)).toEqual([[undefined, 1, []]]);
  });

  it('by value, in the order in which the values come', async () => {
    expect(await dealt(rows('b', 'a', null, 'b'), 'value')).toEqual([
      ['b', 1, [0, 3]],
      ['a', 1, [1]],
      [null, 1, [2]],
    ]);
    expect(await parts([], 'value')).toEqual([]);
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
  ])('%i rows at three a sheet', async (length, sheets) => {
    const made = await parts(rows(...Array.from({ length }, () => 'a')), 'value', 3);
    expect(made.map((part) => [part.firstNumber, part.rows.length])).toEqual(sheets);
  });
});
