import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecimalText } from '../../../../src/intake/formats/xlsx/decimal-text.ts';

const decimal = new DecimalText();
const shorten = (text: string) =>
  decimal.shorten(Buffer.from(text), 0, text.length) ? decimal.bytes.toString('latin1', decimal.start) : null;

test.each([
  ['64.900000000000006', '64.9'],
  ['64.90000000000001', '64.9'],
  ['98.50', '98.5'],
  ['-98.50', '-98.5'],
  ['0.050', '0.05'],
  ['5.0', '5'],
  ['100.00', '100'],
  ['0.30000000000000004', null],
  ['0.29999999999999999', '0.3'],
  ['999999999999999.0', '999999999999999'],
  ['9999999999999999.0', null],
  ['9.999999999999999999', null],
  ['0.000001', '0.000001'],
  ['0.0000009', null],
  ['0.0', null],
  ['5', null],
  ['1.2.3', null],
  ['1e5', null],
  ['1.', null],
  ['-', null],
  ['', null],
])('%s → %s', (text, expected) => expect(shorten(text)).toBe(expected));

test('what is shortened is what JavaScript prints', () => {
  const printed = fc
    .tuple(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), fc.integer({ min: 15, max: 21 }))
    .map(([value, digits]) => value.toPrecision(digits));
  const typed = fc.stringMatching(/^-?[0-9]{1,9}\.[0-9]{1,12}$/);
  fc.assert(
    fc.property(fc.oneof(printed, typed), (text) => {
      const short = shorten(text);
      return short === null || short === String(Number(text));
    }),
    { seed: 1, numRuns: 20_000 },
  );
});

test('every number with few decimals is shortened', () => {
  const value = fc
    .tuple(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 3 }))
    .map(([digits, places]) => digits / 10 ** places);
  fc.assert(
    fc.property(value, (number) => Number.isInteger(number) || shorten(number.toPrecision(17)) === String(number)),
    { seed: 2, numRuns: 5000 },
  );
});
