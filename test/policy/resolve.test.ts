import { describe, expect, test } from 'vitest';
import { borrowedParams } from '../../src/checks/catalogue.ts';
import { basisText, chineseNumber } from '../../src/policy/basis.ts';
import { loadPacks, policiesDir } from '../../src/policy/load.ts';
import { type Override, readOverrides } from '../../src/policy/override.ts';
import { PolicyError } from '../../src/policy/policy-error.ts';
import { catalogue } from './catalogue.ts';
import { packFolder } from './pack-folder.ts';

const packs = loadPacks(policiesDir, catalogue);

describe('a silent regulation', () => {
  test('the product default runs as a blue hint', () => {
    expect(packs.policyFor('lingyuan-2021', 'absence-suspected-dropout', [])).toMatchObject({
      params: { max_days: 7, day_basis: 'natural-day', count_first_day: true },
      choices: { day_basis: 'natural-day', count_first_day: true },
      regulated: false,
      paramsFrom: 'default',
      severity: 'blue',
      missing: [],
    });
  });
  test('without a default the number is missing', () => {
    const policy = packs.policyFor('national-2013', 'class-size-over-standard', []);
    const shanxi = packs.policyFor('shanxi-2026', 'class-size-over-standard', []);
    expect(shanxi).toMatchObject({ regulated: true, paramsFrom: 'none', severity: null });
    expect(basisText(packs.get('shanxi-2026'), 'class-size-over-standard', shanxi, 'regulation')).toBe(
      '《山西细则》第十一条、第十三条（人数取班、校自定，条文未写）',
    );
    expect(policy).toMatchObject({ paramsFrom: 'none', severity: null, missing: ['max_pupils_primary', 'max_pupils_junior'] });
    expect(policy.params).toEqual({ max_pupils_primary: null, max_pupils_junior: null });
  });
  test('a data-quality check keeps its own severity', () => {
    expect(packs.policyFor('national-2013', 'id-checksum', []).severity).toBeNull();
    expect(packs.policyFor('national-2013', 'absence-early-warning', [])).toMatchObject({ severity: null, paramsFrom: 'default' });
  });
});

describe('overrides', () => {
  const reason = '局务会2026年第3号纪要';

  test('a number of the regulation may be changed, and the basis says why', () => {
    const overrides = [{ check: 'class-size-over-standard', params: { max_pupils_primary: 40 }, reason }];
    const policy = packs.policyFor('heilongjiang-2020', 'class-size-over-standard', overrides);
    expect(policy.params).toEqual({ max_pupils_primary: 40, max_pupils_junior: 50 });
    expect(policy.origins).toEqual({ max_pupils_primary: 'override', max_pupils_junior: 'pack' });
    expect(policy).toMatchObject({ paramsFrom: 'override', regulated: true, severity: null, overrideReason: reason });
    expect(basisText(packs.get('heilongjiang-2020'), 'class-size-over-standard', policy, 'regulation')).toBe(
      `《黑龙江细则》第十一条、第四条（按本县配置：${reason}）`,
    );
  });
  test('a county’s number where the regulation is silent stays a hint', () => {
    const overrides = [{ check: 'absence-dropout', params: { min_months: 2 }, reason }];
    const policy = packs.policyFor('lingyuan-2021', 'absence-dropout', overrides);
    expect(policy).toMatchObject({ params: { min_months: 2 }, severity: 'blue', paramsFrom: 'override' });
    expect(basisText(packs.get('lingyuan-2021'), 'absence-dropout', policy, 'regulation')).toBe(
      `本辖区无规定，按配置提示（按本县配置：${reason}）`,
    );
  });
  test('off', () => {
    const overrides = [{ check: 'absence-early-warning', off: true, reason }];
    expect(packs.policyFor('lingyuan-2021', 'absence-early-warning', overrides)).toMatchObject({ off: true, overrideReason: reason });
    expect(packs.policyFor('lingyuan-2021', 'absence-dropout', overrides)).toMatchObject({ off: false, overrideReason: null });
  });
  test('a wrong one is refused although nobody read it from a file', () => {
    const overrides = [{ check: 'absence-dropout', params: { min_months: 0 }, reason }];
    expect(() => packs.policyFor('lingyuan-2021', 'absence-dropout', overrides)).toThrow(PolicyError);
  });
});

