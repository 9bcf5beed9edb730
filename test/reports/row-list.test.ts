import { describe, expect, it } from 'vitest';
import { RowPacker } from '../../src/reports/row-list.ts';

const keys = ['number', 'same', 'choices', 'empty'];
const row = (index: number) => ({ number: index, same: '第四十六条', choices: ['佐证', `变更${index % 3}`], empty: null });

function packer(length: number): RowPacker {
  const rows = new RowPacker(keys);
  for (let index = 0; index < length; index += 1) rows.add({ ...row(index), other: '不要' });
  return rows;
}

describe('packed rows', () => {
  it.each([0, 1, 1023, 1024, 1025, 2500])(
    '%i of them come out as they went in, as often as asked, with the asked columns only',
    (length) => {
      const rows = packer(length);
      const expected = Array.from({ length }, (_, index) => row(index));
      expect(rows.length).toBe(length);
      expect([...rows]).toEqual(expected);
      expect([...rows]).toEqual(expected);
    },
  );

  it('keep values of all kinds, and columns that rows lack as NULL', () => {
    const rows = new RowPacker(['value']);
    const values = ['', '𬭎', '"\\\n', 0, -1.5, true, false, null, ['a', null]];
    for (let index = 0; index < 1030; index += 1) rows.add({ value: values[index % values.length] });
    rows.add({});
    expect([...rows].map(({ value }) => value)).toEqual([
      ...Array.from({ length: 1030 }, (_, index) => values[index % values.length]),
      null,
    ]);
  });
});
