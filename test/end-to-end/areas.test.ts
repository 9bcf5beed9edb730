import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/checks/finding.ts';
import type { County } from '../../src/generator/county.ts';
import { type Jurisdiction, officeOf, policyAt } from '../../src/generator/jurisdictions.ts';
import { expectedFindings } from '../../src/generator/oracle.ts';
import type { RunOutcome } from '../../src/pipelines/run.ts';
import { importCounty, inspectUnder, temporaryFolder, writtenCounty } from './county.ts';
import { expectAgreement } from './lines.ts';

// A city whose counties follow five regulations: one run, each school by its own.

const areas: readonly [Jurisdiction, ...Jurisdiction[]] = [
  { area: '230123', policy: 'heilongjiang-2020' },
  { area: '230124', policy: 'lingyuan-2021' },
  { area: '230125', policy: 'national-2013' },
  { area: '230126', policy: 'shanxi-2026' },
  { area: '230127', policy: 'henan-2014' },
];

describe('a run over several areas', () => {
  const folder = temporaryFolder();
  let county: County;
  let outcome: RunOutcome;
  const found = (): readonly Finding[] => outcome.entries.map(({ finding }) => finding);

  beforeAll(async () => {
    county = await writtenCounty(join(folder.path, 'files'), { pupils: 2500, seed: 21, areas });
    const imported = await importCounty(join(folder.path, 'files'), join(folder.path, 'imported'), officeOf(areas));
    outcome = await inspectUnder(imported, join(folder.path, 'areas'), areas);
  });
  afterAll(folder.remove);

  it('finds what each regulation says at its own schools, and nothing else', () => {
    expectAgreement(found(), expectedFindings(county, policyAt(county), officeOf(areas)));
  });

  it('cites for every record the regulation of its own school', () => {
    const policy = policyAt(county);
    expect(new Set(found().map(({ policyId }) => policyId)).size).toBe(areas.length);
    expect(found().filter(({ policyId, schoolCode }) => policyId !== policy(schoolCode))).toEqual([]);
  });

  it('a duplicate across areas is one group, each record by the law where it is', () => {
    const policies = new Map<string, Set<string>>();
    for (const { check, groupKey, policyId } of found()) {
      if (check.id !== 'dup-id-number' || groupKey === null) continue;
      policies.set(groupKey, new Set([...(policies.get(groupKey) ?? []), policyId]));
    }
    const across = [...policies.values()].filter((ids) => ids.size > 1);
    expect(across.length).toBeGreaterThan(0);
  });
});
