import type { County, CountyOptions } from './county.ts';
import { POLICY_IDS, type PolicyId } from './oracle/policy.ts';
import { placeOf } from './place.ts';

/** An area and the regulation that holds there. */
export type Jurisdiction = NonNullable<CountyOptions['areas']>[number];

/** Where the made-up county of each regulation lies. */
const AREAS: Readonly<Record<PolicyId, string>> = {
  'national-2013': '130991',
  'henan-2014': '411691',
  'heilongjiang-2020': '230123',
  'lingyuan-2021': '211382',
  'shanxi-2026': '140991',
};

export const isPolicyId = (text: string): text is PolicyId => POLICY_IDS.some((id) => id === text);

export const jurisdictionOf = (policy: PolicyId): Jurisdiction => ({ area: AREAS[policy], policy });

/** The regulation at a school: of the area that the list of schools gives, else of the first. @throws when the county does not say which regulation holds where. */
export function policyAt({ options, schoolList }: County): (schoolCode: string) => PolicyId {
  const areas = options.areas ?? [];
  const [first] = areas;
  if (!first) throw new Error('the county has no areas');
  const areaOf = new Map(schoolList.map(({ code, of }) => [code, of?.areaCode]));
  return (schoolCode) => areas.find(({ area }) => area === areaOf.get(schoolCode))?.policy ?? first.policy;
}

/** What the workspace of an inspection over these areas is called: the one county, or the city or province that they have in common. */
export function officeOf(areas: readonly [Jurisdiction, ...Jurisdiction[]]): { readonly code: string; readonly name: string } {
  const [first, ...others] = areas;
  const { county } = placeOf(first.area);
  if (others.length === 0) return { code: first.area, name: county };
  const isShared = (digits: number): boolean => others.every(({ area }) => area.slice(0, digits) === first.area.slice(0, digits));
  if (isShared(4)) return { code: `${first.area.slice(0, 4)}00`, name: '示例市' };
  return { code: isShared(2) ? `${first.area.slice(0, 2)}0000` : first.area, name: '示例省' };
}

/** The lines of `heji.yaml` by which each school is judged by the regulation of its area; the first holds for schools without an area. */
export function settingsLines(areas: readonly [Jurisdiction, ...Jurisdiction[]]): string {
  const { code, name } = officeOf(areas);
  const map = areas.map(({ area, policy }) => `  "${area}": ${policy}\n`).join('');
  return `county_code: "${code}"\ncounty_name: ${name}\npolicy: ${areas[0].policy}\n${areas.length > 1 ? `policies_by_area:\n${map}` : ''}`;
}
