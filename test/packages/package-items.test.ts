import { describe, expect, it } from 'vitest';
import { handlingTexts, protectedTexts } from '../../src/handling/texts.ts';
import { AliasKey } from '../../src/ledger/alias.ts';
import { isGenuine, parseReplyKey } from '../../src/packages/reply-key.ts';
import { type Fields, finding, firstSchool, openCounty, pair, secondSchool } from './county.ts';

async function itemsOf(...findings: readonly Fields[]) {
  const { engine, workspace } = await openCounty({ findings });
  return { workspace, items: await engine.rows('select * from package_items order by school_code, line') };
}

/** The items of one school, in the order of `cases`. */
async function itemsFor(cases: readonly Fields[]) {
  const { items } = await itemsOf(
    ...cases.map((fields, index) => ({ ...finding, ...fields, number: `2026-${String(index + 1).padStart(6, '0')}`, base: null })),
  );
  expect(items).toHaveLength(cases.length);
  return items.toSorted((a, b) => (String(a.number) < String(b.number) ? -1 : 1));
}

const itemOf = async (fields: Fields) => (await itemsOf({ ...finding, ...fields })).items[0]!;

describe('what a school is sent', () => {
  it('is what it owes, gravest and soonest first, each school numbered from 1', async () => {
    const { items } = await itemsOf(
      { ...finding, number: '2026-000001', severity: 'blue', due_on: null },
      { ...finding, number: '2026-000002', severity: 'orange', due_on: '2026-11-24' },
      { ...finding, number: '2026-000003', severity: 'orange', due_on: '2026-11-23' },
      { ...finding, number: '2026-000004', severity: 'red', due_on: '2026-11-30' },
      { ...finding, number: '2026-000005', severity: 'red', is_owed: false, status: 'waived' },
      { ...finding, ...secondSchool, number: '2026-000006', severity: 'yellow' },
    );
    expect(items.map(({ school_code, line, number }) => [school_code, line, number])).toEqual([
      ['2309990001', 1, '2026-000004'],
      ['2309990001', 2, '2026-000003'],
      ['2309990001', 3, '2026-000002'],
      ['2309990001', 4, '2026-000001'],
      ['2309990002', 1, '2026-000006'],
    ]);
  });

  it('masks numbers, also those that a message quotes', async () => {
    const item = await itemOf({ message: '该栏为“230999201503150028”' });
    expect(item).toMatchObject({ name: '王小明', id_number: '230999**********28', registry_number: 'G230999**********28' });
    expect(item.message).toBe('该栏为“230999**********28”');
  });

  it('has a key by which the answer is found again', async () => {
    const { items, workspace } = await itemsOf(finding);
    const key = AliasKey.open(workspace.path('ledger'));
    const parsed = parseReplyKey(String(items[0]!.key))!;
    expect(parsed).toMatchObject({ run: '2026-11-16-1', number: '2026-000007' });
    expect(isGenuine(key, parsed, firstSchool.school_code)).toBe(true);
  });

  it('names the other side of a duplicate by school and number only', async () => {
    const { items } = await itemsOf(...pair);
    expect(items.map(({ message }) => message)).toEqual([
      '该证件号在2所学校共有2条在籍记录〔另一方：松岭县第二小学 2026-000012-2〕',
      '该证件号在2所学校共有2条在籍记录〔另一方：松岭县第一小学 2026-000012-1〕',
    ]);
  });

  it('tells of a side that is explained, not of one that is closed; of the first five only', async () => {
    const side = (index: number, fields: Fields = {}) => ({ ...pair[1], number: `2026-000012-${index}`, ...fields });
    const explained = await itemsOf(
      pair[0]!,
      side(2, { is_owed: false, status: 'explained' }),
      side(3, { is_owed: false, is_open: false }),
    );
    expect(explained.items[0]!.message).toContain('另一方：松岭县第二小学 2026-000012-2〕');
    const many = await itemsOf(pair[0]!, ...[2, 3, 4, 5, 6, 7].map((index) => side(index)));
    expect(many.items[0]!.message).toContain('2026-000012-6等6条');
    expect(many.items[0]!.message).not.toContain('2026-000012-7');
  });

  it('does not give a special school away', async () => {
    const { items } = await itemsOf(pair[0]!, { ...pair[1]!, school_name: '松岭县启明特殊教育学校' });
    expect(items[0]!.message).toContain('另一方：另一所学校 2026-000012-2');
  });

  it('says what else is the matter', async () => {
    const cases: readonly [Fields, string][] = [
      [{ status: 'reopened' }, '〔销号后再次查出〕'],
      [{ overdue_days: 1 }, '〔已超过整改时限1天〕'],
      [{ overdue_days: 0 }, ''],
      [{ status: 'not-submitted' }, '〔贵校本期数据未报齐，未能复查〕'],
      [{ mark: '名册消失' }, '〔该生已不在贵校最近报送的名册上，又没有合法离籍记录，请先查明去向〕'],
      [{ mark: '本期未查' }, '〔本期未能复查〕'],
      [{ reply_verdict: '未采信', verdict_reason: '户口簿复印件看不清' }, '〔上次的答复县教育局未采信：户口簿复印件看不清〕'],
      [{ reply_verdict: '未采信', verdict_reason: '残疾证过期' }, '〔上次的答复县教育局未采信：（略）（略去的内容请向县教育局核实）〕'],
      [{ reply_verdict: '待审' }, ''],
    ];
    expect((await itemsFor(cases.map(([fields]) => fields))).map(({ message }) => message)).toEqual(
      cases.map(([, note]) => `身份证件号不成立，校验位应为7${note}`),
    );
  });

  it('has a place for classes and schools too', async () => {
    const of = { name: null, id_number: null, registry_number: null };
    expect(await itemOf({ ...of, entity: 'class' })).toMatchObject({ place: '五年级2班', name: null, id_number: null });
    expect((await itemOf({ ...of, entity: 'school', grade_label: '', class_label: '' })).place).toBe('全校');
  });
});

describe('what a school may answer', () => {
  const duplicate = { ...pair[0], base: finding.base, number: finding.number };

  it('is what the check allows', async () => {
    expect((await itemOf(duplicate)).actions).toEqual(['evidence', 'changed', 'deleted']);
    expect((await itemOf({})).actions).toEqual(['changed', 'explained']);
  });

  it('is never 删除 where the pupil is or may be protected', async () => {
    const cases: readonly Fields[] = [
      { is_protected: true },
      { is_protected: null },
      { status: 'not-submitted' },
      { mark: '名册消失' },
      { mark: '本期未查' },
      { category: '辍学' },
    ];
    for (const item of await itemsFor(cases.map((fields) => ({ ...duplicate, ...fields })))) {
      expect(item.actions, `${item.number}`).toEqual(['evidence', 'changed']);
      expect(item.how_to_fix, `${item.number}`).toBe(protectedTexts.H01);
    }
  });

  it('leaves other advice as it is', async () => {
    expect((await itemOf({ is_protected: true, how_to_fix: handlingTexts.H19 })).how_to_fix).toBe(handlingTexts.H19);
  });

  it('is something even where an earlier version did not keep it', async () => {
    const items = await itemsFor([{ actions: null }, { actions: [] }]);
    expect(items.map(({ actions }) => actions)).toEqual([
      ['fixed', 'explained'],
      ['fixed', 'explained'],
    ]);
  });
});
