import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { allFindings, type FindingFilter, filterCondition } from '../../src/ledger/finding-filter.ts';
import { listFindings } from '../../src/ledger/finding-list.ts';
import { createFindings } from './finding-row.ts';

const excused = { number: null, status: null, excused_by: '转学在办', first_seen: null, last_seen: null };

const rows = [
  { number: '2026-000001', name: '王一', severity: 'orange', is_counted: false },
  { number: '2026-000002', name: "O'王", severity: 'red', status: 'persisting', check_id: 'dup-id-number', category: '重复' },
  {
    number: '2026-000003',
    name: null,
    severity: 'blue',
    kind: 'explain',
    certainty: '待核',
    school_code: '2230100002',
    school_name: '太平川学校',
  },
  { ...excused, name: '赵四', severity: 'red', check_id: 'dup-id-number', category: '重复' },
];

let engine: DuckDbEngine;

beforeAll(async () => {
  engine = await DuckDbEngine.open();
  await createFindings(engine, rows);
});

afterAll(() => engine.close());

async function found(filter: Partial<FindingFilter>): Promise<(string | null)[]> {
  const selected = await engine.rows(
    `select name from all_findings where ${filterCondition({ ...allFindings, ...filter })} order by number nulls last`,
  );
  return selected.map(({ name }) => name as string | null);
}

describe('a filter', () => {
  it.each<[Partial<FindingFilter>, (string | null)[]]>([
    [{}, ['王一', "O'王", null, '赵四']],
    [{ checks: ['dup-id-number'] }, ["O'王", '赵四']],
    [{ checks: ['dup-id-number', 'id-checksum'] }, ['王一', "O'王", null, '赵四']],
    [{ categories: ['重复'] }, ["O'王", '赵四']],
    [{ severities: ['orange', 'blue'] }, ['王一', null]],
    [{ kinds: ['explain'] }, [null]],
    [{ certainties: ['待核'] }, [null]],
    [{ statuses: ['new'] }, ['王一', null]],
    [{ statuses: ['persisting'] }, ["O'王"]],
    [{ schools: ['2230100002'] }, [null]],
    [{ schools: ['223010000'] }, []],
    [{ schools: ['太平'] }, [null]],
    [{ schools: ['太平', '依兰'] }, ['王一', "O'王", null, '赵四']],
    [{ search: '王' }, ['王一', "O'王"]],
    [{ search: "O'" }, ["O'王"]],
    [{ search: '%' }, []],
    [{ search: '000003' }, [null]],
    [{ excused: 'only' }, ['赵四']],
    [{ excused: 'without' }, ['王一', "O'王", null]],
    [{ severities: ['red'], excused: 'without' }, ["O'王"]],
  ])('%j lets through %j', async (filter, names) => {
    expect(await found(filter)).toEqual(names);
  });
});

describe('a list', () => {
  it.each([
    ['severity', ["O'王", '赵四', '王一', null]],
    ['school', ["O'王", '赵四', '王一', null]],
    ['check', ["O'王", '赵四', '王一', null]],
    ['name', ["O'王", '王一', '赵四', null]],
    ['number', ['王一', "O'王", null, '赵四']],
  ] as const)('by %s is in order', async (order, names) => {
    const { rows: listed } = await listFindings(engine, allFindings, order, 10);
    expect(listed.map(({ name }) => name)).toEqual(names);
  });

  it('ends at the limit and says how many rows and how many faults there are', async () => {
    const { total, counted, rows: listed } = await listFindings(engine, { ...allFindings, excused: 'without' }, 'number', 2);
    expect([total, counted, listed.map(({ name }) => name)]).toEqual([3, 2, ['王一', "O'王"]]);
  });
});
