import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { createAudienceRelations, type Reader } from '../../src/pipelines/audience-relations.ts';
import { finding, ledgerItem, openCounty } from '../reports/county.ts';

const county = {
  findings: [
    { ...finding, number: 'a', is_counted: true },
    { ...finding, number: 'b', is_counted: false, status: 'reopened', certainty: '待核' },
    { ...finding, number: 'e', is_counted: true, status: 'explained' },
    { ...finding, number: 'w', is_counted: true, status: 'waived' },
  ],
  excused: [
    { ...finding, number: 'c', status: null, excused_by: '就读专门学校' },
    { ...finding, number: 'd', status: null, excused_by: '转学在办' },
  ],
  changes: [
    { name: '甲', reason: '转出', other_school: null },
    { name: '乙', reason: '未见转学手续', other_school: '依兰县特殊教育学校' },
    { name: '丙', reason: '未见转学手续', other_school: '依兰县第一小学' },
    { name: '丁', reason: '因病离校', other_school: null },
    { name: '戊', reason: null, other_school: null },
  ],
  ledger: [
    ledgerItem('a', { why: 'found' }),
    ledgerItem('e', { status: 'explained', is_owed: false, why: 'explained', reply_situation: '已送专门学校', reply_proof: '户口簿' }),
    ledgerItem('w', { status: 'waived', is_owed: false, why: 'waived', waiver_reason: '残疾儿童，送教上门' }),
    ledgerItem('v', { mark: '名册消失', why: 'vanished' }),
    ledgerItem('n', { mark: '本期未查', why: 'not-run', is_of_pipeline: false }),
    ledgerItem('x', { status: 'closed', is_open: false, is_owed: false, why: 'mended', changed_in_run: true }),
    ledgerItem('y', { status: 'ended', is_open: false, is_owed: false, why: 'graver', detail: '2026-000009' }),
    ledgerItem('z', { status: 'closed', is_open: false, is_owed: false, why: 'mended', earlier_status: 'closed' }),
    ledgerItem('q', { status: 'closed', is_open: false, is_owed: false, why: 'mended', earlier_status: null }),
  ],
};

describe('what the reader of a report sees', () => {
  let engine: DuckDbEngine;
  const read = (reader: Reader) => createAudienceRelations(engine, reader);
  const list = async (sql: string) => (await engine.rows(sql)).map((row) => Object.values(row));
  const numbers = async (relation: string) => (await list(`select number from ${relation} order by number`)).flat();

  beforeAll(async () => {
    engine = await openCounty(county);
  });
  afterAll(() => engine.close());

  it('is what the run returned and what is open although it did not', async () => {
    expect(await numbers('findings')).toEqual(['a', 'b', 'e', 'v', 'w']);
    expect(await list(`select number, state, is_returned from findings where number in ('b', 'v', 'w') order by number`)).toEqual([
      ['b', '反弹（待核）', true],
      ['v', '持续（名册消失）', false],
      ['w', '已豁免', true],
    ]);
  });

  it('counts what schools owe, each fault once', async () => {
    expect(await numbers('owed_findings')).toEqual(['a', 'b', 'v']);
    expect(await numbers('counted_findings')).toEqual(['a', 'v']);
  });

  it('lists what was closed or ended since the pipeline’s last day, and says why', async () => {
    expect(await list('select number, state, why_words from settled_items order by number')).toEqual([
      ['x', '已销号', '本次报送中已不存在'],
      ['y', '已了结', '已升级为更重的问题（2026-000009）'],
    ]);
    expect(await numbers('ledger_items')).toEqual(['a', 'e', 'n', 'q', 'v', 'w', 'x', 'y', 'z']);
  });

  it.each(['leader', 'school', 'public'] as const)(
    'has no sensitive reason for a %s, unmasked or not, and loses no row',
    async (audience) => {
      for (const unmasked of [false, true]) {
        await read({ audience, unmasked });
        expect(await list('select number, excused_by from excused_findings order by number')).toEqual([
          ['c', '其他已核实'],
          ['d', '转学在办'],
        ]);
        expect(
          await list(`select reply_situation, reply_proof, waiver_reason from ledger_items where number in ('e', 'w') order by number`),
        ).toEqual([
          ['其他已核实', '户口簿', null],
          [null, null, '其他已核实'],
        ]);
        expect(await list('select name, reason, other_school from roster_movements order by name')).toEqual(
          [
            ['甲', '转出', null],
            ['乙', '未见转学手续', '其他已核实'],
            ['丙', '未见转学手续', '依兰县第一小学'],
            ['丁', '其他已核实', null],
            ['戊', null, null],
          ].sort(([a], [b]) => (a! < b! ? -1 : 1)),
        );
      }
    },
  );

  it('has the real reasons in the authorised county copy only', async () => {
    await read({ audience: 'county', unmasked: true });
    expect(await list(`select excused_by from excused_findings where number = 'c'`)).toEqual([['就读专门学校']]);
    expect(await list(`select reply_situation from ledger_items where number = 'e'`)).toEqual([['已送专门学校']]);
    await read({ audience: 'county', unmasked: false });
    expect(await list(`select excused_by from excused_findings where number = 'c'`)).toEqual([['其他已核实']]);
  });
});
