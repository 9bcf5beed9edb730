import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { AliasKey } from '../../src/ledger/alias.ts';
import { isGenuine, parseReplyKey, replyKeyText } from '../../src/packages/reply-key.ts';

function newKey(): AliasKey {
  const folder = mkdtempSync(join(tmpdir(), 'heji-key-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return AliasKey.open(folder);
}

it('is known again, and nobody else can make one', () => {
  const key = newKey();
  const text = replyKeyText(key, '2026-11-16-1', '2026-000123-2', '2309990001');
  expect(text).toMatch(/^2026-11-16-1\|2026-000123-2\|[0-9a-f]{12}$/);
  const parsed = parseReplyKey(` ${text}\n`)!;
  expect(parsed).toMatchObject({ run: '2026-11-16-1', number: '2026-000123-2' });
  expect(isGenuine(key, parsed, '2309990001')).toBe(true);
  expect(isGenuine(key, parsed, '2309990002')).toBe(false);
  expect(isGenuine(key, { ...parsed, number: '2026-000124' }, '2309990001')).toBe(false);
  expect(isGenuine(key, { ...parsed, run: '2026-11-16-2' }, '2309990001')).toBe(false);
  expect(isGenuine(newKey(), parsed, '2309990001')).toBe(false);
});

it.each(['', '2026-000123', 'a|b', 'a|b|', 'a|b|0123456789ab|c', 'a|b|0123456789a', 'a|b|0123456789abc', 'a|b|0123456789AB'])(
  'is not %j',
  (text) => {
    expect(parseReplyKey(text)).toBeNull();
  },
);
