import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { County } from '../../src/generator/county.ts';
import { POLICY_IDS } from '../../src/generator/oracle/policy.ts';
import { expectedFindings, JUDGED_CHECKS, type PolicyId } from '../../src/generator/oracle.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { importCounty, inspectUnder, temporaryFolder, writtenCounty } from './county.ts';
import { expectAgreement } from './lines.ts';

// A county whose every pupil was judged twice: by the SQL over the imported files, and by a plain reading of the rules over the model.

const counties: readonly { pupils: number; schools: number; seed: number; policies: readonly PolicyId[] }[] = [
  { pupils: 2000, schools: 10, seed: 11, policies: POLICY_IDS },
  { pupils: 5000, schools: 24, seed: 12, policies: ['heilongjiang-2020', 'shanxi-2026'] },
];

describe.each(counties)('a county of $pupils pupils in $schools schools (seed $seed)', ({ pupils, schools, seed, policies }) => {
  const folder = temporaryFolder();
  let county: County;
  let imported: Workspace;

  beforeAll(async () => {
    county = await writtenCounty(join(folder.path, 'files'), { pupils, schools, seed });
    imported = await importCounty(join(folder.path, 'files'), join(folder.path, 'imported'));
  });
  afterAll(folder.remove);

  it.each(policies)('%s: all planted found, no decoy reported, nothing else', async (policy) => {
    const { entries } = await inspectUnder(imported, join(folder.path, policy), [{ area: '230123', policy }]);
    expectAgreement(
      entries.map(({ finding }) => finding),
      expectedFindings(county, policy),
    );
  });

  it('has problems and decoys of every check', () => {
    const planted = county.planted;
    const found = new Set(POLICY_IDS.flatMap((policy) => expectedFindings(county, policy)).map((row) => row.check));
    expect([...found].sort()).toEqual([...JUDGED_CHECKS].sort());
    expect(new Set(planted.map(({ check }) => check))).toEqual(new Set(JUDGED_CHECKS));
    expect(planted.filter((plant) => plant.outcome === 'clear').length).toBeGreaterThan(20);
    expect(planted.filter((plant) => plant.outcome === 'excused').length).toBeGreaterThan(8);
  });
});
