import { describe, expect, test } from 'vitest';
import type { AnsweredFinding, RecordedReply } from '../../src/replies/answered-finding.ts';
import { type AnswerContext, judgeLine } from '../../src/replies/judge-line.ts';
import type { ReturnedLine } from '../../src/replies/returned-line.ts';
import type { SentItem } from '../../src/replies/sent-items.ts';

const number = '2026-000001';
const run = '2026-11-09-1';
const key = { run, number, seal: '0123456789ab', text: `${run}|${number}|0123456789ab` };

const item: SentItem = {
  run_id: run,
  run_sequence: 1,
  key: key.text,
  number,
  school_code: '2111050201',
  school_name: '三道岗中心小学',
  place: '三年级2班',
  name: '甲某某',
  id_number: '211105**********15',
  registry_number: null,
  problem: '身份证件号重复',
  message: '共有2条在籍记录',
  basis: null,
  severity: 'red',
  how_to_fix: '核对户口簿',
  due_on: '2026-11-16',
  actions: ['evidence', 'changed', 'deleted'],
  material: 'm1',
};

const finding: AnsweredFinding = {
  number,
  base: number,
  status: 'persisting',
  mark: null,
  open_since: '2026-11-09',
  waived_until: null,
  kind: 'must-fix',
  material: 'm1',
  is_protected: false,
  school_code: item.school_code,
  school_name: item.school_name,
  check_title: item.problem,
  name: item.name,
  replies: [],
};

const context = (
  change: { finding?: Partial<AnsweredFinding> | null; item?: Partial<SentItem>; items?: readonly SentItem[] } = {},
): AnswerContext => ({
  today: '2026-11-21',
  findings: new Map(change.finding === null ? [] : [[number, { ...finding, ...change.finding }]]),
  sent: new Map([[number, change.items ?? [{ ...item, ...change.item }]]]),
  runSequences: new Map([
    [run, 1],
    ['2026-11-16-1', 3],
  ]),
});

const shown = new Map<string, string | null>([
  ['学校标识码', '2111050201'],
  ['学校', '三道岗中心小学'],
  ['姓名', '甲某某'],
  ['证件号（脱敏）', '211105**********15'],
  ['学籍号（脱敏）', '—'],
  ['问题编号', number],
  ['具体表现', '共有2条在籍记录'],
  ['级别', '红'],
  ['整改时限', '2026/11/16'],
]);

const line: ReturnedLine = {
  file: '某校.xlsx',
  sha256: 'f'.repeat(64),
  sheet: '整改台账',
  row: 12,
  key,
  number,
  date1904: false,
  sentTo: '2111050201',
  action: '变更',
  situation: '已改',
  proof: null,
  responsible: '李老师',
  doneOn: '2026-11-18',
  sent: shown,
  letters: new Map([
    ['姓名', 'E'],
    ['证件号（脱敏）', 'F'],
    ['学校标识码', 'B'],
    ['问题编号', 'H'],
  ]),
};

const judge = (change: Partial<ReturnedLine>, around: Parameters<typeof context>[0] = {}) =>
  judgeLine({ ...line, ...change }, context(around));
const refusal = (...given: Parameters<typeof judge>): string => {
  const outcome = judge(...given);
  return outcome.kind === 'refused' ? outcome.reason : `${outcome.kind}, not refused`;
};
const edited = (title: string, text: string | null): Pick<ReturnedLine, 'sent'> => ({ sent: new Map([...shown, [title, text]]) });

test('an answer as it should be is taken', () => {
  expect(judge({})).toEqual({
    kind: 'taken',
    item,
    content: { action: 'changed', situation: '已改', proof: null, responsible: '李老师', done_on: '2026-11-18' },
  });
});

describe('which finding is meant', () => {
  test('a code of a run that this ledger does not have', () => {
    const other = { ...key, run: '2025-01-01-1', text: `2025-01-01-1|${number}|0123456789ab` };
    expect(refusal({ key: other })).toContain('不在本县台账里');
  });

  test('a code that was typed over', () => {
    expect(refusal({ key: { ...key, seal: 'ffffffffffff', text: `${run}|${number}|ffffffffffff` } })).toContain('回执码对不上');
  });

  test('without the code by number, where what was sent stands beside it', () => {
    expect(judge({ key: null }).kind).toBe('taken');
    expect(refusal({ key: null, sent: new Map([['问题编号', number]]) })).toContain('几列都被删掉了');
  });

  test('of two packages without the code, the one whose text it has', () => {
    const newer = { ...item, run_id: '2026-11-16-1', run_sequence: 3, message: '共有3条在籍记录' };
    expect(judge({ key: null }, { items: [newer, item] })).toMatchObject({ kind: 'taken', item: { run_id: run } });
    expect(judge({ key: null, ...edited('具体表现', '共有3条在籍记录') }, { items: [newer, item] })).toMatchObject({
      kind: 'taken',
      item: { run_id: '2026-11-16-1' },
    });
  });

  test.each(['2026-000999', '第一条', null])('the unknown number %j', (unknown) => {
    const around = context();
    const outcome = judgeLine({ ...line, key: null, number: unknown }, around);
    expect(outcome).toMatchObject({ kind: 'refused', item: null });
  });

  test('one that was never sent to a school', () => {
    expect(refusal({ key: null }, { items: [] })).toContain('没有发给过学校');
  });
});

