import { readFileSync } from 'node:fs';
import type { Check } from '../checks/definition.ts';
import { type AreaMap, areaKeyOf } from '../policy/area-map.ts';
import { loadPacks, policiesDir } from '../policy/load.ts';
import { type Override, readOverrides } from '../policy/override.ts';
import type { PolicyPack } from '../policy/pack.ts';
import { PolicyError } from '../policy/policy-error.ts';
import type { CheckPolicy, PolicyPacks } from '../policy/resolve.ts';
import { YamlSource } from '../policy/yaml-source.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** 6-digit area codes of the list of schools, by school code; null: the list does not say. */
export type AreaBySchool = ReadonlyMap<string, string | null>;

/** What the law and the county say, school by school. */
export interface CountyPolicy {
  readonly packs: PolicyPacks;
  /** The workspace's own regulation: of every school whose area no other is given for. */
  readonly pack: PolicyPack;
  readonly areas: AreaMap;
  packFor(schoolCode: string): PolicyPack;
  of(schoolCode: string, checkId: string): { pack: PolicyPack; policy: CheckPolicy };
  /** The regulations by which schools are judged, the workspace's own first; that one alone before the schools are known. */
  inUse(): readonly PolicyPack[];
  /** The same with the schools' areas known; before, every school is the workspace's own. */
  withAreas(areas: AreaBySchool): CountyPolicy;
}

/** @throws PolicyError when a pack, an override or a regulation's name in heji.yaml is wrong. */
export function countyPolicy(workspace: Workspace, checks: readonly Check[]): CountyPolicy {
  const packs = loadPacks(policiesDir, checks);
  const file = workspace.path('heji.yaml');
  const text = readFileSync(file, 'utf8');
  const { policy, policies_by_area } = workspace.settings;
  refuseUnknownPacks(new YamlSource(file, text), packs, policy, policies_by_area);
  return new SchoolPolicies(packs, packs.get(policy), policies_by_area, readOverrides(file, text, checks), new Map());
}

function refuseUnknownPacks(source: YamlSource, packs: PolicyPacks, policy: string, areas: AreaMap): void {
  const named = [
    { path: ['policy'], id: policy },
    ...Object.entries(areas).map(([area, id]) => ({ path: ['policies_by_area', area], id })),
  ];
  const problems = named
    .filter(({ id }) => !packs.ids.includes(id))
    .map(({ path, id }) => source.problem(path, `${path.join(' 的 ')} 写的是“${id}”，没有这份规定，可用：${packs.ids.join('、')}`));
  if (problems.length > 0) throw new PolicyError(problems);
}

class SchoolPolicies implements CountyPolicy {
  readonly packs: PolicyPacks;
  readonly pack: PolicyPack;
  readonly areas: AreaMap;
  readonly #overrides: readonly Override[];
  readonly #schools: AreaBySchool;
  readonly #known = new Map<string, CheckPolicy>();

  constructor(packs: PolicyPacks, pack: PolicyPack, areas: AreaMap, overrides: readonly Override[], schools: AreaBySchool) {
    this.packs = packs;
    this.pack = pack;
    this.areas = areas;
    this.#overrides = overrides;
    this.#schools = schools;
  }

  packFor(schoolCode: string): PolicyPack {
    const key = areaKeyOf(this.areas, this.#schools.get(schoolCode) ?? null);
    return key === null ? this.pack : this.packs.get(this.areas[key]!);
  }

  of(schoolCode: string, checkId: string): { pack: PolicyPack; policy: CheckPolicy } {
    const pack = this.packFor(schoolCode);
    const key = `${pack.id}|${checkId}`;
    const policy = this.#known.get(key) ?? this.packs.policyFor(pack.id, checkId, this.#overrides);
    this.#known.set(key, policy);
    return { pack, policy };
  }

  inUse(): readonly PolicyPack[] {
    const judged = new Set([...this.#schools.keys()].map((schoolCode) => this.packFor(schoolCode)));
    if (judged.size === 0) return [this.pack];
    return [...judged].sort((a, b) => Number(b === this.pack) - Number(a === this.pack) || (a.id < b.id ? -1 : 1));
  }

  withAreas(schools: AreaBySchool): CountyPolicy {
    return new SchoolPolicies(this.packs, this.pack, this.areas, this.#overrides, schools);
  }
}
