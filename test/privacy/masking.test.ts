import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskedToThird, maskIdNumber, maskRegistryNumber } from '../../src/privacy/masking.ts';

test.each([
  ['230123201501020321', '230123**********21'],
  ['11010519491231002X', '110105**********2X'],
  ['11010519491231002x', '110105**********2x'],
  ['11010520180901002', '110************02'], // 17: one short
  ['1101052018090100211', '1101*************11'], // 19: one long
  ['110105180901002', '110**********02'], // the old 15 digits
  ['E12345678', 'E1******8'],
  ['12345', '1****'],
  ['123', '1**'],
  ['12', '**'],
  ['1', '*'],
  ['', ''],
])('identity number %j shows as %j', (value, expected) => {
  expect(maskIdNumber(value)).toBe(expected);
});

test.each([
  ['G230123201501020321', 'G230123**********21'],
  ['L110105201809019999', 'L110105**********99'],
  ['G11010520180901003X', 'G110105**********3X'],
  ['G23012320150102032', 'G230************32'],
  ['230123201501020321', '2301************21'],
  ['', ''],
])('registry number %j shows as %j', (value, expected) => {
  expect(maskRegistryNumber(value)).toBe(expected);
});

test('characters outside the basic plane are not cut in half', () => {
  expect(maskedToThird('𬭎𬭎𬭎')).toBe('𬭎**');
});

describe('properties', () => {
  const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[GLJ]?\d{1,20}$/));
  const shown = (masked: string): number => [...masked].filter((character) => character !== '*').length;

  test('as long as before, never the whole, at most a third unless a full number', () => {
    fc.assert(
      fc.property(value, (text) => {
        for (const mask of [maskIdNumber, maskRegistryNumber]) {
          const masked = mask(text);
          const length = [...text].length;
          expect([...masked]).toHaveLength(length);
          if (length > 0) expect(masked).toContain('*');
          expect(shown(masked)).toBeLessThanOrEqual(length === 19 ? 9 : length === 18 ? 8 : length / 3);
        }
      }),
    );
  });
  test('masking again shows no more', () => {
    fc.assert(fc.property(value, (text) => shown(maskIdNumber(maskIdNumber(text))) <= shown(maskIdNumber(text))));
  });
});
