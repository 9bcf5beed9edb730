import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findForbiddenAdvice } from '../../src/handling/advice.ts';
import { basisText, policyHeading } from '../../src/policy/basis.ts';
import { loadPacks, policiesDir } from '../../src/policy/load.ts';
import { PolicyError } from '../../src/policy/policy-error.ts';
import { catalogue } from './catalogue.ts';

const packs = loadPacks(policiesDir, catalogue);

test('the product comes with three regulations', () => {
  expect(packs.ids).toEqual(['heilongjiang-2020', 'lingyuan-2021', 'national-2013']);
  const pack = packs.get('heilongjiang-2020');
  expect([pack.validFrom, pack.validTo, pack.stages]).toEqual(['2020-09-01', null, ['primary', 'junior']]);
});

test.each([
  ['heilongjiang-2020', 'class-size-over-standard', { max_pupils_primary: 45, max_pupils_junior: 50 }, [11, 4]],
  ['heilongjiang-2020', 'absence-suspected-dropout', { max_days: 7, day_basis: 'natural-day', count_first_day: true }, [46]],
  ['heilongjiang-2020', 'absence-7d-contacted', { max_days: 7, day_basis: 'natural-day', count_first_day: true }, [46]],
  ['heilongjiang-2020', 'absence-dropout', { min_months: 1 }, [46]],
  ['heilongjiang-2020', 'dup-id-number', {}, [20, 22, 39]],
  ['heilongjiang-2020', 'dup-cross-school-active', {}, [20, 22]],
  ['heilongjiang-2020', 'pupil-vanished', {}, [18, 46]],
  ['lingyuan-2021', 'class-size-register-block', { block_at: 55 }, [7]],
  ['lingyuan-2021', 'dup-id-number', {}, [7]],
  ['lingyuan-2021', 'dup-cross-school-active', {}, [7, 20]],
  ['lingyuan-2021', 'pupil-vanished', {}, [26]],
  ['national-2013', 'dup-id-number', {}, [6]],
  ['national-2013', 'dup-cross-school-active', {}, [6]],
  ['national-2013', 'pupil-vanished', {}, [22]],
])('%s regulates %s', (packId, checkId, params, articles) => {
  const policy = packs.policyFor(packId, checkId, []);
  expect(policy.regulated).toBe(true);
  expect(policy.params).toEqual(params);
  expect(policy.articles.map(({ number }) => number)).toEqual(articles);
});

test('nothing else is regulated', () => {
  const regulated = packs.ids.flatMap((id) => catalogue.filter((check) => packs.policyFor(id, check.id, []).regulated).map(({ id }) => id));
  expect(regulated).toHaveLength(14);
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
  expect(() => packs.get('jilin-2020')).toThrow('没有规定“jilin-2020”，可用：heilongjiang-2020、lingyuan-2021、national-2013');
});
