import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { County } from './county.ts';
import { officeOf, policyAt, settingsLines } from './jurisdictions.ts';
import { POLICY_IDS } from './oracle/policy.ts';
import { type ExpectedFinding, expectedFindings, JUDGED_CHECKS } from './oracle.ts';

/** What each regulation says; of a county whose regulation is told, what that one says; of several areas, what each says at its own schools. */
function expectedBy(county: County): Readonly<Record<string, readonly ExpectedFinding[]>> {
  const [first, ...others] = county.options.areas ?? [];
  if (first && others.length > 0) return { 按区划: expectedFindings(county, policyAt(county), officeOf([first, ...others])) };
  const policies = first ? [first.policy] : POLICY_IDS;
  return Object.fromEntries(policies.map((policy) => [policy, expectedFindings(county, policy)]));
}

/**
 * Writes `dir/答案.json`, what was planted and what must be found, and, where the county says which regulation holds, `dir/设置示例.yaml`, what
 * a workspace has to say for that. Returns the path of the answers.
 */
export async function writeAnswers(county: County, dir: string): Promise<string> {
  const [area, ...areas] = county.options.areas ?? [];
  if (area) await writeFile(join(dir, '设置示例.yaml'), `# 抄进工作区的 heji.yaml，替换同名的行\n${settingsLines([area, ...areas])}`);
  const path = join(dir, '答案.json');
  const answers = { options: county.options, checks: JUDGED_CHECKS, planted: county.planted, expected: expectedBy(county) };
  await writeFile(path, `${JSON.stringify(answers, null, 1)}\n`);
  return path;
}
