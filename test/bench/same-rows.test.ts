import { describe, expect, it } from 'vitest';
import { assertSameRows } from '../../bench/same-rows.ts';

describe('two sides of the bench', () => {
  it('agree in any order', () => {
    expect(() => assertSameRows({ a: ['1', '2', '2'] }, { a: ['2', '1', '2'] })).not.toThrow();
  });

  it.each([
    [{ a: ['1'] }, { a: [] }, 'a: only here 1 (1), only there 0 (none)'],
    [{ a: ['1'] }, { a: ['1', '1'] }, 'a: only here 0 (none), only there 1 (1)'],
    [{ a: ['1'] }, { a: ['1'], b: ['2'] }, 'b: only here 0 (none), only there 1 (2)'],
    [{ a: ['1'] }, { a: ['2'] }, 'a: only here 1 (1), only there 1 (2)'],
  ])('do not agree: %j, %j', (own, other, said) => {
    expect(() => assertSameRows(own, other)).toThrow(said);
  });
});
