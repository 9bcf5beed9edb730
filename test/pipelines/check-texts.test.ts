import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadChecks } from '../../src/checks/catalogue.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { createCheckTexts } from '../../src/pipelines/check-texts.ts';
import { countyPolicy } from '../../src/pipelines/county-policy.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { newFolder } from '../reports/opened.ts';

const checks = loadChecks();

async function textsOf(areas: ReadonlyMap<string, string | null>, settings = '') {
  const workspace = Workspace.create(join(await newFolder(), 'county'), '230123', '依兰县', 'heilongjiang-2020');
  const file = workspace.path('heji.yaml');
  writeFileSync(
    file,
    `county_code: "230123"\ncounty_name: 依兰县\npolicy: heilongjiang-2020\npolicies_by_area: { "410000": henan-2014 }\n${settings}`,
  );
  const policy = countyPolicy(Workspace.open(workspace.folder), checks).withAreas(areas);
  const engine = await DuckDbEngine.open();
  try {
    await createCheckTexts(engine, checks, policy, [...areas.keys()]);
    return await engine.rows('select * from check_texts order by check_order, policy_id');
  } finally {
    engine.close();
  }
}

const one = new Map([['S1', '230123']]);

describe('the texts of the checks', () => {
  it('are there for every check, with all that a reader asks', async () => {
    const rows = await textsOf(one);
    expect(rows.map((row) => row.check_id)).toEqual(checks.map(({ id }) => id));
    for (const row of rows) {
      for (const column of ['check_title', 'category', 'severity', 'kind', 'what', 'why', 'exceptions', 'how_to_fix', 'basis', 'policy']) {
        expect(row[column], `${row.check_id} ${column}`).not.toBe('');
      }
    }
  });

  it('say whose each number is', async () => {
    const rows = await textsOf(one, 'overrides: [{ check: absence-dropout, params: { min_months: 2 }, reason: 山区路远 }]\n');
    const paramsOf = (check: string) => rows.find((row) => row.check_id === check)?.params;
    expect(paramsOf('class-size-over-standard')).toBe('小学标准班额：45人（《黑龙江细则》）\n初中标准班额：50人（《黑龙江细则》）');
    expect(paramsOf('absence-early-warning')).toContain('（产品默认，非条文）');
    expect(paramsOf('absence-dropout')).toContain('2个月（本县配置：山区路远）');
    expect(paramsOf('class-size-register-block')).toContain('没有给出');
    expect(paramsOf('dup-id-number')).toBe('');
  });

  it('cite articles with what they say, and none where the regulation is silent', async () => {
    const basisOf = async (check: string) => (await textsOf(one)).find((row) => row.check_id === check)?.basis;
    expect(await basisOf('class-size-over-standard')).toMatch(/^《黑龙江细则》第十一条、第四条\n第十一条：.+/);
    expect(await basisOf('class-size-national-large')).toBe('国家监测口径');
  });

  it('say that the county has switched a check off', async () => {
    const rows = await textsOf(one, 'overrides: [{ check: dup-near-id, off: true, reason: 已由省里查 }]\n');
    expect(rows.find((row) => row.check_id === 'dup-near-id')?.basis).toMatch(/^本县已停用\n/);
  });

  it('are there for each regulation in use, and for the workspace’s own where there are no schools yet', async () => {
    const two = await textsOf(new Map([...one, ['S2', '410102']]));
    expect(two).toHaveLength(checks.length * 2);
    expect(new Set(two.map((row) => row.policy_id))).toEqual(new Set(['heilongjiang-2020', 'henan-2014']));
    expect(await textsOf(new Map())).toHaveLength(checks.length);
  });
});
