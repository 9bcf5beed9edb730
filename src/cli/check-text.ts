import { type Check, categories } from '../checks/definition.ts';
import { requirementText } from '../checks/requirement.ts';
import { paramTitle, valueText } from '../docs/policy-values.ts';
import { handlingTexts } from '../handling/texts.ts';
import { type ParamSpec, unitTitle } from '../policy/param.ts';
import { severityTitles } from './run-text.ts';
import { textTable } from './text-table.ts';

/** A check as `--json` prints it: its declaration without the SQL. */
export function checkDocument(check: Check): Omit<Check, 'sql'> {
  const { sql: _, ...document } = check;
  return document;
}

const kinds = { 'must-fix': '必改', explain: '核实' } as const;

/** A check's own page. */
export function checkText(check: Check): string {
  const variants = Object.entries(check.variants).map(([name, { severity, kind }]) => {
    const changes = [severity && `${severityTitles[severity]}级`, kind && kinds[kind]].filter((change) => change !== undefined);
    return `${name}${changes.length > 0 ? `（${changes.join('，')}）` : ''}`;
  });
  const parts: [string, string][] = [
    ['查什么', check.what],
    ['为什么', check.why],
    ['整改办法', handlingTexts[check.how_to_fix]],
    ['例外', check.exceptions],
    ['需要', check.requires.map(requirementText).join('、')],
    ['排除误报还需要', check.guards_need.map(requirementText).join('、')],
    ['变体', variants.join('、')],
    ['有它就不另报', check.supersedes.join('、')],
    ['参数', paramLines(check)],
    [
      '证据',
      textTable(
        [],
        Object.entries(check.evidence).map(([key, { label, unit }]) => [key, unit === undefined ? label : `${label}（${unit}）`]),
      ),
    ],
  ];
  const heading = `${check.title}  ${check.id}\n${categories[check.category]} · ${severityTitles[check.severity]}级 · ${kinds[check.kind]}`;
  const body = parts.filter(([, text]) => text !== '').map(([title, text]) => `${title}\n${text.startsWith('  ') ? text : `  ${text}`}`);
  return [heading, ...body].join('\n\n');
}

function paramLines(check: Check): string {
  return textTable(
    [],
    Object.entries(check.params).map(([name, spec]) => [name, paramTitle(check, name), paramText(spec)]),
  );
}

function paramText(spec: ParamSpec): string {
  const unit = spec.unit === undefined ? '' : `，单位：${unitTitle(spec.unit)}`;
  const fallback =
    spec.default === undefined
      ? `没有默认值，由规定或县里给出${unit}`
      : `产品默认 ${valueText(spec, spec.default as string | number | boolean)}`;
  const values = spec.values === undefined ? '' : `可选 ${spec.values.map((value) => `${unitTitle(value)}（${value}）`).join('、')}`;
  const home = spec.same_as === undefined ? '' : `跟随 ${spec.same_as}，只能在那里改`;
  return [fallback, values, home].filter((text) => text !== '').join('，');
}
