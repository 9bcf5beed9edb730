import { UsageFailure } from '../failure.ts';
import { isPolicyId, type Jurisdiction, jurisdictionOf } from '../generator/jurisdictions.ts';
import { POLICY_IDS } from '../generator/oracle/policy.ts';
import { wordsOf } from './word-list.ts';

export type Areas = readonly [Jurisdiction, ...Jurisdiction[]];

/** The place of the made-up county of a regulation (`--policy`). @throws UsageFailure when there is no such regulation. */
export const placeOfPolicy = (policy: string): Areas => [jurisdictionOf(policyOf('--policy', policy))];

/**
 * The areas of a made-up county, listed as 区划码=规定 (`--areas`).
 * @throws UsageFailure for what is no such pair, an unknown regulation, or a code listed twice
 */
export function readAreas(list: string): Areas {
  // An unquoted list reaches the command with blanks for commas where the shell is PowerShell.
  const [first = '', ...others] = wordsOf('--areas', list.replace(/\s*[=＝]\s*/g, '='));
  const areas: Areas = [areaOf(first), ...others.map(areaOf)];
  const twice = areas.find(({ area }, at) => areas.findIndex((other) => other.area === area) < at);
  if (twice) throw new UsageFailure(`--areas 里 ${twice.area} 写了两次，请只留一次。`);
  return areas;
}

function areaOf(text: string): Jurisdiction {
  const [, area, policy] = /^([1-9]\d{5})=(\S+)$/.exec(text) ?? [];
  if (area === undefined || policy === undefined)
    throw new UsageFailure(
      `--areas 里的“${text}”看不懂；应写成 6 位区划码=规定，用逗号隔开，如 230123=heilongjiang-2020,230128=national-2013。`,
    );
  return { area, policy: policyOf('--areas', policy) };
}

function policyOf(flag: string, text: string): Jurisdiction['policy'] {
  if (isPolicyId(text)) return text;
  throw new UsageFailure(`${flag} 写的规定“${text}”没有，可用：${POLICY_IDS.join('、')}。`);
}
