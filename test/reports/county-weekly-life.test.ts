import { describe, expect, it } from 'vitest';
import { replyActions } from '../../src/ledger/event.ts';
import { actionWords } from '../../src/packages/reply-words.ts';
import { readReport, reportFolder } from '../../src/reports/folder.ts';
import { type County, type Fields, finding, ledgerItem, school } from './county.ts';
import { allTexts, cellUnder, sheetOf, texts, validation } from './opened.ts';
import { partsOf } from './opened-parts.ts';
import { rendered, schools, statuses, wholeText } from './rendered.ts';

const second = { school_code: '2309990002', school_name: '松岭县第二小学' };
const found = (number: string, fields: Fields): Fields => ({ ...finding, number, ...fields });
const overdue = { due_on: '2026-10-21', overdue_days: 5 };
const settled = { is_open: false, is_owed: false, changed_in_run: true, closed_on: '2026-10-26' };

/** Two findings of each kind of state; the school of the last sent nothing. */
const county: County = {
  schools,
  statuses,
  findings: [
    found('2026-000001', { status: 'new' }),
    found('2026-000002', { status: 'persisting', severity: 'orange' }),
    found('2026-000003', { status: 'reopened' }),
    found('2026-000004', { status: 'not-submitted', ...second }),
    found('2026-000005', { status: 'waived' }),
    found('2026-000006', { status: 'explained' }),
  ],
  ledger: [
    ledgerItem('2026-000001', { status: 'new', due_on: '2026-10-26', overdue_days: 0 }),
    ledgerItem('2026-000002', { severity: 'orange', ...overdue, overdue_days: 1 }),
    ledgerItem('2026-000003', { status: 'reopened', reopened_count: 1, why: 'came-back' }),
    ledgerItem('2026-000004', {
      status: 'not-submitted',
      why: 'unsent',
      ...second,
      ...overdue,
      reply: '000002-1',
      reply_action: 'evidence',
      reply_verdict: '待审',
    }),
    ledgerItem('2026-000005', {
      status: 'waived',
      is_owed: false,
      why: 'waived',
      waived_until: '2026-12-31',
      waiver_reason: '残疾儿童送教',
    }),
    ledgerItem('2026-000006', {
      status: 'explained',
      is_owed: false,
      why: 'explained',
      reply_action: 'explained',
      reply_situation: '家长已签字',
    }),
    ledgerItem('2026-000007', { mark: '名册消失', why: 'vanished', ...overdue }),
    ledgerItem('2026-000008', { status: 'closed', why: 'mended', ...settled }),
    ledgerItem('2026-000009', { status: 'ended', why: 'graver', detail: '2026-000001', ...settled }),
    ledgerItem('2025-000010', {
      status: 'closed',
      why: 'mended',
      ...settled,
      changed_in_run: false,
      earlier_status: 'closed',
      closed_on: '2025-11-03',
    }),
    ledgerItem('2026-000011-10', { is_of_pipeline: false, check_title: '学期核查项' }),
    ledgerItem('2026-000011-2', { is_of_pipeline: false, check_title: '学期核查项' }),
  ],
  earlier: [
    {
      run_id: 'R0',
      as_of: '2026-10-19',
      figure: 'findings',
      school_code: '2309990001',
      check_id: finding.check_id!,
      category: '辍学',
      severity: 'red',
      key: 'counted',
      value: 7,
    },
    { run_id: 'R0', as_of: '2026-10-19', figure: 'schools_checked', check_id: finding.check_id!, category: '辍学', value: 2 },
    { run_id: 'R0', as_of: '2026-10-19', figure: 'overdue', school_code: '2309990001', value: 3 },
  ],
};

const made = rendered(county);
const sheet = async (name: string) => sheetOf((await made).workbook, name);

