import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findForbiddenAdvice } from '../../src/handling/advice.ts';
import { basisText, policyHeading } from '../../src/policy/basis.ts';
import { loadPacks, policiesDir } from '../../src/policy/load.ts';
import { PolicyError } from '../../src/policy/policy-error.ts';
import { catalogue } from './catalogue.ts';

const packs = loadPacks(policiesDir, catalogue);

test('the product comes with five regulations', () => {
  expect(packs.ids).toEqual(['heilongjiang-2020', 'henan-2014', 'lingyuan-2021', 'national-2013', 'shanxi-2026']);
});

test.each([
  ['national-2013', '2013-09-01', null, null, ['primary', 'junior', 'senior'], ['valid_from']],
  ['henan-2014', '2014-05-01', null, null, ['primary', 'junior'], []],
  ['heilongjiang-2020', '2020-09-01', null, '黑教规〔2020〕8号', ['primary', 'junior'], []],
  ['lingyuan-2021', '2021-05-01', null, '凌教发〔2021〕32号', ['primary', 'junior'], []],
  ['shanxi-2026', '2026-02-10', '2031-02-09', '晋教〔2026〕1号', ['primary', 'junior', 'senior'], ['valid_to']],
])('%s holds from %s to %s', (id, from, to, number, stages, unverified) => {
  const pack = packs.get(id);
  expect([pack.validFrom, pack.validTo, pack.documentNumber, pack.stages, pack.unverified]).toEqual([from, to, number, stages, unverified]);
});

const absence = { max_days: 7, day_basis: 'natural-day', count_first_day: true };
const notMarked = { ...absence, min_months: 1 };
const entered = (primary: number, secondary: number) => ({ max_months_primary: primary, max_months_secondary: secondary });

/** Everything that the five regulations say of the checks: numbers and articles, the main one first. */
const regulated: readonly (readonly [pack: string, check: string, params: object, articles: readonly number[]])[] = [
  ['national-2013', 'dup-id-number', {}, [6]],
  ['national-2013', 'dup-xueji-number', {}, [5]],
  ['national-2013', 'dup-cross-school-active', {}, [6]],
  ['national-2013', 'dup-suspected-identity', {}, [6]],
  ['national-2013', 'dropout-not-marked', notMarked, [22]],
  ['national-2013', 'pupil-vanished', {}, [22]],
  ['national-2013', 'xueji-number-missing', entered(1, 1), [4, 7]],
  ['henan-2014', 'dup-id-number', {}, [8]],
  ['henan-2014', 'dup-xueji-number', {}, [7]],
  ['henan-2014', 'dup-cross-school-active', {}, [8]],
  ['henan-2014', 'dup-suspected-identity', {}, [8]],
  ['henan-2014', 'dropout-not-marked', notMarked, [14]],
  ['henan-2014', 'pupil-vanished', {}, [14, 16]],
  ['henan-2014', 'xueji-number-missing', entered(1, 1), [6]],
  ['heilongjiang-2020', 'dup-id-number', {}, [20, 22, 39]],
  ['heilongjiang-2020', 'dup-xueji-number', {}, [15]],
  ['heilongjiang-2020', 'dup-cross-school-active', {}, [20, 22]],
  ['heilongjiang-2020', 'dup-suspected-identity', {}, [20, 39]],
  ['heilongjiang-2020', 'class-size-over-standard', { max_pupils_primary: 45, max_pupils_junior: 50 }, [11, 4]],
  ['heilongjiang-2020', 'absence-suspected-dropout', absence, [46]],
  ['heilongjiang-2020', 'absence-7d-contacted', absence, [46]],
  ['heilongjiang-2020', 'absence-dropout', { min_months: 1 }, [46]],
  ['heilongjiang-2020', 'dropout-not-marked', notMarked, [46]],
  ['heilongjiang-2020', 'pupil-vanished', {}, [18, 46]],
  ['heilongjiang-2020', 'xueji-number-missing', entered(1, 1), [13]],
  ['heilongjiang-2020', 'xueji-number-format', {}, [15]],
  ['lingyuan-2021', 'dup-id-number', {}, [7]],
  ['lingyuan-2021', 'dup-xueji-number', {}, [20]],
  ['lingyuan-2021', 'dup-cross-school-active', {}, [7, 20]],
  ['lingyuan-2021', 'dup-suspected-identity', {}, [7]],
  ['lingyuan-2021', 'class-size-register-block', { block_at: 55 }, [7]],
  ['lingyuan-2021', 'pupil-vanished', {}, [26]],
  ['lingyuan-2021', 'xueji-number-missing', entered(1, 1), [4, 8]],
  ['shanxi-2026', 'dup-id-number', {}, [6, 10]],
  ['shanxi-2026', 'dup-xueji-number', {}, [6]],
  ['shanxi-2026', 'dup-cross-school-active', {}, [6, 10]],
  ['shanxi-2026', 'dup-suspected-identity', {}, [10]],
  ['shanxi-2026', 'class-size-over-standard', { max_pupils_primary: null, max_pupils_junior: null }, [11, 13]],
  ['shanxi-2026', 'dropout-not-marked', notMarked, [33]],
  ['shanxi-2026', 'pupil-vanished', {}, [34]],
  ['shanxi-2026', 'id-missing', {}, [9]],
  ['shanxi-2026', 'xueji-number-missing', entered(2, 1), [6, 9, 13]],
  ['shanxi-2026', 'required-missing', {}, [9]],
];

