import { type Category, type Check, categories } from '../checks/definition.ts';
import type { PolicyPacks } from '../policy/resolve.ts';
import { markdownTable, page, section } from './markdown.ts';
import { generatedNote, kindTexts, severityTexts } from './terms.ts';

/** docs/检查/README.md: all checks by category, and the regulations. */
export function indexPage(checks: readonly Check[], packs: PolicyPacks): string {
  return page([
    generatedNote,
    '# 检查',
    `共${checks.length}项。级别是通常的级别，规定或变体另有级别的见各页。`,
    ...(Object.keys(categories) as Category[]).map((category) =>
      section(categories[category], checkTable(checks.filter((check) => check.category === category))),
    ),
    section('规定', packs.ids.map((id) => `- [${packs.get(id).title}](../规定/${id}.md)`).join('\n')),
  ]);
}

const checkTable = (checks: readonly Check[]): string =>
  checks.length === 0
    ? ''
    : markdownTable(
        ['检查', '代号', '级别', '性质', '查什么'],
        checks.map((check) => [
          `[${check.title}](${check.id}.md)`,
          `\`${check.id}\``,
          severityTexts[check.severity],
          kindTexts[check.kind],
          check.what,
        ]),
      );
