import { type Check, categories } from '../checks/definition.ts';
import { requirementText } from '../checks/requirement.ts';
import { handlingTexts } from '../handling/texts.ts';
import { type ParamSpec, unitTitle } from '../policy/param.ts';
import type { PolicyPacks } from '../policy/resolve.ts';
import { exampleLines } from './case-examples.ts';
import { markdownTable, page, section } from './markdown.ts';
import { articlesText, numbersText, paramTitle, valueText } from './policy-values.ts';
import { generatedNote, kindTexts, severityTexts } from './terms.ts';

/** docs/检查/<id>.md: what a check looks for, why, how, by whose numbers, and what to do about it. */
export function checkPage(check: Check, packs: PolicyPacks): string {
  return page([
    generatedNote,
    `# ${check.title}`,
    `代号 \`${check.id}\` · ${categories[check.category]} · ${severityTexts[check.severity]} · ${kindTexts[check.kind]}`,
    section('查什么', check.what),
    section('为什么', check.why),
    section('怎么算', [evidenceTable(check), paramTable(check)].filter((table) => table !== '').join('\n\n')),
    section('各规定的数值与条款', policyTable(check, packs)),
    section('例外', check.exceptions),
    section('处理建议', handlingTexts[check.how_to_fix]),
    section('例', exampleLines(check).join('\n')),
    section('变体', variantTable(check)),
    section('需要的表', requirements(check)),
    section('同时出现时', supersession(check)),
  ]);
}

const evidenceTable = (check: Check): string =>
  `结果写明：\n\n${markdownTable(
    ['计算过程', '单位', '取值'],
    Object.values(check.evidence).map(({ label, unit, values }) => [label, unit ?? '', Object.values(values ?? {}).join('、')]),
  )}`;

function paramTable(check: Check): string {
  const rows = Object.entries(check.params).map(([name, spec]) => [
    paramTitle(check, name),
    `\`${name}\``,
    spec.unit === undefined ? '' : unitTitle(spec.unit),
    defaultText(spec),
    spec.same_as === undefined ? rangeText(spec) : `跟随 [\`${spec.same_as}\`](${spec.same_as}.md)，只能在那里改`,
  ]);
  return rows.length === 0 ? '' : `参数：\n\n${markdownTable(['参数', '代号', '单位', '产品默认', '可取'], rows)}`;
}

const defaultText = (spec: ParamSpec): string =>
  spec.default === undefined ? '没有，由规定或县里给出' : valueText(spec, spec.default as string | number | boolean);

function rangeText({ type, min, max, values }: ParamSpec): string {
  if (type === 'boolean') return '是、否';
  if (values !== undefined) return values.map((value) => `${unitTitle(value)}（\`${value}\`）`).join('、');
  return min === undefined || max === undefined ? '' : `${min}至${max}`;
}

function policyTable(check: Check, packs: PolicyPacks): string {
  const rows = packs.ids.map((id) => {
    const policy = packs.policyFor(id, check.id, []);
    const severity = severityTexts[policy.severity ?? check.severity];
    const silent = !policy.regulated && policy.missing.length > 0;
    const articles = [articlesText(policy), policy.note === null ? '' : `注：${policy.note}`].filter((text) => text !== '').join('\n');
    return [`[${packs.get(id).shortTitle}](../规定/${id}.md)`, numbersText(check, policy), silent ? '' : severity, articles];
  });
  return markdownTable(['规定', '数值', '级别', '条款'], rows);
}

function variantTable(check: Check): string {
  const rows = Object.entries(check.variants).map(([name, { severity, kind, message }]) => [
    name,
    severityTexts[severity ?? check.severity],
    kindTexts[kind ?? check.kind],
    messageText(check, message ?? check.message),
  ]);
  const usual = ['（通常）', severityTexts[check.severity], kindTexts[check.kind], messageText(check, check.message)];
  return rows.length === 0 ? '' : markdownTable(['变体', '级别', '性质', '具体表现'], [usual, ...rows]);
}

/** The sentence with what is filled in named: 〔首个缺勤日〕起未到校. */
const messageText = (check: Check, message: string): string =>
  message.replace(/\{(\w+)\}/g, (_, name: string) => `〔${check.evidence[name]?.label ?? classWords[name] ?? name}〕`);

const classWords: Readonly<Record<string, string>> = { grade_label: '年级', class_label: '班级' };

function requirements(check: Check): string {
  // A column says that its table is needed.
  const tables = check.requires.filter(
    (name) => !check.requires.some((other) => typeof other === 'string' && other.startsWith(`${name}.`)),
  );
  const needed = `必须有：${tables.map(requirementText).join('、')}。缺少的，该校这一项记“未运行”，写明缺什么。`;
  if (check.guards_need.length === 0) return needed;
  return `${needed}\n\n用来排除误报：${check.guards_need.map(requirementText).join('、')}。没有收到的，结果标“待核”，最高橙色。`;
}

const supersession = (check: Check): string =>
  check.supersedes.length === 0
    ? ''
    : `同一事实已在这里报出的，不再另报：${check.supersedes.map((id) => `[\`${id}\`](${id}.md)`).join('、')}。`;