test.each(regulated)('%s regulates %s', (packId, checkId, params, articles) => {
  const policy = packs.policyFor(packId, checkId, []);
  expect(policy.regulated).toBe(true);
  expect(policy.params).toEqual(params);
  expect(policy.articles.map(({ number }) => number)).toEqual(articles);
});

test('nothing else is regulated', () => {
  const pairs = packs.ids.flatMap((id) => catalogue.map((check) => `${id} ${check.id}`));
  const found = pairs.filter((pair) => {
    const [id, check] = pair.split(' ') as [string, string];
    return packs.policyFor(id, check, []).regulated;
  });
  expect(found.sort()).toEqual(regulated.map(([id, check]) => `${id} ${check}`).sort());
});

describe('a dropout that is not marked', () => {
  test.each([
    ['heilongjiang-2020', null, '《黑龙江细则》第四十六条'],
    ['national-2013', 'blue', '《国家办法》第二十二条（参数取产品默认，条文未写）'],
    ['henan-2014', 'blue', '《河南细则》第十四条（参数取产品默认，条文未写）'],
    ['shanxi-2026', 'blue', '《山西细则》第三十三条（参数取产品默认，条文未写）'],
    ['lingyuan-2021', 'blue', '产品默认，非条文'],
  ])('%s: %s', (id, severity, basis) => {
    const policy = packs.policyFor(id, 'dropout-not-marked', []);
    expect(policy.severity).toBe(severity);
    expect(basisText(packs.get(id), 'dropout-not-marked', policy, 'regulation')).toBe(basis);
  });
});

describe('依据', () => {
  const basis = (packId: string, checkId: string, kind: 'regulation' | 'data-quality' | 'monitoring' = 'regulation') =>
    basisText(packs.get(packId), checkId, packs.policyFor(packId, checkId, []), kind);

  test('cites the main article first', () => {
    expect(basis('heilongjiang-2020', 'class-size-over-standard')).toBe('《黑龙江细则》第十一条、第四条');
    expect(basis('heilongjiang-2020', 'absence-dropout')).toBe('《黑龙江细则》第四十六条');
    expect(basis('lingyuan-2021', 'dup-cross-school-active')).toBe('《凌源办法》第七条、第二十条');
  });

  test('never cites where the regulation is silent', () => {
    expect(basis('lingyuan-2021', 'absence-suspected-dropout')).toBe('产品默认，非条文');
    expect(basis('heilongjiang-2020', 'absence-early-warning', 'data-quality')).toBe('产品默认，非条文');
    expect(basis('heilongjiang-2020', 'id-checksum', 'data-quality')).toBe('数据质量');
    expect(basis('national-2013', 'class-size-over-standard', 'monitoring')).toBe('国家监测口径');
    expect(basis('national-2013', 'class-size-over-standard')).toBe('本辖区无规定，按配置提示');
    for (const id of packs.ids) expect(basis(id, 'class-size-national-super', 'monitoring')).toBe('国家监测口径');
  });

  test('prints no date that rests on no original text', () => {
    expect(policyHeading(packs.get('national-2013'))).toBe('《中小学生学籍管理办法》');
    expect(policyHeading(packs.get('heilongjiang-2020'))).toBe(
      '《黑龙江省义务教育阶段学生学籍管理实施细则（修订）》（黑教规〔2020〕8号，2020-09-01起施行）',
    );
  });
});

test('no text of a pack advises what must not be said of a protected pupil', () => {
  for (const id of packs.ids) expect(findForbiddenAdvice(readFileSync(join(policiesDir, `${id}.yaml`), 'utf8'))).toBeNull();
});

test('an unknown regulation is refused with those that there are', () => {
  expect(() => packs.get('jilin-2020')).toThrow(PolicyError);
  expect(() => packs.get('jilin-2020')).toThrow(
    '没有规定“jilin-2020”，可用：heilongjiang-2020、henan-2014、lingyuan-2021、national-2013、shanxi-2026',
  );
});