describe('a parameter that is another check’s', () => {
  const reason = '局务会2026年第3号纪要';
  const marked = (id: string, overrides: readonly Override[] = []) => packs.policyFor(id, 'dropout-not-marked', overrides);

  test('has that one’s value and origin', () => {
    expect(marked('heilongjiang-2020')).toMatchObject({
      params: { max_days: 7, day_basis: 'natural-day', count_first_day: true, min_months: 1 },
      origins: { max_days: 'pack', day_basis: 'default', count_first_day: 'default', min_months: 'pack' },
      choices: { day_basis: 'natural-day', count_first_day: true },
      paramsFrom: 'pack',
    });
    expect(marked('lingyuan-2021')).toMatchObject({ paramsFrom: 'default', severity: 'blue' });
  });
  test('follows a county’s number for that one, and says the county’s reason', () => {
    const overrides = [{ check: 'absence-suspected-dropout', params: { max_days: 5, day_basis: 'school-day' }, reason }];
    const policy = marked('heilongjiang-2020', overrides);
    expect(policy).toMatchObject({
      params: { max_days: 5, day_basis: 'school-day', min_months: 1 },
      origins: { max_days: 'override', min_months: 'pack' },
      paramsFrom: 'override',
      overrideReason: reason,
      off: false,
    });
    expect(basisText(packs.get('heilongjiang-2020'), 'dropout-not-marked', policy, 'regulation')).toBe(
      `《黑龙江细则》第四十六条（按本县配置：${reason}）`,
    );
  });
  test('that one being off does not switch it off', () => {
    const overrides = [{ check: 'absence-suspected-dropout', off: true, reason }];
    expect(marked('heilongjiang-2020', overrides)).toMatchObject({ off: false, params: { max_days: 7 }, overrideReason: null });
  });
  test('may be switched off itself', () => {
    expect(marked('heilongjiang-2020', [{ check: 'dropout-not-marked', off: true, reason }])).toMatchObject({ off: true });
  });
  test('may not be set by an override of its own', () => {
    const text = `overrides:\n  - check: dropout-not-marked\n    params: { max_days: 5 }\n    reason: 纪要\n`;
    expect(() => readOverrides('heji.yaml', text, catalogue)).toThrow(
      'heji.yaml 第3行：dropout-not-marked 的 max_days 跟随 absence-suspected-dropout 的同名参数，不能另写；要改请改 absence-suspected-dropout 的 max_days',
    );
    expect(() => readOverrides('heji.yaml', text.replace('max_days', 'days'), catalogue)).toThrow(
      '第3行：dropout-not-marked 没有参数 days，它的参数都跟随别的检查：absence-suspected-dropout、absence-dropout',
    );
  });
});

describe('a check’s own file', () => {
  const declared = new Map([
    ['away', { params: { max: { type: 'integer', default: 7 } } }],
    ['follower', { params: { max: { same_as: 'away' } } }],
  ]);

  test('a param that is same_as another’s takes everything from there', () => {
    expect(borrowedParams('x', { max: { same_as: 'away' } }, declared)).toEqual({ max: { type: 'integer', default: 7, same_as: 'away' } });
  });
  test.each([
    [{ max: { same_as: 'nowhere' } }, 'max is same_as nowhere, which has no max of its own'],
    [{ min: { same_as: 'away' } }, 'min is same_as away, which has no min of its own'],
    [{ max: { same_as: 'follower' } }, 'max is same_as follower, which has no max of its own'],
    [{ max: { same_as: 'away', default: 5 } }, 'max is same_as another and may say no more'],
  ])('%j is a mistake', (params, message) => {
    expect(() => borrowedParams('x', params, declared)).toThrow(`sql/checks/x/check.yaml: ${message}`);
  });
});

