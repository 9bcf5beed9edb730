import { describe, expect, test } from 'vitest';
import { checksOut, IdentityNumbers, residentId, withWrongCheck, zeroed } from '../../src/generator/identity.ts';

describe('resident IDs', () => {
  test.each(['11010519491231002X', '110105201808310014', '110105201602290038', '110105201809012000'])('%s checks out', (id) => {
    expect(checksOut(id)).toBe(true);
    expect(checksOut(withWrongCheck(id))).toBe(false);
  });

  test('parts make the whole', () => {
    expect(residentId('110105', '2018-09-01', 3)).toBe('11010520180901003X');
    expect(zeroed('11010520180901003X')).toBe('110105201809010000');
  });

  test('no number is issued twice, and the 17th digit tells the sex', () => {
    const numbers = new IdentityNumbers();
    const issued = Array.from({ length: 200 }, (_, index) => numbers.issue('230123', '2018-09-01', index % 2 === 0 ? '1' : '2'));
    expect(new Set(issued).size).toBe(200);
    issued.forEach((id, index) => {
      expect(Number(id[16]) % 2).toBe(index % 2 === 0 ? 1 : 0);
      expect(checksOut(id)).toBe(true);
    });
  });

  test('a day has room for 493 of one sex, and then says so', () => {
    const numbers = new IdentityNumbers();
    for (let count = 0; count < 493; count += 1) numbers.issue('230123', '2018-09-01', '1');
    expect(() => numbers.issue('230123', '2018-09-01', '1')).toThrow('no resident ID left');
    expect(() => numbers.issue('230123', '2018-09-01', '2')).not.toThrow();
  });
});
