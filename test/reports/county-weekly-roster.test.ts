import { describe, expect, it } from 'vitest';
import type { Fields } from './county.ts';
import { allTexts, dashes, sheetOf, texts } from './opened.ts';
import { count, rendered, schools, wholeText } from './rendered.ts';

describe('the roster', () => {
  const change: Fields = {
    school_code: '2309990001',
    school_name: '松岭县第一小学',
    direction: '减少',
    name: '王小明',
    registry_number: 'G230999201503150028',
    id_number: '230999201503150028',
    grade_no: 5,
    class_no: 2,
    grade_label: '五年级',
    class_label: '2班',
    route: 'none',
    reason: '无合法去向（名册消失）',
    other_school: null,
    since_date: '2026-10-15',
    to_date: '2026-10-22',
  };
  const comparison: Fields = {
    school_code: '2309990001',
    school_name: '松岭县第一小学',
    since_date: '2026-10-15',
    to_date: '2026-10-22',
    pupils_before: 813,
    pupils_now: 812,
    note: null,
  };
  const first: Fields = {
    ...comparison,
    school_code: '2309990002',
    school_name: '松岭县第二小学',
    since_date: null,
    to_date: null,
    pupils_before: null,
    note: '第一次报送，没有上次可比',
  };

  it('counts by school who came and who went how, and says where nothing was compared', async () => {
    const routes = ['none', 'lawful', 'elsewhere', 'unclear'];
    const changes = [
      ...routes.map((route) => ({ ...change, route })),
      { ...change, direction: '新增', route: 'unclear', reason: '来源不明，请核实' },
    ];
    const { workbook } = await rendered({ schools, comparisons: [comparison, first], changes });
    const sheet = sheetOf(workbook, '名册增减');
    expect(allTexts(sheet)).toContainEqual([
      '1',
      '2309990001',
      '松岭县第一小学',
      '2026-10-15',
      '2026-10-22',
      '813',
      '1',
      '1',
      '4',
      '1',
      '1',
      '1',
      '1',
      '812',
      '',
    ]);
    expect(allTexts(sheet)).toContainEqual(['2', '2309990002', '松岭县第二小学', ...dashes(10), '812', '第一次报送，没有上次可比']);
    expect(wholeText(sheet)).toContain('对照了 1 所学校；1 所没有对照，原因见备注');
    expect(wholeText(sheetOf(workbook, '总览'))).toContain('名册与上次报送相比新增 1 人，减少 4 人，其中无合法去向 1 人，见“名册增减”。');
  });

  it('lists them with masked numbers, those without a lawful way first', async () => {
    const changes = [{ ...change, name: '李有手续', route: 'lawful', reason: '转出' }, change];
    const list = sheetOf((await rendered({ schools, comparisons: [comparison], changes })).workbook, '增减名单');
    expect(texts(list, 5)).toEqual([
      '1',
      '减少',
      '松岭县第一小学',
      '五年级',
      '2班',
      '王小明',
      '230999**********28',
      'G230999**********28',
      '无合法去向',
      '无合法去向（名册消失）',
      '',
      '2026-10-15',
      '2026-10-22',
    ]);
    expect(texts(list, 6).slice(5, 10)).toEqual(['李有手续', '230999**********28', 'G230999**********28', '有手续', '转出']);
  });

  it.each([
    [200, 'lawful', 200, null],
    [201, 'lawful', 201, '另有 1 人，未逐人列出'],
    [250, 'lawful', 201, '另有 50 人，未逐人列出'],
    [250, 'none', 250, null],
  ])('of %i who went (%s) takes %i lines', async (all, route, lines, rest) => {
    const changes = count(all, (index) => ({ ...change, name: `生${index}`, route }));
    const { sheets, workbook } = await rendered({ schools, comparisons: [comparison], changes });
    expect(sheets.find(({ name }) => name === '增减名单')?.rows).toBe(lines);
    expect(wholeText(sheetOf(workbook, '增减名单')).match(/另有 .*列出/)?.[0] ?? null).toBe(rest);
  });
});
