import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countOf, numberOf, printsAsWritten } from '../../../../src/intake/formats/xlsx/number-text.ts';

const bytes = (text: string): [Buffer, number, number] => [Buffer.from(text), 0, text.length];

test.each([
  ['0', true],
  ['-0', false],
  ['7', true],
  ['007', false],
  ['-7', true],
  ['98.5', true],
  ['98.50', false],
  ['98.', false],
  ['.5', false],
  ['0.5', true],
  ['-0.5', true],
  ['0.05', false],
  ['1.2.3', false],
  ['1e5', false],
  [' 5', false],
  ['', false],
  ['-', false],
  ['12345678901234', true],
  ['123456789012345', true],
  ['1234567890123456', false],
  ['12345678901234.5', true],
  ['123456789012345.5', false],
])('%j prints as it is written: %s', (text, expected) => expect(printsAsWritten(...bytes(text))).toBe(expected));

test('what is said to print as it is written does', () => {
  const digits = fc.stringMatching(/^-?[0-9]{1,9}(\.[0-9]{1,9})?$/);
  fc.assert(
    fc.property(digits, (text) => !printsAsWritten(...bytes(text)) || String(Number(text)) === text),
    { seed: 1, numRuns: 5000 },
  );
});

describe('a number', () => {
  test.each([
    ['1.1010520180901203e17', 110105201809012030],
    [' -5\n', -5],
    ['+.5E-3', 0.0005],
    ['0.1', 0.1],
  ])('%j', (text, value) => expect(numberOf(...bytes(text))).toBe(value));

  test.each(['', 'x', '1,5', '0x10', 'Infinity', 'NaN', '1e999', '1 2'])('%j is none', (text) => {
    expect(() => numberOf(...bytes(text))).toThrow('不是数');
  });
});

test.each([
  ['0', 0],
  ['12', 12],
  ['999999999', 999_999_999],
  ['1000000000', -1],
  ['-1', -1],
  ['', -1],
  ['1a', -1],
])('%j counts %i', (text, count) => expect(countOf(...bytes(text))).toBe(count));
