import { z } from 'zod';
import { isDate } from '../calendar/days.ts';
import { type CheckEntry, type PolicyPack, severities, stages } from './pack.ts';
import { type CheckParams, isChoice, type ParamSpec, type ParamValue, readParam, setElsewhere, shown } from './param.ts';
import type { PolicyProblem } from './policy-error.ts';
import type { YamlSource } from './yaml-source.ts';

const nonEmpty = (expected: string) => z.string(expected).trim().min(1, expected);
const day = z.string('应为日期，如 2020-09-01').refine(isDate, '应为日期，如 2020-09-01');
const anyMapping = (expected: string) => z.record(z.string(), z.unknown(), expected);

const articleSchema = z.strictObject(
  { number: z.int('应为条文序号，如 11').min(1, '应为条文序号，如 11'), summary: nonEmpty('应为这一条的大意') },
  '应写成 { number: 条文序号, summary: 大意 }',
);
const entrySchema = z.strictObject(
  {
    not_regulated: z.literal(true, '只可写 true；有规定的写 articles').optional(),
    params: anyMapping('应为参数名和值').optional(),
    choices: anyMapping('应为参数名和所选的值').optional(),
    severity: z.enum(severities, `可选：${severities.join('、')}`).optional(),
    articles: z.array(articleSchema, '应为条款列表').min(1, '至少写一条').optional(),
    note: nonEmpty('应为文字').optional(),
  },
  '应写规定的内容，或 { not_regulated: true }',
);
const packSchema = z.strictObject(
  {
    id: nonEmpty('应为与文件名相同的代号'),
    title: nonEmpty('应为文件标题'),
    short_title: nonEmpty('应为引用条款时用的简称'),
    document_number: nonEmpty('应为文号；没有的写 null').nullable(),
    article_count: z.int('应为条文总数').min(1, '应为条文总数').optional(),
    valid_from: day,
    valid_to: day.nullable(),
    unverified: z.array(z.enum(['valid_from', 'valid_to', 'document_number'], '可选：valid_from、valid_to、document_number')).default([]),
    stages: z.array(z.enum(stages, `可选：${stages.join('、')}`), '应为学段列表').min(1, '至少写一个学段'),
    note: nonEmpty('应为文字').optional(),
    extends: nonEmpty('应为所继承规定的代号；不继承的写 null').nullable(),
    checks: z.record(z.string(), entrySchema, '应为检查和它的规定'),
  },
  '应为一份规定，第一行写 id',
);
type EntryInput = z.infer<typeof entrySchema>;

export interface PackReading {
  readonly pack: PolicyPack | null;
  readonly problems: readonly PolicyProblem[];
}

/** Reads one pack; what it inherits is not yet in it. */
export function readPack(source: YamlSource, catalogue: ReadonlyMap<string, CheckParams>): PackReading {
  if (source.problems.length > 0) return { pack: null, problems: source.problems };
  const parsed = packSchema.safeParse(source.value);
  if (!parsed.success) return { pack: null, problems: parsed.error.issues.flatMap((issue) => explain(source, issue)) };
  const input = parsed.data;
  const problems: PolicyProblem[] = [];
  if (!source.file.endsWith(`/${input.id}.yaml`)) {
    problems.push(source.problem(['id'], `id 写的是“${input.id}”，应与文件名相同`));
  }
  if (input.valid_to !== null && input.valid_to < input.valid_from) {
    problems.push(source.problem(['valid_to'], `valid_to ${input.valid_to} 早于 valid_from ${input.valid_from}，应不早于施行日`));
  }
  const origin = { id: input.id, shortTitle: input.short_title };
  const checks = new Map<string, CheckEntry>();
  for (const [id, entry] of Object.entries(input.checks)) {
    const check = catalogue.get(id);
    if (check === undefined) {
      problems.push(source.problem(['checks', id], `没有名为 ${id} 的检查，可用：${[...catalogue.keys()].join('、')}`));
      continue;
    }
    problems.push(...entryProblems(source, id, entry, input.article_count ?? null));
    const params = entryParams(source, check, entry, problems);
    checks.set(id, {
      regulated: entry.not_regulated !== true,
      params,
      severity: entry.severity ?? null,
      articles: entry.articles ?? [],
      note: entry.note ?? null,
      source: origin,
    });
  }
  const pack: PolicyPack = {
    id: input.id,
    title: input.title,
    shortTitle: input.short_title,
    documentNumber: input.document_number,
    validFrom: input.valid_from,
    validTo: input.valid_to,
    unverified: input.unverified,
    stages: input.stages,
    note: input.note ?? null,
    extends: input.extends,
    checks,
  };
  return { pack, problems };
}

