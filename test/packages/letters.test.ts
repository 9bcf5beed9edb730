import { describe, expect, it } from 'vitest';
import { findForbiddenAdvice } from '../../src/handling/advice.ts';
import { cleanLetter } from '../../src/packages/clean-letter.ts';
import type { Letter, LetterFacts } from '../../src/packages/letter.ts';
import { noticeLetter } from '../../src/packages/notice-letter.ts';
import { reminderLetter } from '../../src/packages/reminder-letter.ts';

const facts: LetterFacts = {
  countyName: '松岭县',
  schoolCode: '2309990001',
  schoolName: '松岭县第一小学',
  noticeNumber: '学籍整改〔2026〕7号',
  runId: '2026-11-16-1',
  pipelineTitle: '县级周检',
  asOf: '2026-11-16',
  issuedOn: '2026-11-16',
  madeAt: '2026-11-16T08:31:20+08:00',
  dataDate: '2026-11-13',
  kind: 'findings',
  submission: '已报送',
  items: 3,
  newItems: 2,
  reopenedItems: 1,
  overdueItems: 0,
  answerBy: '2026-11-23',
  checksRun: 20,
  contact: '张老师',
  telephone: '0451-0000000',
  logHead: '98c205a60bfeae51',
  severities: [{ severity: '红（当日处置）', items: 3, overdue: 0, due: '2026-11-16' }],
  problems: [{ problem: '疑似辍学', severity: '红', items: 3, due: '2026-11-16' }],
  unchecked: [],
};

const unchecked = [
  { reason: '没有报送“考勤”', checks: '缺勤预警、疑似辍学', count: 2 },
  { reason: '没有“学籍号”列', checks: '学籍号缺失', count: 1 },
];

/** Everything that a letter says, a line a part, cells apart by |. */
const said = ({ parts }: Letter): string =>
  parts
    .map((part) => {
      if (part.kind === 'table')
        return [part.table.columns.map(({ title }) => title), ...part.table.rows].map((row) => row.join('|')).join('\n');
      return part.kind === 'form' ? part.rows.map(({ label, text }) => `${label}|${text}`).join('\n') : part.text;
    })
    .join('\n');

describe('整改通知书', () => {
  it('says how many of what, by when, whom to ask, and has a slip', () => {
    const text = said(noticeLetter(facts));
    expect(text).toContain('学籍整改〔2026〕7号');
    expect(text).toContain('松岭县第一小学（学校标识码 2309990001）：');
    expect(text).toContain('（学籍数据截取日 2026年11月13日）有 3 项问题需要整改，其中本期新增 2 项、销号后再次查出 1 项。');
    const namesake = { ...facts, schoolName: '松岭县第一小学（2309990001）' };
    expect(said(noticeLetter(namesake))).toContain('\n松岭县第一小学（2309990001）：');
    expect(text).toContain('红（当日处置）|3|0|2026-11-16');
    expect(text).toContain('疑似辍学|红|3|2026-11-16');
    expect(text).toContain('最迟于 2026年11月23日办结并报回');
    expect(text).toContain('联系人：张老师　　电话：0451-0000000');
    expect(text).toContain('回　　执（学籍整改〔2026〕7号');
    expect(text).not.toContain('没有运行');
    expect(text).not.toContain('没有报送');
  });

  it('names six kinds of problem and counts the rest', () => {
    const problems = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...facts.problems[0]!, problem: `第${index + 1}类`, items: 2 }));
    const of = (count: number) => said(noticeLetter({ ...facts, problems: problems(count) }));
    expect(of(6)).toContain('第6类|');
    expect(of(6)).not.toContain('其余');
    expect(of(7)).toContain('其余 1 类（见《整改台账》）||2|');
    expect(of(8)).toContain('其余 2 类（见《整改台账》）||4|');
    expect(of(8)).not.toContain('第7类');
  });

  it('tells a school that sent nothing so', () => {
    expect(said(noticeLetter({ ...facts, submission: '本期未报送' }))).toContain(
      '贵校本期没有报送学籍数据（最近一次的截取日是 2026年11月13日），请立即补报',
    );
    expect(said(noticeLetter({ ...facts, submission: '本期未报送', dataDate: null }))).toContain('贵校本期没有报送学籍数据，请立即补报');
    const unsent = (newItems: number, reopenedItems: number): string =>
      said(noticeLetter({ ...facts, submission: '本期未报送', newItems, reopenedItems }));
    expect(unsent(2, 1)).not.toContain('此前查出');
    expect(unsent(1, 1)).toContain('请立即补报。下列问题中有 1 项是此前查出、尚未销号的；没有报送，就没有复查');
    expect(unsent(0, 0)).toContain('请立即补报。下列问题是此前查出、尚未销号的；没有报送，就没有复查');
    expect(said(noticeLetter({ ...facts, submission: '疑似不完整（已扣住）' }))).toContain('已经扣住');
  });

  it('sets no day where there is none', () => {
    expect(said(noticeLetter({ ...facts, answerBy: null }))).toContain('在各项的整改时限内办结');
  });

  it('says what was not looked at', () => {
    const text = said(noticeLetter({ ...facts, unchecked }));
    expect(text).toContain('另有 3 项检查没有运行，不等于没有问题');
    expect(text).toContain('缺勤预警、疑似辍学|没有报送“考勤”');
  });
});

describe('零报告回执', () => {
  const clean: LetterFacts = { ...facts, kind: 'clean', items: 0, severities: [], problems: [], answerBy: null };

  it('says that nothing was found, in what, and asks to look again', () => {
    const text = said(cleanLetter(clean));
    expect(text).toContain('学籍检查零报告回执');
    expect(text).toContain('（学籍数据截取日 2026年11月13日）运行了 20 项检查，本期无问题');
    expect(text).toContain('核对结果|□ 已逐班核对');
    expect(text).not.toContain('没有运行');
  });

  it('does not take what was not looked at for 无问题', () => {
    expect(said(cleanLetter({ ...clean, unchecked }))).toContain('下列 3 项检查没有运行，不在“无问题”之内');
  });
});

describe('催报通知', () => {
  it.each([
    [{ kind: 'unsent' }, '没有收到贵校本期的学籍数据；最近一次的截取日是 2026年11月13日，已经过期'],
    [{ kind: 'unsent', dataDate: null }, '没有收到贵校的学籍数据。'],
    [{ kind: 'held' }, '疑似不完整，已经扣住，没有生效'],
    [{ kind: 'unchecked', unchecked }, '没有一项检查能够运行'],
  ] as const)('%j', (fields, sentence) => {
    const text = said(reminderLetter({ ...facts, ...fields }));
    expect(text).toContain(sentence);
    expect(text).toContain('不等于没有问题');
    expect(text).not.toContain('本期无问题');
  });
});

it('no letter advises to remove a record', () => {
  for (const letter of [noticeLetter, cleanLetter, reminderLetter]) expect(findForbiddenAdvice(said(letter(facts)))).toBeNull();
});
