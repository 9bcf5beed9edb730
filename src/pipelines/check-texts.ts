import { type Check, categories } from '../checks/definition.ts';
import { basisKind } from '../checks/finding.ts';
import { articlesText, knownParamTitle, valueText } from '../docs/policy-values.ts';
import { kindTexts, severityTexts } from '../docs/terms.ts';
import type { Engine } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { handlingTexts } from '../handling/texts.ts';
import { basisText } from '../policy/basis.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { CheckPolicy } from '../policy/resolve.ts';
import type { CountyPolicy } from './county-policy.ts';

const columns = {
  check_order: 'integer',
  check_id: 'varchar',
  check_title: 'varchar',
  category: 'varchar',
  severity: 'varchar',
  kind: 'varchar',
  what: 'varchar',
  why: 'varchar',
  exceptions: 'varchar',
  how_to_fix: 'varchar',
  params: 'varchar',
  basis: 'varchar',
  policy_id: 'varchar',
  policy: 'varchar',
};

/** Makes `check_texts`: a row per check and regulation in use, what the check says of itself and the numbers with which it ran. */
export async function createCheckTexts(
  engine: Engine,
  checks: readonly Check[],
  policy: CountyPolicy,
  schools: readonly string[],
): Promise<void> {
  const rows = checks.flatMap((check, index) =>
    schoolsOfPacks(policy, schools).map((schoolCode) => {
      const judged = policy.of(schoolCode, check.id);
      return { check_order: index, ...textsOf(check, judged.pack, judged.policy) };
    }),
  );
  await createTableFromRows(engine, 'check_texts', columns, rows);
}

/** One school for each regulation in use. */
function schoolsOfPacks(policy: CountyPolicy, schools: readonly string[]): string[] {
  const byPack = new Map<string, string>();
  // No school has a blank code: it stands for the workspace's own regulation where there are no schools yet.
  for (const schoolCode of schools.length === 0 ? [''] : schools) {
    const { id } = policy.packFor(schoolCode);
    if (!byPack.has(id)) byPack.set(id, schoolCode);
  }
  return policy.inUse().flatMap(({ id }) => byPack.get(id) ?? []);
}

function textsOf(check: Check, pack: PolicyPack, policy: CheckPolicy): object {
  return {
    check_id: check.id,
    check_title: check.title,
    category: categories[check.category],
    severity: severityText(check, policy),
    kind: kindTexts[check.kind],
    what: check.what,
    why: check.why,
    exceptions: check.exceptions,
    how_to_fix: handlingTexts[check.how_to_fix],
    params: paramsText(check, pack, policy),
    basis: basisLines(check, pack, policy),
    policy_id: pack.id,
    policy: pack.shortTitle,
  };
}

function severityText(check: Check, policy: CheckPolicy): string {
  if (policy.severity !== null) return severityTexts[policy.severity];
  const variants = Object.entries(check.variants).flatMap(([name, { severity }]) =>
    severity === undefined || severity === check.severity ? [] : [`${name}：${severityTexts[severity]}`],
  );
  return [severityTexts[check.severity], ...variants].join('\n');
}

/** Each number, and whose it is. */
function paramsText(check: Check, pack: PolicyPack, policy: CheckPolicy): string {
  const origins = {
    pack: `《${pack.shortTitle}》`,
    default: '产品默认，非条文',
    override: `本县配置：${policy.overrideReason ?? ''}`,
  };
  return Object.entries(check.params)
    .map(([name, spec]) => {
      const value = policy.params[name] ?? null;
      const origin = policy.origins[name];
      const text = value === null || origin === undefined ? '没有给出' : `${valueText(spec, value)}（${origins[origin]}）`;
      // A run must not fail for a missing word; the tests of the catalogue do.
      return `${knownParamTitle(check, name) ?? name}：${text}`;
    })
    .join('\n');
}

function basisLines(check: Check, pack: PolicyPack, policy: CheckPolicy): string {
  return [
    policy.off ? '本县已停用' : '',
    basisText(pack, check.id, policy, basisKind(check)),
    articlesText(policy),
    policy.note === null ? '' : `注：${policy.note}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