function entryProblems(source: YamlSource, id: string, entry: EntryInput, articleCount: number | null): PolicyProblem[] {
  const at = ['checks', id];
  if (entry.not_regulated) {
    return (['params', 'choices', 'severity', 'articles'] as const)
      .filter((key) => entry[key] !== undefined)
      .map((key) => source.problem([...at, key], `${id} 写了 not_regulated: true，就不能再写 ${key}：未规定的没有数字和条款`));
  }
  if (entry.articles === undefined) return [source.problem(at, `${id} 没有条款：写 articles，规定里没有的写 not_regulated: true`)];
  const seen = new Set<number>();
  const problems: PolicyProblem[] = [];
  for (const [index, { number }] of entry.articles.entries()) {
    const place = [...at, 'articles', index];
    if (seen.has(number)) problems.push(source.problem(place, `${id} 的第 ${number} 条写了两次，只留一处`));
    if (articleCount !== null && number > articleCount)
      problems.push(source.problem(place, `${id} 引用第 ${number} 条，而全文只有 ${articleCount} 条`));
    seen.add(number);
  }
  return problems;
}

function entryParams(source: YamlSource, check: CheckParams, entry: EntryInput, problems: PolicyProblem[]): Record<string, ParamValue> {
  const values: Record<string, ParamValue> = {};
  for (const section of ['params', 'choices'] as const) {
    const takes = (spec: ParamSpec): boolean => isChoice(spec) === (section === 'choices');
    const names = Object.keys(check.params).filter((name) => takes(check.params[name]!) && check.params[name]!.same_as === undefined);
    for (const [name, raw] of Object.entries(entry[section] ?? {})) {
      const at = ['checks', check.id, section, name];
      const spec = check.params[name];
      if (spec === undefined || !takes(spec)) {
        const known = names.length === 0 ? '没有可写的' : `可用：${names.join('、')}`;
        problems.push(source.problem(at, `${check.id} 的 ${section} 里没有 ${name}，${known}`));
        continue;
      }
      const elsewhere = setElsewhere(check.id, name, spec);
      if (elsewhere !== null) {
        problems.push(source.problem(at, elsewhere));
        continue;
      }
      const reading = readParam(spec, raw);
      if ('problem' in reading) problems.push(source.problem(at, `${check.id} 的 ${name} ${reading.problem}`));
      else values[name] = reading.value;
    }
  }
  return values;
}

function explain(source: YamlSource, issue: z.core.$ZodIssue): PolicyProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const shape = issue.path.length === 0 ? packSchema.shape : issue.path.length === 2 ? entrySchema.shape : articleSchema.shape;
    const known = Object.keys(shape).join('、');
    return issue.keys.map((key) => source.problem([...issue.path, key], `不认识的项 ${key}，可用：${known}`));
  }
  const found = valueAt(source.value, issue.path);
  const name = issue.path.map(String).join('.') || '文件';
  const message = found === undefined ? `缺少 ${name}，${issue.message}` : `${name} 写的是${shown(found)}，${issue.message}`;
  return [source.problem(issue.path, message)];
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), root);
}
