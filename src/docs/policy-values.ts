import type { Check } from '../checks/definition.ts';
import { chineseNumber } from '../policy/basis.ts';
import { type ParamSpec, type ParamValue, unitTitle } from '../policy/param.ts';
import type { CheckPolicy } from '../policy/resolve.ts';

/** Parameters that no evidence of the same name gives a title. */
const paramTitles: Readonly<Record<string, string>> = {
  max_pupils_primary: '小学标准班额',
  max_pupils_junior: '初中标准班额',
  large_min: '大班额起点',
  large_max: '大班额止点',
  super_min: '超大班额起点',
  max_days: '未到校日数',
  min_months: '未到校月数',
  max_months_primary: '小学期限',
  max_months_secondary: '初中、高中期限',
  day_basis: '日数算法',
  count_first_day: '首个缺勤日是否计入',
};

/** What a parameter is called, where something says so. */
export const knownParamTitle = (check: Check, name: string): string | undefined => check.evidence[name]?.label ?? paramTitles[name];

/** What a parameter is called. @throws when it has no title: a test runs it for every check. */
export function paramTitle(check: Check, name: string): string {
  const title = knownParamTitle(check, name);
  if (title === undefined) throw new Error(`sql/checks/${check.id}: the parameter ${name} needs a title`);
  return title;
}

/** A parameter's value with its unit. */
export function valueText(spec: ParamSpec, value: ParamValue): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = typeof value === 'object' ? value.join('、') : String(value);
  const title = spec.type === 'choice' ? unitTitle(text) : text;
  return spec.unit === undefined ? title : `${title}${unitTitle(spec.unit)}`;
}

/** The regulation's own numbers, else what holds instead of them. */
export function numbersText(check: Check, policy: CheckPolicy): string {
  const own = Object.entries(check.params).flatMap(([name, spec]) => {
    const value = policy.params[name] ?? null;
    return policy.origins[name] === 'pack' && value !== null ? [`${paramTitle(check, name)}：${valueText(spec, value)}`] : [];
  });
  if (own.length > 0) return own.join('\n');
  return policy.regulated ? '条文没有数字' : silenceText(check, policy);
}

/** What the product does where the regulation does not speak of the matter. */
export function silenceText(check: Check, policy: CheckPolicy): string {
  if (check.monitoring) return '没有规定；按国家监测口径提示，写明“国家监测口径”，不引条文';
  if (check.generic && policy.paramsFrom === 'default') return '没有规定；按产品默认检查，写明“产品默认，非条文”';
  if (check.generic) return '没有规定；属数据质量，照常检查';
  const missing = policy.missing.length > 0 && policy.missing.length === Object.keys(check.params).length;
  if (missing && check.own_limit) return '没有规定；班、校自定班额的按自定数检查，其余不适用';
  if (missing) return '没有规定，不适用；县里可在 heji.yaml 里配置';
  return '没有规定；按产品默认检查，只作蓝色提示，写明“产品默认，非条文”';
}

/** 第四十六条：… one line each. */
export const articlesText = (policy: CheckPolicy): string =>
  policy.articles.map(({ number, summary }) => `第${chineseNumber(number)}条：${summary}`).join('\n');
