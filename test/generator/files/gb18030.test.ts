import { expect, test } from 'vitest';
import { encodeGb18030 } from '../../../src/generator/files/gb18030.ts';

test('what is encoded is decoded again, characters of two and of four bytes', () => {
  const text = '学籍号,姓名\r\n张䶮,𬭎㛃骉·〇□ ABC é\ue000';
  expect(new TextDecoder('gb18030').decode(encodeGb18030(text))).toBe(text);
});

test('known bytes', () => {
  expect([...encodeGb18030('中A')]).toEqual([0xd6, 0xd0, 0x41]);
  expect([...encodeGb18030('𬭎')]).toHaveLength(4);
});

test('half a character is refused', () => {
  expect(() => encodeGb18030('\ud800')).toThrow('not in GB18030');
});
