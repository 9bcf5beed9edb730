import { describe, expect, test } from 'vitest';
import { decodeLz4 } from '../../../src/intake/formats/lz4-frame.ts';

const magic = [0x04, 0x22, 0x4d, 0x18];
const end = [0, 0, 0, 0];
const length = (bytes: number) => [bytes & 255, (bytes >> 8) & 255, (bytes >> 16) & 255, (bytes >>> 24) & 255];
const ascii = (text: string) => [...Buffer.from(text)];
const frame = (block: number[], flags = 0x40) => [...magic, flags, 0x40, 0, ...length(block.length), ...block, ...end];
const text = (bytes: readonly number[]) => Buffer.from(decodeLz4(Uint8Array.from(bytes))).toString();

describe('LZ4 frames', () => {
  test.each([
    ['literals', frame([0x30, ...ascii('abc')]), 'abc'],
    ['a repetition that reaches into itself', frame([0x12, ...ascii('a'), 1, 0, 0x10, ...ascii('z')]), `${'a'.repeat(7)}z`],
    ['14 literals', frame([0xe0, ...ascii('x'.repeat(14))]), 'x'.repeat(14)],
    ['15 literals', frame([0xf0, 0, ...ascii('x'.repeat(15))]), 'x'.repeat(15)],
    ['269 literals', frame([0xf0, 254, ...ascii('x'.repeat(269))]), 'x'.repeat(269)],
    ['270 literals', frame([0xf0, 255, 0, ...ascii('x'.repeat(270))]), 'x'.repeat(270)],
    ['a long repetition', frame([0x1f, ...ascii('a'), 1, 0, 255, 255, 10, 0x00]), 'a'.repeat(1 + 15 + 255 + 255 + 10 + 4)],
    ['a block that is not packed', [...magic, 0x40, 0x40, 0, 3, 0, 0, 0x80, ...ascii('abc'), ...end], 'abc'],
    [
      'checksums and a size',
      [...magic, 0x5c, 0x40, ...length(3), ...end, 0, ...length(4), 0x30, ...ascii('abc'), 9, 9, 9, 9, ...end, 9, 9, 9, 9],
      'abc',
    ],
    [
      'several frames, one to be skipped',
      [...frame([0x10, 0x61]), 0x53, 0x2a, 0x4d, 0x18, ...length(2), 1, 2, ...frame([0x10, 0x62])],
      'ab',
    ],
    ['nothing', [...magic, 0x40, 0x40, 0, ...end], ''],
  ])('%s', (_, bytes, expected) => expect(text(bytes)).toBe(expected));

  test('a block repeats what the one before holds', () => {
    const block = (bytes: number[]) => [...length(bytes.length), ...bytes];
    expect(text([...magic, 0x40, 0x40, 0, ...block([0x40, ...ascii('abcd')]), ...block([0x00, 4, 0, 0x10, 0x7a]), ...end])).toBe(
      'abcdabcdz',
    );
  });

  test.each([
    ['no frame', ascii('PAR1PAR1'), 'not an LZ4 frame'],
    ['another version', [...magic, 0x80, 0x40, 0, ...end], 'version'],
    ['a dictionary', [...magic, 0x41, 0x40, 0, ...end], 'dictionary'],
    ['cut off in a block', frame([0x30, ...ascii('abc')]).slice(0, 12), 'cut off'],
    ['cut off before the end', frame([0x30, ...ascii('abc')]).slice(0, -4), 'bounds'],
    ['literals beyond the block', frame([0x40, ...ascii('abc')]), 'cut off'],
    ['a repetition of nothing', frame([0x10, 0x61, 0, 0, 0x00]), 'not there'],
    ['a repetition from before the start', frame([0x10, 0x61, 2, 0, 0x00]), 'not there'],
  ])('%s', (_, bytes, words) => expect(() => text(bytes)).toThrow(words));
});