describe('overrides in heji.yaml', () => {
  const problemsOf = (text: string): readonly unknown[] => {
    try {
      readOverrides('heji.yaml', text, catalogue);
    } catch (error) {
      if (error instanceof PolicyError) return error.problems;
      throw error;
    }
    return [];
  };

  test('are read', () => {
    const text = 'county: 甲县\noverrides:\n  - check: absence-dropout\n    params: { min_months: 2 }\n    reason: 纪要\n';
    expect(readOverrides('heji.yaml', text, catalogue)).toEqual([{ check: 'absence-dropout', params: { min_months: 2 }, reason: '纪要' }]);
    expect(readOverrides('heji.yaml', 'county: 甲县\n', catalogue)).toEqual([]);
    expect(readOverrides('heji.yaml', '', catalogue)).toEqual([]);
  });

  test.each([
    ['{ check: absence-dropout, params: { min_months: 2 } }', 'reason 没有写或写法不对，应写明理由，报表会印出'],
    ['{ check: absence-dropout, params: { min_months: 2 }, reason: " " }', 'reason 没有写或写法不对，应写明理由，报表会印出'],
    ['{ check: absence-gone, off: true, reason: 纪要 }', '没有名为 absence-gone 的检查，可用：dup-cross-school-active、'],
    ['{ check: absence-dropout, params: { months: 2 }, reason: 纪要 }', 'absence-dropout 没有参数 months，可用：min_months'],
    ['{ check: id-checksum, params: { months: 2 }, reason: 纪要 }', 'id-checksum 没有参数 months，这项检查没有参数'],
    [
      '{ check: absence-dropout, params: { min_months: 0 }, reason: 纪要 }',
      'absence-dropout 的 min_months 写的是0，应为1 到 12 的整数，单位：个月',
    ],
    [
      '{ check: absence-dropout, off: true, params: { min_months: 2 }, reason: 纪要 }',
      'absence-dropout 停用（off）就不能再改参数，二者留一',
    ],
    ['{ check: absence-dropout, reason: 纪要 }', 'absence-dropout 没有改动：写 params 或 off: true'],
    ['{ check: absence-dropout, off: 是, reason: 纪要 }', 'off 没有写或写法不对，只可写 true（停用）'],
    ['{ check: absence-dropout, off: true, why: 纪要, reason: 纪要 }', '不认识的项 why，可用：check、params、off、reason'],
    [
      '{ check: class-size-national-large, params: { large_min: 66 }, reason: 纪要 }',
      'class-size-national-large 的 large_min 是 66，大于 large_max 的 65：什么也查不到，请改正',
    ],
    [
      '{ check: class-size-national-large, params: { large_max: 55 }, reason: 纪要 }',
      'class-size-national-large 的 large_min 是 56，大于 large_max 的 55：什么也查不到，请改正',
    ],
    ['absence-dropout', '每一项应写 check、params 或 off、reason'],
  ])('%s', (item, message) => {
    const problems = problemsOf(`county: 甲县\noverrides:\n  - ${item}\n`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: 'heji.yaml', line: 3, message: expect.stringContaining(message) });
  });

  test('limits that meet are no contradiction', () => {
    const item = '  - { check: class-size-national-large, params: { large_min: 65 }, reason: 纪要 }\n';
    expect(problemsOf(`overrides:\n${item}`)).toEqual([]);
  });
  test('one check twice', () => {
    const item = '  - { check: absence-dropout, off: true, reason: 纪要 }\n';
    expect(problemsOf(`overrides:\n${item}${item}`)).toMatchObject([{ line: 3, message: 'absence-dropout 写了两次，合成一项' }]);
  });
  test('not a list, not YAML', () => {
    expect(problemsOf('overrides: { check: absence-dropout }\n')).toMatchObject([
      { line: 1, message: expect.stringContaining('应为列表') },
    ]);
    expect(problemsOf('overrides: [\n')).toMatchObject([{ line: 2, message: expect.stringContaining('不是合法的 YAML') }]);
  });
});

describe('inheritance', () => {
  const checks = [
    { id: 'size', params: { max: { type: 'integer', default: 60 }, min: { type: 'integer' } } },
    { id: 'away', params: {} },
    { id: 'other', params: { share: { type: 'number', default: 0.5 } } },
  ] as const;
  const pack = (id: string, title: string, parent: string, body: string): string =>
    `id: ${id}\ntitle: ${title}\nshort_title: ${title}\ndocument_number: null\nvalid_from: 2020-01-01\nvalid_to: null\nstages: [primary]\nextends: ${parent}\nchecks:\n${body}`;
  const loaded = loadPacks(
    packFolder({
      'nation-2013.yaml': pack(
        'nation-2013',
        '国家',
        'null',
        `  size: { articles: [{ number: 1, summary: 一 }], params: { max: 50, min: 10 }, severity: red }
  away: { articles: [{ number: 2, summary: 二 }] }
  other: { articles: [{ number: 3, summary: 三 }] }
`,
      ),
      'north-2020.yaml': pack(
        'north-2020',
        '省',
        'nation-2013',
        '  size: { articles: [{ number: 9, summary: 九 }], params: { min: 20 } }\n',
      ),
      'town-2021.yaml': pack('town-2021', '县', 'north-2020', '  away: { not_regulated: true }\n'),
    }),
    checks,
  );
  const basis = (packId: string, checkId: string) =>
    basisText(loaded.get(packId), checkId, loaded.policyFor(packId, checkId, []), 'regulation');

  test('the child’s entry replaces the parent’s as a whole', () => {
    expect(loaded.policyFor('north-2020', 'size', [])).toMatchObject({ params: { max: 60, min: 20 }, severity: null });
    expect(loaded.policyFor('nation-2013', 'size', [])).toMatchObject({ params: { max: 50, min: 10 }, severity: 'red' });
  });
  test('what is inherited is cited from the document that it is in', () => {
    expect(basis('town-2021', 'size')).toBe('《省》第九条');
    expect(basis('north-2020', 'away')).toBe('《国家》第二条');
    expect(basis('town-2021', 'away')).toBe('本辖区无规定，按配置提示');
  });
  test('an article without a number does not lend its authority to the product’s', () => {
    expect(basis('nation-2013', 'other')).toBe('《国家》第三条（参数取产品默认，条文未写）');
    expect(loaded.policyFor('nation-2013', 'other', []).severity).toBeNull();
  });
});

test.each([
  [1, '一'],
  [9, '九'],
  [10, '十'],
  [11, '十一'],
  [19, '十九'],
  [20, '二十'],
  [46, '四十六'],
  [99, '九十九'],
  [100, '一百'],
  [101, '一百零一'],
  [110, '一百一十'],
  [115, '一百一十五'],
])('article %i is 第%s条', (value, text) => {
  expect(chineseNumber(value)).toBe(text);
});
