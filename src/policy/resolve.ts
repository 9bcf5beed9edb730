import { type Override, overrideMistakes } from './override.ts';
import type { Article, CheckEntry, PolicyPack, Severity } from './pack.ts';
import { type CheckParams, isChoice, type ParamSpec, type ParamValue, readParam } from './param.ts';
import { PolicyError } from './policy-error.ts';

export type ParamOrigin = 'pack' | 'default' | 'override';

/** The numbers, articles and severity with which one check runs under one regulation. */
export interface CheckPolicy {
  /** Every parameter that the check declares; null: neither regulation, county nor product gives a value. */
  readonly params: Readonly<Record<string, ParamValue | null>>;
  readonly origins: Readonly<Record<string, ParamOrigin>>;
  /** Parameters without a value: the check cannot run (不适用 where not regulated, else 未运行 until configured). */
  readonly missing: readonly string[];
  /** The parameters of type choice and boolean: how an open wording is read. */
  readonly choices: Readonly<Record<string, string | boolean>>;
  readonly regulated: boolean;
  /** Where the values come from, the strongest first: override, pack, default. */
  readonly paramsFrom: ParamOrigin | 'none';
  /** Overrides the check's own and its variants'; blue wherever the regulation is silent and someone else's number is used. */
  readonly severity: Severity | null;
  readonly articles: readonly Article[];
  readonly note: string | null;
  readonly off: boolean;
  readonly overrideReason: string | null;
}

/** Gives each pack what it inherits; a check that it speaks of itself is its own entirely. Ancestors must exist and not loop. */
export function inherit(packs: ReadonlyMap<string, PolicyPack>): ReadonlyMap<string, PolicyPack> {
  const checksOf = (pack: PolicyPack): ReadonlyMap<string, CheckEntry> =>
    pack.extends === null ? pack.checks : new Map([...checksOf(packs.get(pack.extends)!), ...pack.checks]);
  return new Map([...packs].map(([id, pack]) => [id, { ...pack, checks: checksOf(pack) }]));
}

/** All regulations, each saying something about every check. */
export class PolicyPacks {
  readonly #packs: ReadonlyMap<string, PolicyPack>;
  readonly #checks: ReadonlyMap<string, CheckParams>;

  constructor(packs: ReadonlyMap<string, PolicyPack>, checks: ReadonlyMap<string, CheckParams>) {
    this.#packs = packs;
    this.#checks = checks;
  }

  get ids(): readonly string[] {
    return [...this.#packs.keys()];
  }

  /** @throws PolicyError when there is no such pack; heji.yaml names it, so its writer is told what there is. */
  get(id: string): PolicyPack {
    const pack = this.#packs.get(id);
    if (pack) return pack;
    throw new PolicyError([{ file: 'heji.yaml', line: null, message: `没有规定“${id}”，可用：${this.ids.join('、')}` }]);
  }

  /** @throws PolicyError for an unknown pack or a wrong override; Error for a check that is not in the catalogue. */
  policyFor(packId: string, checkId: string, overrides: readonly Override[]): CheckPolicy {
    const pack = this.get(packId);
    const entry = pack.checks.get(checkId);
    const check = this.#checks.get(checkId);
    if (entry === undefined || check === undefined) throw new Error(`no check ${checkId}`);
    const own = overrides.find((item) => item.check === checkId);
    const mistakes = own ? overrideMistakes(own, this.#checks) : [];
    if (mistakes.length > 0) throw new PolicyError(mistakes.map(({ message }) => ({ file: 'heji.yaml', line: null, message })));
    const values = Object.entries(check.params).map(([name, spec]) => {
      const home = spec.same_as ?? checkId;
      const override = overrides.find((item) => item.check === home);
      return paramValue(home, name, spec, override, pack.checks.get(home));
    });
    return checkPolicy(check, entry, own, values);
  }
}

/** A param with its value, whose it is, and the county's reason where it is the county's. */
interface SetParam {
  readonly name: string;
  readonly spec: ParamSpec;
  readonly value: ParamValue | null;
  readonly origin: ParamOrigin | null;
  readonly reason: string | null;
}

/** The strongest value there is: the county's, the regulation's, the product's. `home`: the check that it is set for. */
function paramValue(home: string, name: string, spec: ParamSpec, override: Override | undefined, entry: CheckEntry | undefined): SetParam {
  const candidates = [
    ['override', override?.params?.[name]],
    ['pack', entry?.params[name]],
    ['default', spec.default],
  ] as const;
  const given = candidates.find(([, raw]) => raw !== undefined && raw !== null);
  if (given === undefined) return { name, spec, value: null, origin: null, reason: null };
  const [origin, raw] = given;
  const reading = readParam(spec, raw);
  if ('problem' in reading) throw new Error(`check ${home}, ${origin} of ${name}: ${reading.problem}`);
  return { name, spec, value: reading.value, origin, reason: origin === 'override' ? (override?.reason ?? null) : null };
}

function checkPolicy(check: CheckParams, entry: CheckEntry, override: Override | undefined, params: readonly SetParam[]): CheckPolicy {
  const set = params.filter((param) => param.origin !== null);
  const paramsFrom = (['override', 'pack', 'default'] as const).find((origin) => set.some((param) => param.origin === origin)) ?? 'none';
  const isHint = !entry.regulated && !check.generic && paramsFrom !== 'none';
  return {
    params: Object.fromEntries(params.map(({ name, value }) => [name, value])),
    origins: Object.fromEntries(set.map(({ name, origin }) => [name, origin!])),
    missing: params.filter(({ value }) => value === null).map(({ name }) => name),
    choices: Object.fromEntries(set.filter(({ spec }) => isChoice(spec)).map(({ name, value }) => [name, value as string | boolean])),
    regulated: entry.regulated,
    paramsFrom,
    severity: isHint ? 'blue' : entry.severity,
    articles: entry.articles,
    note: entry.note,
    off: override?.off === true,
    overrideReason: override?.reason ?? params.find(({ reason }) => reason !== null)?.reason ?? null,
  };
}
