import { describe, expect, it } from 'vitest';
import { slipName } from '../../src/returns/slip-name.ts';

const none = new Set<string>();

describe('the name of a slip’s file', () => {
  it.each([
    ['2230100001', '依兰县第一小学', '2230100001-依兰县第一小学.xlsx'],
    ['2230100001', null, '2230100001.xlsx'],
    ['../../etc/passwd', null, '_.._etc_passwd.xlsx'],
    ['..', null, '未命名.xlsx'],
    ['1', 'a/b\\c:d*e?f"g<h>i|j\nk', '1-a_b_c_d_e_f_g_h_i_j_k.xlsx'],
    ['1', '末尾有点. ', '1-末尾有点.xlsx'],
    ['230123201601020009', null, '230123__________09.xlsx'],
  ])('%s and %j', (code, name, file) => {
    expect(slipName(code, name, none)).toBe(file);
  });

  it.each([
    [61, 61],
    [62, 61],
  ])('of %i Han characters keeps %i, whole ones', (length, kept) => {
    const name = slipName('1234567890', '校'.repeat(length), none);
    expect(name).toBe(`1234567890-${'校'.repeat(kept)}.xlsx`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  });

  it('cuts no character in two', () => {
    expect(slipName('1', '𬭎'.repeat(100), none)).toMatch(/^1-(𬭎)+\.xlsx$/u);
  });

  it('is never that of another school', () => {
    expect(slipName('A/b', null, new Set(['a_b.xlsx']))).toBe('A_b(2).xlsx');
    const long = '校'.repeat(100);
    const first = slipName('1', long, none);
    const second = slipName('1', long, new Set([first]));
    expect(second).not.toBe(first);
    expect(Buffer.byteLength(second)).toBeLessThanOrEqual(200);
  });
});
