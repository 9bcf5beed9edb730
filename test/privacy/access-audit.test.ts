import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { verifyAccess } from '../../src/privacy/access-audit.ts';
import { type AccessLine, appendAccess, chainHash, chainHead, chainStart } from '../../src/privacy/access-log.ts';

const now = '2026-10-19 09:00:00';
let workspace = '';
let file = '';
const entry = (rows: number) => ({ who: 'registrar', action: '导出县级授权版', rows, approval: '教批〔2026〕3号', reason: null });
const lines = (): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');
const rewrite = (next: readonly string[]): void => writeFileSync(file, next.map((line) => `${line}\n`).join(''));
const printed = (head: string) => [{ head, where: '运行 2026-10-19-1' }];

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'heji-audit-'));
  file = join(workspace, 'logs', 'access.jsonl');
  for (const rows of [1, 2, 3, 4]) appendAccess(workspace, entry(rows), now);
});

describe('a line of the access log', () => {
  test.each([
    ['a number', 'changed', (line: string) => line.replace('"rows":2', '"rows":9')],
    ['who', 'changed', (line: string) => line.replace('registrar', 'nobody')],
    ['when', 'changed', (line: string) => line.replace('2026-10-19', '2026-10-18')],
    ['the approval', 'changed', (line: string) => line.replace('"教批〔2026〕3号"', 'null')],
    ['its place', 'changed', (line: string) => line.replace('"seq":2', '"seq":3')],
    ['an added field', 'unreadable', (line: string) => line.replace('{', '{"note":"x",')],
    ['half the line', 'unreadable', (line: string) => line.slice(0, 40)],
  ] as const)('%s changed: %s', (_name, fault, change) => {
    rewrite(lines().map((line, index) => (index === 1 ? change(line) : line)));
    expect(verifyAccess(workspace)).toMatchObject({ ok: false, lines: 4, firstBad: 2, fault });
  });

  test.each([
    [0, 1],
    [1, 2],
    [2, 3],
  ])('removed at %i', (removed, firstBad) => {
    rewrite(lines().filter((_, index) => index !== removed));
    expect(verifyAccess(workspace)).toMatchObject({ ok: false, lines: 3, firstBad, fault: 'order' });
  });

  test('moved', () => {
    const [a, b, c, d] = lines() as [string, string, string, string];
    rewrite([a, c, b, d]);
    expect(verifyAccess(workspace)).toMatchObject({ ok: false, lines: 4, firstBad: 2, fault: 'order' });
  });

  test('there twice', () => {
    const [a, b, c, d] = lines() as [string, string, string, string];
    rewrite([a, b, b, c, d]);
    expect(verifyAccess(workspace)).toMatchObject({ ok: false, lines: 5, firstBad: 3, fault: 'order' });
  });
});

describe('what the head beside the log shows', () => {
  test.each([1, 2, 3, 4])('the last %i lines cut off', (cut) => {
    rewrite(lines().slice(0, 4 - cut));
    if (cut === 4) writeFileSync(file, '');
    expect(verifyAccess(workspace)).toMatchObject({ ok: false, firstBad: 5 - cut, fault: 'lost', missing: { where: 'logs/access.head' } });
  });

  test('a power cut before it was written leaves an older one, which is there all the same', () => {
    const older = chainHead(workspace);
    appendAccess(workspace, entry(5), now);
    writeFileSync(join(workspace, 'logs', 'access.head'), `${older}\n`);
    expect(verifyAccess(workspace)).toMatchObject({ ok: true, isEndNoted: true });
    writeFileSync(join(workspace, 'logs', 'access.head'), '');
    expect(verifyAccess(workspace)).toMatchObject({ ok: true, isEndNoted: false });
  });
});

describe('what only a printed head shows', () => {
  beforeEach(() => rmSync(join(workspace, 'logs', 'access.head')));

  test.each([1, 2, 3, 4])('the last %i lines cut off', (cut) => {
    const head = chainHead(workspace);
    expect(verifyAccess(workspace, printed(head)).ok).toBe(true);
    rewrite(lines().slice(0, 4 - cut));
    if (cut === 4) writeFileSync(file, '');
    expect(verifyAccess(workspace)).toMatchObject({ ok: true, lines: 4 - cut, firstBad: null });
    expect(verifyAccess(workspace, printed(head))).toMatchObject({
      ok: false,
      firstBad: 5 - cut,
      fault: 'lost',
      missing: { head, where: '运行 2026-10-19-1' },
    });
  });

  test('the whole written anew from a changed line on, hashes and all', () => {
    const head = chainHead(workspace);
    let prev = chainStart;
    rewrite(
      lines().map((text) => {
        const { prev: _prev, hash: _hash, ...facts } = JSON.parse(text) as AccessLine;
        const changed = { ...facts, rows: facts.rows === 2 ? 9 : facts.rows };
        const line = { ...changed, prev, hash: chainHash(prev, changed) };
        prev = line.hash;
        return JSON.stringify(line);
      }),
    );
    expect(verifyAccess(workspace).ok).toBe(true);
    expect(verifyAccess(workspace, printed(head))).toMatchObject({ ok: false, fault: 'lost' });
  });

  test('a log that has grown since still holds it', () => {
    const head = chainHead(workspace);
    appendAccess(workspace, entry(5), now);
    expect(verifyAccess(workspace, printed(head))).toMatchObject({ ok: true, lines: 5, missing: null });
  });

  test('its first sixteen digits are enough; those of another are not', () => {
    const head = chainHead(workspace).slice(0, 16);
    expect(verifyAccess(workspace, printed(head)).ok).toBe(true);
    expect(verifyAccess(workspace, printed(`${head.slice(0, 15)}${head[15] === '0' ? '1' : '0'}`)).ok).toBe(false);
  });

  test('a run made before anything was logged knows the start of the chain', () => {
    expect(verifyAccess(workspace, printed(chainStart)).ok).toBe(true);
  });
});
