import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { BusyFailure } from '../../src/failure.ts';
import { verifyAccess } from '../../src/privacy/access-audit.ts';
import { AccessEntryError, appendAccess, chainHead, chainStart } from '../../src/privacy/access-log.ts';

const now = '2026-10-19T09:00:00+08:00';
let workspace = '';
let file = '';
const entry = (rows: number) => ({ who: 'registrar', action: '导出县级授权版', rows, approval: '教批〔2026〕3号', reason: null });
const lines = (): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'heji-access-'));
  file = join(workspace, 'logs', 'access.jsonl');
});

test('no log yet is a chain without lines', () => {
  expect(verifyAccess(workspace)).toMatchObject({ ok: true, lines: 0, firstBad: null, head: chainStart });
  expect(chainHead(workspace)).toBe(chainStart);
});

test('lines follow one another', () => {
  const first = appendAccess(workspace, entry(10), now);
  const second = appendAccess(workspace, { action: '周检', rows: 3, approval: null, reason: '例行' }, now);
  expect(first).toMatchObject({ seq: 1, at: now, who: 'registrar', rows: 10, approval: '教批〔2026〕3号', reason: null, prev: chainStart });
  expect(second).toMatchObject({ seq: 2, prev: first.hash });
  expect(second.who).not.toBe('');
  expect(chainHead(workspace)).toBe(second.hash);
  expect(lines().map((line) => JSON.parse(line))).toEqual([first, second]);
  expect(verifyAccess(workspace)).toMatchObject({ ok: true, lines: 2, firstBad: null, head: second.hash });
});

test('half a line left by a killed run neither stops the log nor is hidden', () => {
  const first = appendAccess(workspace, entry(1), now);
  appendFileSync(file, '{"seq":2,"at"');
  const next = appendAccess(workspace, entry(3), now);
  expect(next).toMatchObject({ seq: 3, prev: first.hash });
  expect(lines()).toHaveLength(3);
  expect(verifyAccess(workspace)).toMatchObject({ ok: false, lines: 3, firstBad: 2, fault: 'unreadable' });
});

test.each([
  ['action', { ...entry(1), action: '导出230123201501020321' }],
  ['approval', { ...entry(1), approval: 'G230123201501020321' }],
  ['reason', { ...entry(1), reason: '查 110105180901002' }],
  ['reason, parted by blanks', { ...entry(1), reason: '查 230123 20150102 0321' }],
  ['reason, of a telephone', { ...entry(1), reason: '家长13812345678要求' }],
  ['who', { ...entry(1), who: '230123201501020321' }],
])('a number in %s is refused', (_name, personal) => {
  expect(() => appendAccess(workspace, personal, now)).toThrow(AccessEntryError);
  expect(verifyAccess(workspace).lines).toBe(0);
});

test('fourteen digits are no identity number', () => {
  expect(appendAccess(workspace, { ...entry(1), reason: '20261019090000' }, now).seq).toBe(1);
});

test('a lock that a living process does not lift is told with the file to delete', () => {
  const lock = join(workspace, 'logs', 'access.lock');
  mkdirSync(join(workspace, 'logs'), { recursive: true });
  writeFileSync(lock, JSON.stringify({ pid: process.ppid, what: '写访问日志' }));
  expect(() => appendAccess(workspace, entry(1), now)).toThrow(
    new BusyFailure(`访问日志正被别的程序占用。请等它结束后再试；如果没有别的核籍在运行，请删除 ${lock}`),
  );
  expect(verifyAccess(workspace).lines).toBe(0);
});

test.each([
  ['a process that is gone', (lock: string) => writeFileSync(lock, JSON.stringify({ pid: 2 ** 30, what: '写访问日志' }))],
  ['a process of version 0.1, a folder', (lock: string) => mkdirSync(lock)],
])('the lock of %s does not count', (_, leave) => {
  mkdirSync(join(workspace, 'logs'), { recursive: true });
  leave(join(workspace, 'logs', 'access.lock'));
  expect(appendAccess(workspace, entry(1), now).seq).toBe(1);
  expect(readdirSync(join(workspace, 'logs'))).toEqual(['access.head', 'access.jsonl']);
});
