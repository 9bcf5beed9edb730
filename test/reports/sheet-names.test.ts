import { describe, expect, it } from 'vitest';
import { SheetNames } from '../../src/reports/sheet-names.ts';

describe('sheet names', () => {
  it('replaces what spreadsheet programs refuse', () => {
    const names = new SheetNames();
    expect(names.take('一/二[三]:四?')).toBe('一、二、三、、四、');
    expect(names.take("'引'")).toBe('引');
    expect(names.take('')).toBe('未命名');
  });

  it('tells equal names apart, also by case, and avoids the reserved one', () => {
    const names = new SheetNames();
    expect([names.take('重复'), names.take('重复'), names.take('a'), names.take('A')]).toEqual(['重复', '重复(2)', 'a', 'A(2)']);
    expect(names.take('History')).toBe('History(2)');
  });

  it('cuts at 31 characters, the number included', () => {
    const names = new SheetNames();
    expect(names.take('长'.repeat(31))).toBe('长'.repeat(31));
    expect(names.take('长'.repeat(32))).toBe(`${'长'.repeat(28)}(2)`);
  });
});
