import { expect, test } from 'vitest';
import { type JudgedLine, withoutClashes } from '../../src/replies/clashes.ts';
import type { ReplyContent } from '../../src/replies/reply-content.ts';

const content: ReplyContent = { action: 'changed', situation: '已改', proof: null, responsible: null, done_on: '2026-11-18' };

function line(
  row: number,
  change: Partial<ReplyContent> = {},
  more: { number?: string; sequence?: number; kind?: 'taken' | 'repeated' } = {},
): JudgedLine {
  const { number = '2026-000001', sequence = 1, kind = 'taken' } = more;
  const item = { number, run_sequence: sequence, run_id: `第${sequence}次` };
  const outcome = { kind, item, content: { ...content, ...change }, reason: '记过' };
  return { line: { file: '某校.xlsx', sheet: '整改台账', row }, outcome } as unknown as JudgedLine;
}

const kinds = (...lines: readonly JudgedLine[]): string[] => withoutClashes(lines).map(({ outcome }) => outcome.kind);
const reasons = (...lines: readonly JudgedLine[]): string[] =>
  withoutClashes(lines).map(({ outcome }) => ('reason' in outcome ? outcome.reason : ''));

test('the same answer twice counts once', () => {
  expect(kinds(line(5), line(9))).toEqual(['taken', 'repeated']);
  expect(reasons(line(5), line(9))[1]).toBe('与 某校.xlsx［整改台账］第5行 的答复相同，只记一次');
});

test.each([
  { action: 'deleted' as const },
  { situation: '没有改' },
  { done_on: '2026-11-17' },
  { proof: '附件' },
  { responsible: '李老师' },
])('two answers that differ in %j are both refused, each naming the other', (change) => {
  expect(kinds(line(5), line(9, change))).toEqual(['refused', 'refused']);
  expect(reasons(line(5), line(9, change))).toEqual([
    expect.stringContaining('第9行 对同一问题的答复不一致'),
    expect.stringContaining('第5行 对同一问题的答复不一致'),
  ]);
});

test('two that agree and one that does not: none is taken', () => {
  expect(kinds(line(5), line(6), line(9, { situation: '没有改' }))).toEqual(['refused', 'refused', 'refused']);
});

test('of two packages the newer one counts, in whatever order they come', () => {
  expect(kinds(line(5, { situation: '旧' }), line(9, {}, { sequence: 2 }))).toEqual(['refused', 'taken']);
  expect(kinds(line(9, {}, { sequence: 2 }), line(5, { situation: '旧' }))).toEqual(['taken', 'refused']);
});

test('an answer beside another one that was recorded before: which one is meant nobody knows', () => {
  expect(kinds(line(5, {}, { kind: 'repeated' }), line(9, { situation: '没有改' }))).toEqual(['repeated', 'refused']);
});

test('recorded ones alone are left as they are, and other findings too', () => {
  expect(kinds(line(5, {}, { kind: 'repeated' }), line(9, { situation: '没有改' }, { kind: 'repeated' }))).toEqual([
    'repeated',
    'repeated',
  ]);
  expect(kinds(line(5), line(9, { situation: '没有改' }, { number: '2026-000002' }))).toEqual(['taken', 'taken']);
});