describe("another school's line", () => {
  test('in a workbook that was sent to one school', () => {
    expect(refusal({ sentTo: '2111050202' })).toContain('这份是学校 2111050202 的整改台账');
    expect(judge({ sentTo: null }).kind).toBe('taken');
  });

  test.each([key, null])('with its code %j', (code) => {
    expect(refusal({ key: code, ...edited('学校标识码', '2111050299') })).toContain('B12 的学校标识码却写成“2111050299”');
  });
});

describe('what was sent', () => {
  test('an edited cell is named, was and is', () => {
    expect(refusal(edited('姓名', '乙某某'))).toContain('E12“姓名”由“甲某某”改成了“乙某某”');
  });

  test('an emptied cell is edited', () => {
    expect(refusal(edited('姓名', null))).toContain('由“甲某某”改成了“”');
  });

  test('a whole number in place of the masked one is not printed again', () => {
    expect(refusal(edited('证件号（脱敏）', '211105201001010015'))).toContain('改成了“211105**********15”');
  });

  test('columns sorted apart from each other are noticed by the number', () => {
    expect(refusal(edited('问题编号', '2026-000002'))).toContain('H12“问题编号”');
  });

  test.each([
    ['blanks and line breaks', edited('具体表现', ' 共有2条\n在籍 记录')],
    ['a day written otherwise', edited('整改时限', '2026年11月16日')],
    ['an empty cell for the dash', edited('学籍号（脱敏）', null)],
    ['a deleted column', { sent: new Map([...shown].filter(([title]) => title !== '姓名')) }],
  ])('%s changes nothing', (_, change) => {
    expect(judge(change).kind).toBe('taken');
  });
});

describe('the choice', () => {
  test.each([
    [{ action: null }, '没有选“处理方式”'],
    [{ action: '佐正' }, '写的是“佐正”'],
    [{ action: '情况说明' }, '不能选“情况说明”；请从“佐证”“变更”“删除”中选一个'],
    [{ action: '佐证', situation: null }, '“佐证材料”“整改情况”都是空的'],
    [{ action: '佐证', situation: null, proof: '户口簿' }, 'taken'],
    [{ action: ' 变 更 ' }, 'taken'],
  ])('%j', (change, expected) => {
    expect(refusal(change)).toContain(expected);
  });

  test('情况说明 has to say something', () => {
    const around = { item: { actions: ['explained' as const] } };
    expect(refusal({ action: '情况说明', situation: null, proof: '附件' }, around)).toContain('“整改情况”是空的');
    expect(judge({ action: '情况说明', doneOn: null }, around)).toMatchObject({ kind: 'taken', content: { done_on: null } });
  });

  test('删除 is never taken for a protected pupil, and not even offered', () => {
    const reason = refusal({ action: '删除' }, { finding: { is_protected: true } });
    expect(reason).toContain('受保护学生');
    expect(reason).toContain('请从“佐证”“变更”中选一个');
    expect(judge({ action: '删除' }).kind).toBe('taken');
  });
});

describe('完成日期', () => {
  test.each([
    [null, '没有写“完成日期”'],
    ['下周', '看不出是哪一天'],
    ['2026-11-08', '早于发现问题的日期 2026-11-09'],
    ['2026-11-09', 'taken'],
    ['2026-11-10', 'taken'],
    ['2026-11-20', 'taken'],
    ['2026-11-21', 'taken'],
    ['2026-11-22', '在今天（2026-11-21）之后'],
  ])('%s', (doneOn, expected) => {
    expect(refusal({ doneOn })).toContain(expected);
  });
});

describe('whether it is still asked', () => {
  test.each(['closed', 'ended'] as const)('a finding that is %s needs no answer', (status) => {
    expect(judge({}, { finding: { status } }).kind).toBe('settled');
  });

  test.each(['new', 'persisting', 'reopened', 'not-submitted', 'waived', 'explained'] as const)(
    'one that is %s may be answered',
    (status) => {
      expect(judge({}, { finding: { status } }).kind).toBe('taken');
    },
  );

  test.each([
    ['2026-11-08', 'taken'],
    ['2026-11-09', 'taken'],
    ['2026-11-10', '又再次查出'],
  ])('a package of 2026-11-09 answers what was found on %s: %s', (open_since, expected) => {
    expect(refusal({}, { finding: { open_since } })).toContain(expected);
  });

  test('a line without an answer is unanswered, whoever is in charge', () => {
    expect(judge({ action: null, situation: null, doneOn: null })).toEqual({ kind: 'unanswered', item });
  });

  test('the same answer again is a repetition; to an older package than the last answer it is refused', () => {
    const same: RecordedReply = {
      reply: '000002-1',
      number,
      run,
      material: 'm1',
      at: '2026-11-20 09:00:00',
      verdict: null,
      verdict_at: null,
      sha256: 'f'.repeat(64),
      row: 12,
      action: 'changed',
      situation: '已改',
      proof: null,
      responsible: '李老师',
      done_on: '2026-11-18',
    };
    expect(judge({}, { finding: { replies: [same] } }).kind).toBe('repeated');
    expect(judge({}, { finding: { replies: [same], open_since: '2026-11-20', status: 'reopened' } }).kind).toBe('repeated');
    expect(judge({}, { finding: { replies: [{ ...same, situation: '别的' }] } }).kind).toBe('taken');
    expect(refusal({}, { finding: { replies: [{ ...same, run: '2026-11-16-1', situation: '别的' }] } })).toContain('已按更新的整改台账');
    expect(judge({}, { finding: { replies: [same, { ...same, run: '2026-11-16-1', situation: '别的' }] } }).kind).toBe('repeated');
  });
});
