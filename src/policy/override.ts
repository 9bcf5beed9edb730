import { z } from 'zod';
import { type CheckParams, readParam, setElsewhere } from './param.ts';
import { PolicyError, type PolicyProblem } from './policy-error.ts';
import { YamlSource } from './yaml-source.ts';

/** A county's own setting of one check, from `overrides` in heji.yaml. Reports print the reason. */
export interface Override {
  readonly check: string;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  readonly off?: boolean | undefined;
  readonly reason: string;
}

const overrideSchema = z.strictObject({
  check: z.string().min(1),
  params: z.record(z.string(), z.unknown()).optional(),
  off: z.literal(true).optional(),
  reason: z.string().trim().min(1),
});

const expectations = {
  check: '应为检查的代号',
  params: '应为参数名和值',
  off: '只可写 true（停用）',
  reason: '应写明理由，报表会印出',
} as const;

/**
 * Reads `overrides` from the text of heji.yaml; none when it has no such key.
 * @throws PolicyError with file and line of every mistake.
 */
export function readOverrides(file: string, text: string, catalogue: readonly CheckParams[]): readonly Override[] {
  const source = new YamlSource(file, text);
  if (source.problems.length > 0) throw new PolicyError(source.problems);
  const root = source.value;
  const items = typeof root === 'object' && root !== null && 'overrides' in root ? root.overrides : null;
  if (items === null || items === undefined) return [];
  if (!Array.isArray(items))
    throw new PolicyError([source.problem(['overrides'], 'overrides 应为列表，每项写 check、params 或 off、reason')]);
  const checks = new Map(catalogue.map((check) => [check.id, check]));
  const problems: PolicyProblem[] = [];
  const overrides = items.flatMap((item: unknown, index): Override[] => {
    const at = ['overrides', index];
    const parsed = overrideSchema.safeParse(item);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.flatMap((issue) => explain(source, at, issue)));
      return [];
    }
    problems.push(...overrideMistakes(parsed.data, checks).map(({ path, message }) => source.problem([...at, ...path], message)));
    return [parsed.data];
  });
  for (const [index, { check }] of overrides.entries()) {
    if (overrides.findIndex((other) => other.check === check) < index) {
      problems.push(source.problem(['overrides', index, 'check'], `${check} 写了两次，合成一项`));
    }
  }
  if (problems.length > 0) throw new PolicyError(problems);
  return overrides;
}

function explain(source: YamlSource, at: readonly PropertyKey[], issue: z.core.$ZodIssue): PolicyProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(overrideSchema.shape).join('、');
    return issue.keys.map((key) => source.problem([...at, key], `不认识的项 ${key}，可用：${known}`));
  }
  const name = issue.path[0] as keyof typeof expectations | undefined;
  if (name === undefined) return [source.problem(at, '每一项应写 check、params 或 off、reason')];
  return [source.problem([...at, ...issue.path], `${name} 没有写或写法不对，${expectations[name]}`)];
}

export interface OverrideMistake {
  readonly path: readonly string[];
  readonly message: string;
}

/** What is wrong with an override, given the checks there are. */
export function overrideMistakes(override: Override, checks: ReadonlyMap<string, CheckParams>): OverrideMistake[] {
  const check = checks.get(override.check);
  if (check === undefined)
    return [{ path: ['check'], message: `没有名为 ${override.check} 的检查，可用：${[...checks.keys()].join('、')}` }];
  const params = Object.entries(override.params ?? {});
  const mistakes: OverrideMistake[] = [];
  if (override.reason.trim() === '') mistakes.push({ path: ['reason'], message: `${check.id} 没有写理由，${expectations.reason}` });
  if (override.off && params.length > 0) mistakes.push({ path: ['off'], message: `${check.id} 停用（off）就不能再改参数，二者留一` });
  if (!override.off && params.length === 0) mistakes.push({ path: [], message: `${check.id} 没有改动：写 params 或 off: true` });
  for (const [name, raw] of params) {
    const path = ['params', name];
    const spec = check.params[name];
    if (spec === undefined) {
      mistakes.push({ path, message: `${check.id} 没有参数 ${name}，${settable(check)}` });
      continue;
    }
    const elsewhere = setElsewhere(check.id, name, spec);
    if (elsewhere !== null) {
      mistakes.push({ path, message: elsewhere });
      continue;
    }
    const reading = readParam(spec, raw);
    if ('problem' in reading) mistakes.push({ path, message: `${check.id} 的 ${name} ${reading.problem}` });
  }
  return mistakes.length > 0 ? mistakes : orderMistakes(check, override);
}

/** Limits that contradict each other: nothing could ever lie between them. */
function orderMistakes({ id, params, ascending = [] }: CheckParams, override: Override): OverrideMistake[] {
  const numberOf = (name: string): unknown => override.params?.[name] ?? params[name]?.default;
  return ascending.flatMap((name, index): OverrideMistake[] => {
    const [low, high] = [numberOf(ascending[index - 1] ?? name), numberOf(name)];
    if (typeof low !== 'number' || typeof high !== 'number' || low <= high) return [];
    const changed = override.params?.[name] === undefined ? ascending[index - 1]! : name;
    return [
      { path: ['params', changed], message: `${id} 的 ${ascending[index - 1]} 是 ${low}，大于 ${name} 的 ${high}：什么也查不到，请改正` },
    ];
  });
}

function settable({ params }: CheckParams): string {
  const names = Object.keys(params);
  if (names.length === 0) return '这项检查没有参数';
  const own = names.filter((name) => params[name]?.same_as === undefined);
  return own.length > 0
    ? `可用：${own.join('、')}`
    : `它的参数都跟随别的检查：${[...new Set(names.map((name) => params[name]?.same_as))].join('、')}`;
}
