import { describe, expect, it } from 'vitest';
import { maskFor } from '../../src/reports/mask.ts';

const mask = maskFor(false);

describe('mask', () => {
  it('masks a column of numbers whole', () => {
    expect(mask('230999201503150028', 'id_number')).toBe('230999**********28');
    expect(mask('G230999201503150028', 'registry_number')).toBe('G230999**********28');
  });

  it('finds numbers that other text quotes', () => {
    expect(mask('证件号230999201503150028与他人相同', undefined)).toBe('证件号230999**********28与他人相同');
    expect(mask('23099920150315002X', undefined)).toBe('230999**********2X');
    expect(mask('学籍号G230999201503150028', undefined)).toBe('学籍号G230999**********28');
    expect(mask('旧号230999150315002。', undefined)).not.toContain('230999150315002');
  });

  it.each(['2309990001', '2026-000123-1', '2026-10-12起未到校', '12345678901234', '12345678901234567890', '1.10105E+17', '3.14159265'])(
    'leaves %s alone',
    (text) => {
      expect(mask(text, undefined)).toBe(text);
    },
  );

  it.each(['2309992015031500', '23099920150315002', '2309992015031500281', 'G23099920150315002'])(
    'finds %s, which has some characters too few or too many',
    (text) => {
      expect(mask(`写作${text}`, undefined)).not.toMatch(/\d{8}/);
    },
  );

  it('hides the day of birth in what a spreadsheet makes of a number', () => {
    expect(mask('读到的是“2.3099920150315E+17”', undefined)).toBe('读到的是“2.30999********E+17”');
    expect(mask('2.30999201503150e17', undefined)).toBe('2.30999*********e17');
  });

  it('shows everything in an authorised copy', () => {
    expect(maskFor(true)('230999201503150028', 'id_number')).toBe('230999201503150028');
    expect(maskFor(true)('号码230999201503150028', undefined)).toBe('号码230999201503150028');
  });
});
