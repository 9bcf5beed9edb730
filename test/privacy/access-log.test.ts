import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { BusyFailure } from '../../src/failure.ts';
import { AccessEntryError, appendAccess, chainHead, chainStart, verifyAccess } from '../../src/privacy/access-log.ts';

const now = '2026-10-19T09:00:00+08:00';
let workspace = '';
let file = '';
const entry = (rows: number) => ({ who: 'registrar', action: '导出县级授权版', rows, approval: '教批〔2026〕3号', reason: null });
const lines = (): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');
const rewrite = (next: readonly string[]): void => writeFileSync(file, next.map((line) => `${line}\n`).join(''));

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'heji-access-'));
  file = join(workspace, 'logs', 'access.jsonl');
});

test('no log yet is a chain without lines', () => {
  expect(verifyAccess(workspace)).toEqual({ ok: true, lines: 0, firstBad: null });
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
  expect(verifyAccess(workspace)).toEqual({ ok: true, lines: 2, firstBad: null });
});

describe('tampering', () => {
  beforeEach(() => {
    for (const rows of [1, 2, 3, 4]) appendAccess(workspace, entry(rows), now);
  });

  test.each([
    ['a number', (line: string) => line.replace('"rows":2', '"rows":9')],
    ['who', (line: string) => line.replace('registrar', 'nobody')],
    ['when', (line: string) => line.replace('2026-10-19', '2026-10-18')],
    ['the approval', (line: string) => line.replace('"教批〔2026〕3号"', 'null')],
    ['an added field', (line: string) => line.replace('{', '{"note":"x",')],
    ['half the line', (line: string) => line.slice(0, 40)],
  ])('%s changed', (_name, change) => {
    rewrite(lines().map((line, index) => (index === 1 ? change(line) : line)));
    expect(verifyAccess(workspace)).toEqual({ ok: false, lines: 4, firstBad: 2 });
  });
  test.each([
    [0, 1],
    [1, 2],
    [2, 3],
  ])('line removed at %i', (removed, firstBad) => {
    rewrite(lines().filter((_, index) => index !== removed));
    expect(verifyAccess(workspace)).toEqual({ ok: false, lines: 3, firstBad });
  });
  test('two lines in another order', () => {
    const [a, b, c, d] = lines() as [string, string, string, string];
    rewrite([a, c, b, d]);
    expect(verifyAccess(workspace)).toEqual({ ok: false, lines: 4, firstBad: 2 });
  });
  test('a line twice', () => {
    const [a, b, c, d] = lines() as [string, string, string, string];
    rewrite([a, b, b, c, d]);
    expect(verifyAccess(workspace)).toEqual({ ok: false, lines: 5, firstBad: 3 });
  });
  test('the last line cut off shows against a printed head', () => {
    const head = chainHead(workspace);
    expect(verifyAccess(workspace, head).ok).toBe(true);
    rewrite(lines().slice(0, 3));
    expect(verifyAccess(workspace)).toEqual({ ok: true, lines: 3, firstBad: null });
    expect(verifyAccess(workspace, head)).toEqual({ ok: false, lines: 3, firstBad: 4 });
  });
  test('a log grown since still contains the printed head', () => {
    const head = chainHead(workspace);
    appendAccess(workspace, entry(5), now);
    expect(verifyAccess(workspace, head)).toEqual({ ok: true, lines: 5, firstBad: null });
  });
});

test('half a line left by a killed run neither stops the log nor is hidden', () => {
  const first = appendAccess(workspace, entry(1), now);
  appendFileSync(file, '{"seq":2,"at"');
  const next = appendAccess(workspace, entry(3), now);
  expect(next).toMatchObject({ seq: 3, prev: first.hash });
  expect(lines()).toHaveLength(3);
  expect(verifyAccess(workspace)).toEqual({ ok: false, lines: 3, firstBad: 2 });
});

test.each([
  ['action', { ...entry(1), action: '导出230123201501020321' }],
  ['approval', { ...entry(1), approval: 'G230123201501020321' }],
  ['reason', { ...entry(1), reason: '查 110105180901002' }],
])('a number in %s is refused', (_name, personal) => {
  expect(() => appendAccess(workspace, personal, now)).toThrow(AccessEntryError);
  expect(verifyAccess(workspace).lines).toBe(0);
});

test('fourteen digits are no identity number', () => {
  expect(appendAccess(workspace, { ...entry(1), reason: '20261019090000' }, now).seq).toBe(1);
});

test('a lock that nobody lifts is told with the folder to delete', () => {
  const lock = join(workspace, 'logs', 'access.lock');
  mkdirSync(lock, { recursive: true });
  expect(() => appendAccess(workspace, entry(1), now)).toThrow(
    new BusyFailure(`访问日志正被另一次运行占用。请等它结束后再试；如果没有别的运行，请删除文件夹 ${lock}`),
  );
  rmdirSync(lock);
  expect(appendAccess(workspace, entry(1), now).seq).toBe(1);
});