describe('the life of findings in the county workbook', () => {
  it('follows the schemas', async () => {
    expect(validation((await made).file) ?? '').toBe('');
  });

  it('counts what schools owe by state, beside the last time, and apart from it what was closed, ended, explained and waived', async () => {
    const lines = allTexts(await sheet('总览'));
    const text = lines.flat().join('\n');
    expect(text).toContain('待整改问题 5 条，涉及 2 所学校');
    expect(text).toContain('新增 1 条，持续 2 条，反弹 1 条，未报送 1 条。比上期（2026-10-19，7 条）减少 2 条。');
    expect(text).toContain('本期销号 1 条，了结 1 条（了结不算整改）；已说明 1 条，县局豁免 1 条，不计入待整改。');
    expect(text).toContain('逾期未整改 3 条（上期 3 条），涉及 2 所学校，最长已逾期 5 日，见“逾期整改”。');
    expect(text).toContain('有 1 条这次没有查出，但不能销号，仍计入待整改；学生从名册消失的 1 条。');
    expect(lines).toContainEqual(['红', '当日处置', '4', '7', '-3', '1', '1', '1', '1', '0', '2', '2', '1']);
    expect(lines).toContainEqual(['合计', '', '5', '7', '-2', '1', '2', '1', '1', '0', '3', '2', '1']);
  });

  it('shows a pupil’s open finding although the pupil is gone from the list, and says so', async () => {
    const text = allTexts(await sheet('辍学')).map((row) => row.slice(1, 4));
    expect(text.slice(5).map(([number, , state]) => [number, state])).toEqual([
      ['2026-000001', '新增'],
      ['2026-000003', '反弹'],
      ['2026-000005', '已豁免'],
      ['2026-000006', '已说明'],
      ['2026-000007', '持续（名册消失）'],
      ['2026-000004', '未报送'],
      ['2026-000002', '持续'],
    ]);
  });

  it('lists what is overdue by school, from the first day after the limit', async () => {
    const lines = allTexts(await sheet('逾期整改'));
    expect(lines[3]?.slice(4, 14)).toEqual(
      '逾期条数 上期 较上期 其中红 其中橙 其中黄、蓝 学校已答复 学校未答复 最早的时限 最长逾期（日）'.split(' '),
    );
    expect(lines[4]?.slice(1, 14)).toEqual([
      '2309990001',
      '松岭县第一小学',
      '松岭镇',
      '2',
      '3',
      '-1',
      '1',
      '1',
      '0',
      '0',
      '2',
      '2026-10-21',
      '5',
    ]);
    expect(lines[5]?.slice(1, 14)).toEqual([
      '2309990002',
      '松岭县第二小学',
      '松岭镇',
      '1',
      '0',
      '1',
      '1',
      '0',
      '0',
      '1',
      '0',
      '2026-10-21',
      '5',
    ]);
    const named = await sheet('逾期名单');
    expect([1, 2, 3].map((row) => cellUnder(named, '问题编号', row).value)).toEqual(['2026-000007', '2026-000002', '2026-000004']);
    expect([1, 2, 3].map((row) => cellUnder(named, '学校答复', row).value)).toEqual(['未答复', '未答复', '待审']);
    expect(cellUnder(await sheet('学校汇总'), '逾期', 1).value).toBe(2);
  });

  it('lists what was closed and what only ended, with the reason', async () => {
    const lines = allTexts(await sheet('本期销号'));
    expect(lines.slice(5).map((row) => row.slice(1, 4))).toEqual([
      ['2026-000008', '已销号', '本次报送中已不存在'],
      ['2026-000009', '已了结', '已升级为更重的问题（2026-000001）'],
    ]);
  });

  it('keeps every finding that ever was in the ledger, in the order of the numbers', async () => {
    const ledger = await sheet('整改台账');
    const lines = allTexts(ledger).slice(4);
    expect(texts(ledger, 4).slice(0, 18)).toEqual(
      '序号 问题编号 学校标识码 学校 年级班级 学生姓名 证件号 学籍号 问题类别 具体表现 级别 责任人 整改时限 状态 处理方式 整改情况 销号日期 备注'.split(
        ' ',
      ),
    );
    expect(lines.map((row) => row[1])).toEqual([
      '2025-000010',
      ...Array.from({ length: 9 }, (_, index) => `2026-00000${index + 1}`),
      '2026-000011-2',
      '2026-000011-10',
    ]);
    const remarks = new Map(lines.map((row) => [row[1], row.slice(13, 18)]));
    expect(remarks.get('2025-000010')).toEqual(['已销号', '', '', '2025-11-03', '本次报送中已不存在']);
    expect(remarks.get('2026-000009')).toEqual(['已了结', '', '', '', '2026-10-26了结；已升级为更重的问题（2026-000001）']);
    expect(remarks.get('2026-000004')).toEqual(['未报送', '佐证', '', '', '该校本期未报送；已逾期 5 日']);
    expect(remarks.get('2026-000006')).toEqual(['已说明', '情况说明', '家长已签字', '', '县局采信学校说明']);
    expect(remarks.get('2026-000007')?.at(-1)).toBe('学生从名册消失，没有合法去向；已逾期 5 日');
    expect(remarks.get('2026-000011-2')?.at(-1)).toBe('不属本流程的检查，为其最近一次检查的情况');
  });

  it('says 其他已核实 for a sensitive reason, and the reason itself in the authorised copy, which is stamped on every sheet', async () => {
    const of = (workbook: Awaited<typeof made>['workbook']) => cellUnder(sheetOf(workbook, '整改台账'), '备注', 6).value;
    expect(of((await made).workbook)).toBe('县局豁免；豁免至 2026-12-31：其他已核实');
    const { workbook, file } = await rendered(county, true);
    expect(of(workbook)).toBe('县局豁免；豁免至 2026-12-31：残疾儿童送教');
    expect(cellUnder(sheetOf(workbook, '整改台账'), '证件号', 2).value).toBe('230999201503150028');
    for (const each of workbook.worksheets) {
      const head = allTexts(each)
        .slice(0, 3)
        .flat()
        .filter((text) => text !== '')
        .join('\n');
      expect(head).toMatch(/（县级授权版）\n县级授权版　批准文号：松教发〔2026〕12号　号码未脱敏，含敏感事由，严禁外传。/);
      expect(each.headerFooter.oddFooter).toContain('县级授权版 批准文号：松教发〔2026〕12号');
    }
    expect(validation(file) ?? '').toBe('');
    const masked = (await made).workbook.worksheets.map(wholeText).join('\n');
    expect(masked).not.toContain('230999201503150028');
    expect(masked).not.toContain('县级授权版');
    expect(masked).not.toContain('残疾');
  });

  it('calls the answers of schools what the schools’ workbooks call them', () => {
    const { reply } = readReport(reportFolder('county-weekly')).codes;
    expect(Object.fromEntries(replyActions.map((action) => [action, reply?.[action]?.label]))).toEqual(actionWords);
  });
});

