import type { Check } from '../checks/definition.ts';
import { policyHeading } from '../policy/basis.ts';
import type { Stage } from '../policy/pack.ts';
import type { PolicyPacks } from '../policy/resolve.ts';
import { markdownTable, page, section } from './markdown.ts';
import { articlesText, numbersText, silenceText } from './policy-values.ts';
import { generatedNote, severityTexts } from './terms.ts';

const stageTitles: Readonly<Record<Stage, string>> = { primary: '小学', junior: '初中', senior: '普通高中' };

/** docs/规定/<id>.md: what a regulation says on each check, in numbers and articles, and what it is silent on. */
export function policyPage(id: string, packs: PolicyPacks, checks: readonly Check[]): string {
  const pack = packs.get(id);
  const policies = checks.map((check) => ({ check, policy: packs.policyFor(id, check.id, []) }));
  const regulated = policies.filter(({ policy }) => policy.regulated);
  const silent = policies.filter(({ policy }) => !policy.regulated);
  return page([
    generatedNote,
    `# ${pack.shortTitle}`,
    policyHeading(pack),
    `代号 \`${id}\` · 适用学段：${pack.stages.map((stage) => stageTitles[stage]).join('、')}`,
    pack.note ?? '',
    section(
      '有规定的',
      markdownTable(
        ['检查', '数值', '级别', '条款'],
        regulated.map(({ check, policy }) => [
          checkLink(check),
          numbersText(check, policy),
          severityTexts[policy.severity ?? check.severity],
          [articlesText(policy), noteText(policy.note)].filter((text) => text !== '').join('\n'),
        ]),
      ),
    ),
    section(
      '没有规定的',
      markdownTable(
        ['检查', '怎么办', '说明'],
        silent.map(({ check, policy }) => [checkLink(check), silenceText(check, policy), policy.note ?? '']),
      ),
    ),
  ]);
}

const checkLink = (check: Check): string => `[${check.title}](../检查/${check.id}.md)`;

const noteText = (note: string | null): string => (note === null ? '' : `注：${note}`);
