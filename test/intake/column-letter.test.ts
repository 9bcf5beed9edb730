import { expect, it } from 'vitest';
import { columnLetter } from '../../src/intake/column-letter.ts';

it.each([
  [1, 'A'],
  [25, 'Y'],
  [26, 'Z'],
  [27, 'AA'],
  [52, 'AZ'],
  [53, 'BA'],
  [702, 'ZZ'],
  [703, 'AAA'],
])('column %i is %s', (index, letter) => {
  expect(columnLetter(index)).toBe(letter);
});
