import { readFileSync } from 'node:fs';
import type { Check } from '../checks/definition.ts';
import { loadPacks, policiesDir } from '../policy/load.ts';
import { readOverrides } from '../policy/override.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { CheckPolicy, PolicyPacks } from '../policy/resolve.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What the law and the county say, school by school. */
export interface CountyPolicy {
  readonly packs: PolicyPacks;
  /** The workspace's own regulation. */
  readonly pack: PolicyPack;
  of(schoolCode: string, checkId: string): { pack: PolicyPack; policy: CheckPolicy };
}

/** @throws PolicyError when a pack or an override is wrong. */
export function countyPolicy(workspace: Workspace, checks: readonly Check[]): CountyPolicy {
  const packs = loadPacks(policiesDir, checks);
  const file = workspace.path('heji.yaml');
  const overrides = readOverrides(file, readFileSync(file, 'utf8'), checks);
  const pack = packs.get(workspace.settings.policy);
  const policies = new Map<string, CheckPolicy>();
  return {
    packs,
    pack,
    // One regulation for the whole workspace; a map from area codes to regulations will choose it by school.
    of(_schoolCode, checkId) {
      const policy = policies.get(checkId) ?? packs.policyFor(pack.id, checkId, overrides);
      policies.set(checkId, policy);
      return { pack, policy };
    },
  };
}
