import { describe, expect, test } from 'vitest';
import type { FindingStatus } from '../../src/ledger/event.ts';
import type { AnsweredFinding, RecordedReply } from '../../src/replies/answered-finding.ts';
import { decide, statusEvents } from '../../src/replies/verdict.ts';

const reply: RecordedReply = {
  reply: '000002-1',
  number: '2026-000001',
  run: '2026-11-09-1',
  material: 'm1',
  at: '2026-11-20 09:00:00',
  verdict: '待审',
  verdict_at: null,
  sha256: 'f'.repeat(64),
  row: 12,
  action: 'explained',
  situation: '户口簿如此',
  proof: null,
  responsible: null,
  done_on: null,
};

const finding: AnsweredFinding = {
  number: '2026-000001',
  base: '2026-000001',
  status: 'persisting',
  mark: null,
  open_since: '2026-11-09',
  waived_until: null,
  kind: 'explain',
  material: 'm1',
  is_protected: false,
  school_code: '2111050201',
  school_name: '三道岗中心小学',
  check_title: '近似证件号',
  name: '甲某某',
  replies: [reply],
};

const judged = (isAccepted: boolean, change: Partial<AnsweredFinding> = {}, target = '2026-000001', reason: string | null = '看不清') => {
  const outcome = decide({ target, isAccepted, reason, where: '' }, { ...finding, ...change });
  return outcome.kind === 'taken' ? outcome.to : outcome.kind === 'refused' ? outcome.reason : outcome.kind;
};

describe('采信', () => {
  test.each(['new', 'persisting', 'reopened', 'not-submitted'] as const)('a finding that is %s becomes 已说明', (status) => {
    expect(judged(true, { status })).toBe('explained');
  });

  test.each(['closed', 'ended'] as const)('nothing of one that is %s', (status) => {
    expect(judged(true, { status })).toContain('不需要再审');
  });

  test('nothing while it is waived', () => {
    expect(judged(true, { status: 'waived', waived_until: '2026-12-31' })).toContain('在豁免期内（至 2026-12-31）');
  });

  test('佐证 of any kind of finding, 情况说明 only where an explanation is enough', () => {
    const answered = (action: RecordedReply['action'], kind: AnsweredFinding['kind']) => ({ kind, replies: [{ ...reply, action }] });
    expect(judged(true, answered('evidence', 'must-fix'))).toBe('explained');
    expect(judged(true, answered('evidence', 'explain'))).toBe('explained');
    expect(judged(true, answered('explained', 'must-fix'))).toContain('以学校下次报送的数据为准');
  });

  test.each(['changed', 'deleted', 'fixed'] as const)('%s is never judged, for a protected pupil or not', (action) => {
    for (const is_protected of [false, true]) {
      expect(judged(true, { is_protected, replies: [{ ...reply, action }] })).toContain('不由人工审定');
    }
  });

  test('not after the evidence changed', () => {
    expect(judged(true, { material: 'm2' })).toContain('情况又有变化');
    expect(judged(false, { material: 'm2' })).toBe('persisting');
  });

  test('not an answer of before it came back', () => {
    expect(judged(true, { open_since: '2026-11-10' })).toContain('又再次查出');
    expect(judged(false, { open_since: '2026-11-10' })).toContain('又再次查出');
  });

  test('not an answer that was followed by another', () => {
    const replies = [reply, { ...reply, reply: '000003-1', at: '2026-11-21 09:00:00' }];
    expect(judged(true, { replies }, '000002-1')).toContain('已有更新的答复 000003-1');
    expect(judged(true, { replies }, '000003-1')).toBe('explained');
    expect(judged(true, { replies })).toBe('explained');
  });

  test('twice is once', () => {
    expect(judged(true, { status: 'explained', replies: [{ ...reply, verdict: '已采信' }] })).toBe('repeated');
  });
});

describe('不采信', () => {
  test('leaves the status, and needs a reason', () => {
    expect(judged(false)).toBe('persisting');
    expect(judged(false, { status: 'reopened' })).toBe('reopened');
    expect(judged(false, {}, '2026-000001', null)).toContain('要写明理由');
  });

  test('withdraws what had been accepted, also beside a newer answer', () => {
    const accepted = { ...reply, verdict: '已采信' as const };
    expect(judged(false, { status: 'explained', replies: [accepted] })).toBe('persisting');
    const replies = [accepted, { ...reply, reply: '000003-1' }];
    expect(judged(false, { status: 'explained', replies }, '000002-1')).toBe('persisting');
    expect(judged(false, { status: 'explained', replies }, '000003-1')).toBe('explained');
  });

  test('twice is once; what was rejected can still be accepted', () => {
    const replies = [{ ...reply, verdict: '未采信' as const }];
    expect(judged(false, { replies })).toBe('repeated');
    expect(judged(true, { replies })).toBe('explained');
  });
});

test('nobody answered, or nobody knows the number', () => {
  expect(judged(true, { replies: [] })).toContain('还没有答复');
  expect(decide({ target: '2026-000009', isAccepted: true, reason: null, where: '' }, null)).toMatchObject({ kind: 'refused' });
});

test('findings that change alike make one event; those that do not change none', () => {
  const of = (number: string, status: FindingStatus, mark: AnsweredFinding['mark'] = null): AnsweredFinding => ({
    ...finding,
    number,
    status,
    mark,
  });
  const changes = [of('1', 'new'), of('2', 'persisting'), of('3', 'new'), of('4', 'explained'), of('5', 'new', '名册消失')];
  const events = statusEvents(
    changes.map((one) => ({ finding: one, to: 'explained' as const })),
    () => 'explained',
  );
  expect(events).toEqual([
    { type: 'status', from: 'new', to: 'explained', mark: null, why: 'explained', detail: null, numbers: ['1', '3'] },
    { type: 'status', from: 'persisting', to: 'explained', mark: null, why: 'explained', detail: null, numbers: ['2'] },
    { type: 'status', from: 'new', to: 'explained', mark: '名册消失', why: 'explained', detail: null, numbers: ['5'] },
  ]);
});
