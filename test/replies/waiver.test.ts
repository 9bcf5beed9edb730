import { beforeAll, describe, expect, test } from 'vitest';
import { unwaive, type WaiverOrder, waive } from '../../src/replies/waiver.ts';
import { changed } from '../ledger/ledger-folder.ts';
import { firstDay, SentCounty, secondDay } from './sent-county.ts';

let county: SentCounty;

const order = (number: string, more: Partial<WaiverOrder> = {}): WaiverOrder => ({
  number,
  isGroup: false,
  reason: '拆班方案已批',
  by: '张科长',
  at: '2026-11-21 09:30:00',
  ...more,
});
const states = () =>
  county.state('select number, status, why, waived_until, waiver_reason, waiver_by from ledger_findings order by number');

beforeAll(async () => {
  county = SentCounty.make();
  await county.run(firstDay, [
    { number: '2026-000001' },
    { number: '2026-000002-1', group: 'g' },
    { number: '2026-000002-2', group: 'g' },
    { number: '2026-000003' },
  ]);
  await county.run(secondDay, [{ number: '2026-000001' }], [changed('new', 'closed', 'mended', '2026-000003', '2026-000002-2')]);
});

describe('waive', () => {
  test('a finding up to a day, and unwaive', async () => {
    await waive(county.workspace, order('2026-000001'), '2026-12-31');
    expect((await states())[0]).toMatchObject({
      status: 'waived',
      why: 'waived',
      waived_until: '2026-12-31',
      waiver_reason: '拆班方案已批',
      waiver_by: '张科长',
    });
    await waive(county.workspace, order('2026-000001', { reason: '再延一个月' }), '2027-01-31');
    expect((await states())[0]).toMatchObject({ status: 'waived', waived_until: '2027-01-31', waiver_reason: '再延一个月' });
    await unwaive(county.workspace, order('2026-000001', { reason: '方案没有实施' }));
    expect((await states())[0]).toMatchObject({ status: 'persisting', why: 'waiver-ended', waived_until: null });
  });

  test('one record of a group by its own number', async () => {
    await waive(county.workspace, order('2026-000002-1'), '2026-12-31');
    expect((await states()).map(({ status }) => status)).toEqual(['persisting', 'waived', 'closed', 'closed']);
    await unwaive(county.workspace, order('2026-000002-1'));
  });

  test('all records of a group only where it is said; settled ones stay settled', async () => {
    await expect(waive(county.workspace, order('2026-000002'), '2026-12-31')).rejects.toThrow('含 2026-000002-1、2026-000002-2');
    const { changed: waived, settled } = await waive(county.workspace, order('2026-000002', { isGroup: true }), '2026-12-31');
    expect([waived.map(({ number }) => number), settled.map(({ number }) => number)]).toEqual([['2026-000002-1'], ['2026-000002-2']]);
    expect((await states()).map(({ status }) => status)).toEqual(['persisting', 'waived', 'closed', 'closed']);
  });

  test.each([
    ['2026-11-20', '已经过去了'],
    ['2026-11-21', null],
    ['2026-11-22', null],
    ['2028-11-20', null],
    ['2028-11-21', null],
    ['2028-11-22', '超过两年'],
    ['2026-02-30', '没有这一天'],
    ['明年', '没有这一天'],
  ])('until %s', async (until, problem) => {
    const tried = Promise.resolve().then(() => waive(county.workspace, order('2026-000001'), until));
    if (problem === null) expect((await tried).changed).toHaveLength(1);
    else await expect(tried).rejects.toThrow(problem);
  });

  test.each([
    ['2026-000009', '台账里没有问题“2026-000009”'],
    ['2026-000003', '已经销号'],
  ])('not %s', async (number, problem) => {
    await expect(waive(county.workspace, order(number), '2026-12-31')).rejects.toThrow(problem);
  });

  test('numbers of persons in the reason are masked; without a reason nothing is waived', async () => {
    await waive(county.workspace, order('2026-000001', { reason: '核对 211105201001010015 中' }), '2026-12-31');
    expect((await states())[0]).toMatchObject({ waiver_reason: '核对 211105**********15 中' });
    await expect(
      Promise.resolve().then(() => waive(county.workspace, order('2026-000001', { reason: ' ' }), '2026-12-31')),
    ).rejects.toThrow('是空的');
  });
});

test('nothing is unwaived that is not waived', async () => {
  await unwaive(county.workspace, order('2026-000001'));
  await expect(unwaive(county.workspace, order('2026-000001'))).rejects.toThrow('没有被豁免');
});
