import type { Check } from '../checks/definition.ts';
import { paramTitle, valueText } from '../docs/policy-values.ts';
import { chineseNumber, policyHeading } from '../policy/basis.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { ParamValue } from '../policy/param.ts';
import type { CheckPolicy, ParamOrigin } from '../policy/resolve.ts';
import { severityTitles } from './run-text.ts';

/** What a regulation says of one check. */
export interface Rule {
  readonly check: Check;
  readonly policy: CheckPolicy;
}

/** Whether a regulation holds on a day. */
export function validity({ validFrom, validTo }: PolicyPack, on: string): '有效' | '尚未施行' | '已失效' {
  if (on < validFrom) return '尚未施行';
  return validTo !== null && on > validTo ? '已失效' : '有效';
}

/** A regulation as `--json` prints it, without what it says of the checks. */
export function packDocument(pack: PolicyPack, on: string | undefined): object {
  const { id, title, shortTitle, documentNumber, validFrom, validTo, unverified, stages, note } = pack;
  return {
    id,
    title,
    short_title: shortTitle,
    document_number: documentNumber,
    valid_from: validFrom,
    valid_to: validTo,
    unverified,
    stages,
    note,
    ...(on !== undefined && { on, is_valid: validity(pack, on) === '有效' }),
  };
}

const stageTitles = { primary: '小学', junior: '初中', senior: '高中' } as const;
const origins: Readonly<Record<ParamOrigin, string>> = { pack: '规定', default: '产品默认，非条文', override: '本县配置' };

/** A regulation's own page: numbers, where they come from, and articles, check by check. */
export function packText(pack: PolicyPack, rules: readonly Rule[], on: string | undefined): string {
  const heading = [
    `${policyHeading(pack)}  ${pack.id}`,
    `适用学段：${pack.stages.map((stage) => stageTitles[stage]).join('、')}`,
    ...(on === undefined ? [] : [`${on}：${validity(pack, on)}`]),
    ...(pack.note === null ? [] : [`说明：${pack.note}`]),
  ].join('\n');
  return [heading, ...rules.map(ruleText)].join('\n\n');
}

function ruleText({ check, policy }: Rule): string {
  const severity = policy.severity === null ? '' : `  ${severityTitles[policy.severity]}级`;
  const params = Object.entries(policy.params).map(
    ([name, value]) => `  ${paramTitle(check, name)}（${name}）＝ ${setText(check, name, value, policy.origins[name])}`,
  );
  const articles = policy.articles.map(({ number, summary }) => `  第${chineseNumber(number)}条 ${summary}`);
  const silence = policy.regulated ? [] : [`  ${silenceText(check, policy)}`];
  const note = policy.note === null ? [] : [`  说明：${policy.note}`];
  return [`${check.title}  ${check.id}${severity}`, ...silence, ...params, ...articles, ...note].join('\n');
}

/** What becomes of a check of which the regulation does not speak. */
function silenceText(check: Check, policy: CheckPolicy): string {
  if (check.monitoring) return '规定没有写：按国家监测口径提示，不引条文';
  if (check.generic) return '规定没有写：作数据质量检查';
  if (policy.paramsFrom !== 'none') return '规定没有写：按产品默认提示，不引条文';
  return policy.missing.length > 0 ? '规定没有写，也没有默认值：不适用' : '规定没有写：作提示，不引条文';
}

function setText(check: Check, name: string, value: ParamValue | null, origin: ParamOrigin | undefined): string {
  const spec = check.params[name];
  if (value === null || origin === undefined || spec === undefined) return '没有数字';
  const source = spec.same_as === undefined ? origins[origin] : `${origins[origin]}，跟随 ${spec.same_as}`;
  return `${valueText(spec, value)}（${source}）`;
}