describe('the trend', () => {
  const periods = (runs: number): Fields[] =>
    Array.from({ length: runs }, (_, index) =>
      new Date(Date.UTC(2026, 9, 26) - (runs - 1 - index) * 604_800_000).toISOString().slice(0, 10),
    ).flatMap((as_of, index) => [
      {
        run_id: index === runs - 1 ? 'R2026-1026-01' : `R${index}`,
        as_of,
        pipeline: 'weekly-inspection',
        category: '辍学',
        severity: 'red',
        status: 'persisting',
        findings: 10 + index,
        overdue: 1,
      },
      {
        run_id: index === runs - 1 ? 'R2026-1026-01' : `R${index}`,
        as_of,
        pipeline: 'weekly-inspection',
        category: '辍学',
        severity: 'red',
        status: 'closed',
        findings: 2,
        overdue: 0,
      },
    ]);
  const charts = async (file: string): Promise<string[]> =>
    [...(await partsOf(file)).entries()].filter(([name]) => /^xl\/charts\/chart\d+\.xml$/.test(name)).map(([, xml]) => xml);

  it.each([
    [1, 1, 1],
    [2, 2, 2],
    [40, 40, 12],
    [54, 53, 12],
  ])('of %i runs has %i rows, and its newest %i on the overview', async (runs, rows, shown) => {
    const { workbook, file } = await rendered({ schools: [school], trend: periods(runs) });
    const lines = allTexts(sheetOf(workbook, '走势')).filter(([period]) => /^\d{4}-/.test(period ?? ''));
    expect(lines).toHaveLength(rows);
    const owed = runs + 9;
    expect(lines.at(-1)?.slice(0, 4)).toEqual(['2026-10-26', String(owed), runs === 1 ? '—' : '1', String(owed)]);
    expect(lines.at(-1)?.slice(11)).toEqual(['2', '0', '0', '0', '1']);
    const [overview, ...own] = (await charts(file)).sort((a, b) => Number(b.includes('近 12 期')) - Number(a.includes('近 12 期')));
    const range = /'?走势'?!\$A\$(\d+):\$A\$(\d+)/.exec(overview ?? '');
    expect(Number(range?.[2]) - Number(range?.[1]) + 1).toBe(shown);
    expect(own.some((xml) => xml.includes('<c:lineChart>'))).toBe(true);
    expect(validation(file) ?? '').toBe('');
  });

  it('of a run of an earlier version, which kept none, is said to be missing', async () => {
    const { workbook, file } = await rendered({ schools: [school], findings: [finding] });
    expect(wholeText(sheetOf(workbook, '走势'))).toContain('这次运行没有留下历期数字');
    expect((await charts(file)).some((xml) => xml.includes('近 12 期'))).toBe(false);
    const text = wholeText(sheetOf(workbook, '总览'));
    expect(text).toContain('待整改问题 1 条');
    expect(text).not.toContain('本期销号');
  });

  it('has a row for a run in which nothing was left', async () => {
    const { workbook } = await rendered({ schools: [school], trend: periods(2).slice(0, 2) });
    const lines = allTexts(sheetOf(workbook, '走势')).filter(([period]) => /^\d{4}-/.test(period ?? ''));
    expect(lines.map((row) => row.slice(0, 3))).toEqual([
      ['2026-10-19', '10', '—'],
      ['2026-10-26', '0', '-10'],
    ]);
  });
});
