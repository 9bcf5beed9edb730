import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { County } from '../cases/county.ts';
import type { Specification } from '../cases/specification.ts';

// Both days of a regulation's period belong to it; outside it nothing is checked, and that is said.

const cases = [
  ['shanxi-2026', '2026-02-09', '未运行'],
  ['shanxi-2026', '2026-02-10', '无问题'],
  ['shanxi-2026', '2026-02-11', '无问题'],
  ['shanxi-2026', '2031-02-08', '无问题'],
  ['shanxi-2026', '2031-02-09', '无问题'],
  ['shanxi-2026', '2031-02-10', '未运行'],
  ['heilongjiang-2020', '2020-08-31', '未运行'],
  ['heilongjiang-2020', '2020-09-01', '无问题'],
  ['henan-2014', '2014-04-30', '未运行'],
  ['henan-2014', '2014-05-01', '无问题'],
  ['lingyuan-2021', '2021-04-30', '未运行'],
  ['lingyuan-2021', '2021-05-01', '无问题'],
  ['national-2013', '2013-08-31', '未运行'],
  ['national-2013', '2013-09-01', '无问题'],
] as const;

const specOf = (regulation: string, as_of: string): Specification => ({
  name: `${regulation} on ${as_of}`,
  check: 'id-checksum',
  as_of,
  regulation,
  defaults: {},
  tables: { students: [{ name: '王芳', record_created_date: null }] },
  expect: [],
});

const specs = new Map(cases.map(([regulation, day]) => [`${regulation} ${day}`, specOf(regulation, day)]));
let county: County;

beforeAll(async () => {
  county = await County.open([...specs.values()]);
});
afterAll(() => county.close());

describe('a regulation on the first and last day of its period', () => {
  test.each(cases)('%s on %s: %s', async (regulation, day, wanted) => {
    const { statuses } = await county.inspect(specs.get(`${regulation} ${day}`)!);
    expect(statuses.map(({ status }) => status)).toEqual([wanted]);
    expect(statuses[0]!.reason ?? '').toMatch(
      wanted === '无问题' ? /^$/ : new RegExp(`^${day}没有有效的规定：《.+》不在有效期内，请在 heji\\.yaml 换用有效的规定$`),
    );
  });
});
